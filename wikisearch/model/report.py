"""What a run over a source found, and what it could not use."""

from dataclasses import dataclass

from wikisearch.model.manifest import Refusal
from wikisearch.model.page_stats import PageStats


@dataclass(frozen=True, slots=True)
class Pointer:
    """A file that is no page of its own: it stands for another one."""

    path: str
    target: str
    """Path of the file with the same bytes, or id of the page a redirect leads to."""


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A place that pages link to and that is not in the wiki."""

    target: str
    """Id of the page."""

    anchor: str
    """Empty when there is no such page."""

    pages: int
    """How many pages link there."""

    example: str
    """Path of the first of them."""


@dataclass(frozen=True, slots=True)
class Drift:
    """A profile that finds no definition on most of its pages, though it should on each."""

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
    """What a run over a source found: of all its pages, whether they had to be read or not."""

    files: int
    """Files that may be pages."""

    read: int
    """Those read and parsed in this run."""

    unchanged: int
    """Those that are as they were in the last run, and were not parsed."""

    pages: int
    """Pages in the index."""

    sections: int
    words: int
    """Words that were kept."""

    dropped: tuple[tuple[str, int], ...]
    """Words that were not, by reason."""

    redirects: tuple[Pointer, ...]
    duplicates: tuple[Pointer, ...]
    empty: tuple[str, ...]
    """Paths of pages that have no text."""

    refused: tuple[Refusal, ...]
    broken: tuple[BrokenLink, ...]
    drift: tuple[Drift, ...]
    details: tuple[PageReport, ...]
    """One for each page in the index, in order of path."""

    @property
    def faults(self) -> bool:
        """Whether a strict run fails: a template drifted, or pages were refused."""
        return bool(self.drift or self.refused)
