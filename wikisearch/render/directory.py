"""The terms and categories of a wiki -> lines for a person, or JSON."""

import json
from collections.abc import Iterable, Iterator, Mapping

from wikisearch.model.names import PageEntry
from wikisearch.model.results import FacetValue
from wikisearch.render.line import Cells, JsonText

TERM_KEYS = ("id", "title", "category", "path", "aliases")
CATEGORY_KEYS = ("category", "terms")


def term_lines(terms: Iterable[Mapping[str, object]]) -> Iterator[Cells]:
    """Yield a term per line: its title, and its category if it has one."""
    for term in terms:
        yield Cells(str(term[key]) for key in ("title", "category") if term[key])


def category_lines(categories: Iterable[Mapping[str, object]]) -> Iterator[Cells]:
    """Yield a category per line, and the number of its terms."""
    for each in categories:
        yield Cells([str(each["category"]), str(each["terms"])])


def sorted_terms(terms: Iterable[PageEntry]) -> list[PageEntry]:
    """Return terms by title, each once."""
    unique = {term.id: term for term in terms}
    return sorted(unique.values(), key=lambda term: (term.title.casefold(), term.id))


def term_records(terms: Iterable[PageEntry]) -> list[dict[str, object]]:
    """Return an object per term."""
    return [{key: getattr(term, key) for key in TERM_KEYS} for term in terms]


def category_records(categories: Iterable[FacetValue]) -> list[dict[str, object]]:
    """Return an object per category."""
    return [{"category": each.value, "terms": each.count} for each in categories]


def directory_json(records: list[dict[str, object]], name: str) -> JsonText:
    """Encode terms or categories as an object with one list."""
    return JsonText(json.dumps({name: records}, ensure_ascii=False, indent=2))
