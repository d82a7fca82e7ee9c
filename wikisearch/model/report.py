"""The report of a build: its pages, and the files it could not use."""

from dataclasses import dataclass

from wikisearch.model.manifest import Refusal
from wikisearch.model.page_stats import PageStats


@dataclass(frozen=True, slots=True)
class Pointer:
    """A file that is not a separate page: a duplicate of another page, or a redirect to it."""

    path: str
    target: str
    """Path of the file with the same bytes, or id of the target of the redirect."""


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A link target that does not exist in the wiki."""

    target: str
    """Id of the page."""

    anchor: str
    """Empty if the page itself does not exist."""

    pages: int
    """Number of pages with such a link."""

    example: str
    """Path of the first of these pages."""


@dataclass(frozen=True, slots=True)
class Drift:
    """A profile that finds no definition on most of its pages, but should on all of them."""

    profile: str
    pages: int
    without: int


@dataclass(frozen=True, slots=True)
class PageReport:
    """Statistics of one page in the index."""

    path: str
    stats: PageStats
    incoming: int
    """Number of other pages whose content links to it."""


@dataclass(frozen=True, slots=True)
class Report:
    """The report of a build, about all pages of the source, changed or not."""

    files: int
    """Number of files that may be pages."""

    read: int
    """Number of files that were parsed in this run."""

    unchanged: int
    """Number of files that did not change since the last run and were not parsed."""

    pages: int
    """Number of pages in the index."""

    sections: int
    words: int
    """Number of indexed words."""

    dropped: tuple[tuple[str, int], ...]
    """Number of dropped words, by reason."""

    redirects: tuple[Pointer, ...]
    duplicates: tuple[Pointer, ...]
    empty: tuple[str, ...]
    """Paths of pages without text."""

    refused: tuple[Refusal, ...]
    source_warnings: tuple[str, ...]
    """What is wrong with the source as a whole, such as an archive that is cut off."""

    broken: tuple[BrokenLink, ...]
    drift: tuple[Drift, ...]
    details: tuple[PageReport, ...]
    """One per page in the index, in order of path."""

    @property
    def faults(self) -> bool:
        """Whether a strict run fails: a template drifted, or pages are missing."""
        return bool(self.drift) or self.is_incomplete

    @property
    def is_incomplete(self) -> bool:
        """Whether pages of the source are missing in the index."""
        return bool(self.refused or self.source_warnings)
