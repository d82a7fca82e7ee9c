"""The terms and categories of a wiki -> lines for a person, or JSON."""

import json
from collections.abc import Iterable, Iterator, Mapping

from wikisearch.render.line import Cells, JsonText


def term_lines(terms: Iterable[Mapping[str, object]]) -> Iterator[Cells]:
    """Yield a term per line: its title, and its category if it has one."""
    for term in terms:
        yield Cells(str(term[key]) for key in ("title", "category") if term[key])


def category_lines(categories: Iterable[Mapping[str, object]]) -> Iterator[Cells]:
    """Yield a category per line, and the number of its terms."""
    for each in categories:
        yield Cells([str(each["category"]), str(each["terms"])])


def directory_json(records: list[dict[str, object]], name: str) -> JsonText:
    """Encode terms or categories as an object with one list."""
    return JsonText(json.dumps({name: records}, ensure_ascii=False, indent=2))
