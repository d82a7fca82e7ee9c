"""All pages of an index, as the server looks them up: computed once per generation."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from weakref import WeakKeyDictionary

from wikisearch.index import Index
from wikisearch.model.names import PageEntry

_OTHER = "#"
"""Group of the names that begin with no letter."""

_MAX_GROUPS = 100
"""Maximum number of groups: Chinese titles begin with too many characters for an index."""


class PageDirectory:
    """The pages of one generation."""

    def __init__(self, pages: Sequence[PageEntry], generation: str) -> None:
        self.generation = generation
        self._pages = pages

    @cached_property
    def ids(self) -> frozenset[str]:
        """Ids of all pages."""
        return frozenset(page.id for page in self._pages)

    @cached_property
    def paths(self) -> frozenset[str]:
        """Paths of the files of all pages."""
        return frozenset(page.path for page in self._pages)

    @cached_property
    def letters(self) -> Mapping[str, Sequence[PageEntry]]:
        """All pages by the first letter of their titles, in the order of the titles."""
        return by_letter(self._pages)


def by_letter(pages: Iterable[PageEntry]) -> Mapping[str, Sequence[PageEntry]]:
    """Return pages in the order of their titles, by first letter.

    If there are too many letters, all pages are in one group without a letter.
    """
    ordered = sorted(pages, key=lambda page: (_sort_key(page.title), page.id))
    groups: dict[str, list[PageEntry]] = {}
    for page in ordered:
        groups.setdefault(_letter(page.title), []).append(page)
    if len(groups) > _MAX_GROUPS:
        return {"": ordered}
    if _OTHER in groups:
        groups[_OTHER] = groups.pop(_OTHER)
    return groups


def directory_of(index: Index) -> PageDirectory:
    """Return the directory of the open generation."""
    found = _directories.get(index)
    if found is None or found.generation != index.generation:
        found = _directories[index] = PageDirectory(index.pages(), index.generation)
    return found


_directories: WeakKeyDictionary[Index, PageDirectory] = WeakKeyDictionary()


def _sort_key(title: str) -> str:
    """Return a title without case and accents."""
    parts = unicodedata.normalize("NFKD", title.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def _letter(title: str) -> str:
    """Return the first letter of a title, or `#`."""
    first = next((part for part in _sort_key(title) if part.isalnum()), "")
    return first.upper() if first.isalpha() else _OTHER
