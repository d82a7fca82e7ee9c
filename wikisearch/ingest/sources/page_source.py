"""Where a build has its pages from: the one contract of all kinds of sources."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from wikisearch.errors import SourceError
from wikisearch.ingest.extract.links.redirects import Redirect
from wikisearch.ingest.page_input import PageInput
from wikisearch.model.ids import page_id

HTML_TYPES = ("text/html", "application/xhtml+xml")
"""Media types of pages."""

Signature = tuple[int | str, ...]
"""Values that are cheap to get, and change whenever the content of a page changes."""


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A page that a source lists. Subclasses add what `PageSource.read` needs to find it."""

    path: str
    """Path in the wiki, with `/` between folders and with its suffix."""

    given_id: str = field(default="", kw_only=True)
    """Empty if the id is that of the path."""

    @property
    def id(self) -> str:
        """Id of the page."""
        return self.given_id or page_id(self.path)


class Listing(NamedTuple):
    """All pages of a source."""

    entries: Sequence[SourceEntry]
    """In order of their ids; no two have one path."""

    warnings: tuple[str, ...] = ()
    """What is wrong with the source as a whole, one line each; it names the record."""

    fetched: tuple[str, ...] = ()
    """Times of the first and the last download, in ISO 8601; empty if the source has none."""


class PageSource(ABC):
    """A folder, a crawl, an archive, or the pages of a program.

    A source is sent to worker processes, so it must be picklable and small: it opens its files
    when a page is read, and finds a page by its entry alone.
    """

    name: str
    """Name in errors and in the manifest: the absolute path, for a source on disk."""

    location: Path
    """File or folder that must exist while pages are read."""

    settings_folder: Path | None = None
    """Folder that may have a wikisearch.toml."""

    is_whole: bool = True
    """Whether all pages can be read; else most of them are in the index already."""

    @abstractmethod
    def listing(self) -> Listing:
        """List all pages; raises SourceError if there is none."""

    @abstractmethod
    def read(self, entry: SourceEntry) -> PageInput | Redirect:
        """Read one page, or an address that leads to another page; raises PageError."""

    def signature(self, entry: SourceEntry, now: int) -> Signature | None:  # noqa: ARG002
        """Return the signature of an entry; None for one whose content must be hashed.

        `now` is the time of the scan in nanoseconds.
        """
        return None

    def exists(self, entry: SourceEntry) -> bool:  # noqa: ARG002
        """Return whether the entry is still there, when it could not be read."""
        return self.location.exists()

    def has_file(self, target: str) -> bool:  # noqa: ARG002
        """Return whether a link target that is not a page exists, such as a picture."""
        return False

    def path_of(self, address: str) -> str:
        """Return the path of the page at a live address; any other text as it is.

        The pages must have been listed.
        """
        return address

    def find(self, text: str) -> SourceEntry:
        """Return the page with this path, id or address; raises SourceError."""
        entries = self.listing().entries
        path = self.path_of(text)
        wanted = {text, path, page_id(text), page_id(path)}
        for entry in entries:
            if entry.path in wanted or page_id(entry.path) in wanted:
                return entry
        raise SourceError(text, f"no such page in {self.name}", "name its path, id or address")

    def close(self) -> None:  # noqa: B027 - most sources have none
        """Delete temporary files."""
