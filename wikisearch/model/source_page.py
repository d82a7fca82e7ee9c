"""A page that a program passes to a build."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from wikisearch.errors import SourceTypeError
from wikisearch.model.ids import page_id


@dataclass(frozen=True)
class SourcePage:
    """A page of a program: an id, the HTML, and what the program knows beside it.

    `html` is bytes or text; the encoding of bytes is detected. A value that is given overrides the
    one in the HTML. The title in the HTML becomes an alias then. Raises SourceTypeError for a value
    of another type, and for an empty id.
    """

    id: str
    """Id of the page, like a path: `guide/install`. A suffix `.html` is not part of it."""

    html: str | bytes
    url: str | None = None
    """Live address, which results show."""

    language: str | None = None
    """BCP 47 tag: `en`."""

    title: str | None = None
    category: str | None = None
    aliases: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Check the types."""
        self._check("id", self.id, "a str", str)
        if not page_id(self.id).strip(" /"):
            raise SourceTypeError("id", f"{self.id!r} is not an id", "give each page a name")
        self._check("html", self.html, "a str or bytes", str, bytes)
        for field in fields(self)[2:-1]:
            self._check(field.name, getattr(self, field.name), "a str or None", str, type(None))
        self._check("aliases", self.aliases, "a tuple of str", tuple, list)
        object.__setattr__(self, "aliases", tuple(self.aliases))
        for name in self.aliases:
            self._check("an alias", name, "a str", str)

    def _check(self, name: str, value: object, expected: str, *types: type) -> None:
        if not isinstance(value, types):
            problem = f"{name} must be {expected}, not {type(value).__name__}"
            raise SourceTypeError(f"page {self.id!r}", problem)


Pages = Iterable[SourcePage] | Mapping[str, str | bytes]
"""Pages of a program; a mapping has the HTML by id."""


def iterate_pages(pages: Pages) -> Iterator[SourcePage]:
    """Yield the pages; raises SourceTypeError for anything else."""
    if isinstance(pages, Mapping):
        for name, html in pages.items():
            yield SourcePage(name, html)
        return
    given: Any = pages
    if isinstance(given, str | bytes) or not isinstance(given, Iterable):
        kind = type(given).__name__
        problem = f"must be SourcePage values, or a dict of HTML by id, not {kind}"
        raise SourceTypeError("pages", problem)
    for number, page in enumerate(given, 1):
        if not isinstance(page, SourcePage):
            problem = f"must be a SourcePage, not {type(page).__name__}"
            raise SourceTypeError(f"page number {number:,}", problem)
        yield page
