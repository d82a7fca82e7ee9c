"""Every error the library raises.

    WikisearchError
    ├── SourceError                  the pages to index cannot be used
    │   ├── PageError                one page cannot be read as HTML text
    │   │   └── WorkerDiedError      the process that read the page died
    │   └── SourceTypeError          a page that a program passes has a wrong type, or no id
    ├── BadIndexError                an index folder cannot be used as it is
    │   ├── IndexNotFoundError       there is no index in the folder
    │   ├── IndexFormatError         built by another version, or with another analyzer or engine
    │   ├── IndexDamagedError        a file of it is missing, cut short or changed
    │   ├── IndexLockedError         another build is writing to it
    │   └── IndexWriteError          the disk is full, or the folder cannot be written
    ├── IndexClosedError             an index was used after it was closed
    ├── ClusterError                 a cluster, of an engine or of workers, refuses a request
    │   └── ClusterUnavailableError  the cluster does not answer, or is too busy: try again
    ├── UnsupportedQueryError        an engine cannot run a query
    ├── TermNotFoundError            no page has that title, alias or id
    ├── ResourceError                no temporary space or no file handle is left
    ├── CrawlError                   a crawl cannot start or go on
    ├── ServerBusyError              too many requests wait for an answer: try again
    ├── MissingLibraryError          an engine or a scheduler needs a library that is not installed
    └── OptionError                  an argument is out of its range

Each has the fields `subject`, `problem`, `remedy` and `transient`. `str(error)` is one line that
names the subject, the problem and the remedy.
"""

import re
from os import PathLike
from typing import TYPE_CHECKING

from wikisearch._lazy import lazy_module

if TYPE_CHECKING:
    from importlib import metadata
else:
    metadata = lazy_module("importlib.metadata")  # for missing libraries only


def rebuild(directory: str | PathLike[str]) -> str:
    """Remedy for a damaged index: it can always be built again from its pages."""
    return f"run: wikisearch index SOURCE --index {directory}"


def install(extra: str) -> str:
    """Remedy for a missing library: a command that works wherever wikisearch was installed from."""
    try:
        requirements = metadata.requires("wikisearch") or []
    except metadata.PackageNotFoundError:
        requirements = []
    marker = re.compile(rf"\s*;\s*extra == ['\"]{extra}['\"]$")
    packages = [marker.sub("", each) for each in requirements if marker.search(each)]
    quoted = " ".join(f'"{each}"' for each in packages or [f"wikisearch[{extra}]"])
    return f"run: pip install {quoted}"


class WikisearchError(Exception):
    """Base class of all errors that wikisearch raises."""

    def __init__(
        self,
        subject: str | PathLike[str],
        problem: str | None = None,
        remedy: str = "",
        *,
        transient: bool = False,
    ) -> None:
        if problem is None:  # one sentence about nothing in particular
            subject, problem = "", str(subject)
        self.subject = str(subject)
        """File, folder, page, option or address that the error is about."""
        self.problem = problem
        """What is wrong with the subject."""
        self.remedy = remedy
        """What to do; empty where nothing helps."""
        self.transient = transient
        """Whether the same call may succeed later, with nothing changed."""
        # Unpickling calls the class with this one argument, then restores the fields.
        super().__init__(str(self))

    def __str__(self) -> str:
        about = ": ".join(filter(None, (self.subject, self.problem)))
        return " ".join("; ".join(filter(None, (about, self.remedy))).splitlines())


class SourceError(WikisearchError):
    """The pages to index cannot be used."""


class PageError(SourceError):
    """One page cannot be read as HTML text; it has a `path` and a `reason`."""

    @property
    def path(self) -> str:
        """Path of the page below the source folder."""
        return self.subject

    @property
    def reason(self) -> str:
        """Why the page cannot be read."""
        return self.problem


class WorkerDiedError(PageError):
    """The process that read the page died; the page may have no fault."""

    def __init__(self, path: str, reason: str = "the process that read it was killed") -> None:
        super().__init__(path, reason, transient=True)


class SourceTypeError(SourceError, TypeError):
    """A page that a program passes has a value of a wrong type, or no id."""


class BadIndexError(WikisearchError):
    """An index folder cannot be used as it is."""


class IndexNotFoundError(BadIndexError):
    """There is no index in that folder."""


class IndexFormatError(BadIndexError):
    """The index was built by another version, or with another analyzer or engine."""


class IndexDamagedError(BadIndexError):
    """A file of the index is missing, cut short or changed."""


class IndexLockedError(BadIndexError):
    """Another process is building this index."""


class IndexWriteError(BadIndexError):
    """A new index cannot be written; the index that was there stays live and unchanged."""


class IndexClosedError(WikisearchError):
    """An index was used after it was closed."""


class ClusterError(WikisearchError):
    """A cluster, of an engine or of workers, refuses a request."""


class ClusterUnavailableError(ClusterError):
    """The cluster does not answer, is too busy, or takes no writes now: try again later."""


class UnsupportedQueryError(WikisearchError):
    """An engine cannot run a query."""


class TermNotFoundError(WikisearchError):
    """No page has that title, alias or id; `nearest` are names that are similar."""

    def __init__(
        self,
        subject: str,
        problem: str | None = None,
        remedy: str = "",
        *,
        transient: bool = False,
        nearest: tuple[str, ...] = (),
    ) -> None:
        self.nearest = nearest
        super().__init__(subject, problem, remedy, transient=transient)


class ResourceError(WikisearchError):
    """No temporary space or no file handle is left to read an index."""


class CrawlError(WikisearchError):
    """A crawl cannot start or go on."""


class ServerBusyError(WikisearchError):
    """Too many requests wait for an answer: try again after `retry_seconds`."""

    retry_seconds = 1

    def __init__(
        self, subject: str, problem: str | None = None, remedy: str = "", *, transient: bool = True
    ) -> None:
        super().__init__(subject, problem, remedy, transient=transient)


class MissingLibraryError(WikisearchError):
    """An engine or a scheduler needs a library that is not installed."""


class OptionError(WikisearchError):
    """An argument is out of its range."""
