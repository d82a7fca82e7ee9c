"""Completion of names that headings declare: `zipfile.is` -> `zipfile.is_zipfile(name)`."""

import re
from collections.abc import Collection, Iterator

from wikisearch.analysis import Analyzer
from wikisearch.analysis.names.name_keys import SectionNames, is_written_as_code, section_names
from wikisearch.engines.base import Reader
from wikisearch.model.page import PageHead, Section
from wikisearch.model.query import Keyword, Or
from wikisearch.model.suggestion import Completion, Suggestion
from wikisearch.search.cache import SectionCache
from wikisearch.search.section_urls import PageUrls, section_url

MIN_LETTERS = 3
"""Letters of the shortest text that is completed."""

_HYPHENATED = re.compile(r"--?[a-z][\w-]*|[a-z\d]+(?:-[a-z\d]+)+")
"""An option, or a property such as `border-radius`."""

_FIELDS = ("name_heading", "name_heading_end")

_MAX_VALUES = 100
"""Names, the shortest ones, that are looked up for one text."""


class DeclaredNames:
    """Completes the names that the headings of one index declare."""

    def __init__(
        self, reader: Reader, analyzer: Analyzer, sections: SectionCache, urls: PageUrls
    ) -> None:
        self._reader = reader
        self._analyzer = analyzer
        self._sections = sections
        self._urls = urls

    def suggestions(self, text: str, limit: int, known: Collection[str]) -> Iterator[Suggestion]:
        """Yield up to `limit` pages that declare a name with a prefix, except known pages."""
        key = self._analyzer.folded_name(text)
        is_long = bool(key) and len(text.strip()) >= MIN_LETTERS
        values = self._values(key) if is_long and limit > 0 else []
        seen = set(known)
        for section, page in self._declaring(values):
            name = self._declared_name(section, page, key) if page.id not in seen else None
            if name is not None:
                seen.add(page.id)
                yield self._suggestion(section, page, name)
                if len(seen) - len(known) == limit:
                    return

    def _values(self, key: str) -> list[Keyword]:
        pairs = {
            (value, field) for field in _FIELDS for value in self._reader.keyword_values(field, key)
        }
        shortest = sorted(pairs, key=lambda pair: (len(pair[0]), pair))
        return [Keyword(field, value) for value, field in shortest[:_MAX_VALUES]]

    def _declaring(self, values: list[Keyword]) -> Iterator[tuple[Section, PageHead]]:
        found = self._reader.search(Or(tuple(values)), _MAX_VALUES).best if values else ()
        sections, heads = self._sections.fetch_with_heads(
            (match.key for match in found), (match.page for match in found)
        )
        return zip(sections, heads, strict=True)

    def _declared_name(self, section: Section, page: PageHead, key: str) -> str | None:
        """Return the name that a heading declares, if it or its last parts complete the text."""
        names = section_names(section, page, self._analyzer.stop_words)
        if not _is_declared(names):
            return None
        name = names.full[1] if len(names.full) > 1 else section.title
        forms = (name, *names.full[1:], *names.suffixes)
        is_completed = any(self._analyzer.folded_name(form).startswith(key) for form in forms)
        return name if is_completed else None

    def _suggestion(self, section: Section, page: PageHead, name: str) -> Suggestion:
        return Suggestion(
            id=page.id,
            title=page.title,
            url=section_url(self._urls.of(page), section.anchor),
            category=page.category,
            completion=Completion.DECLARED,
            alias=name,
        )


def _is_declared(names: SectionNames) -> bool:
    """Whether a heading declares a name; a heading of one plain word is not a declaration."""
    if len(names.full) == 1:
        return _HYPHENATED.fullmatch(names.full[0]) is not None
    title, path = names.full[:2]
    return bool(names.suffixes) or title != path or is_written_as_code(path)
