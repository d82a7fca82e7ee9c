"""Every error the library raises.

    WikisearchError
    ├── SourceError                  the pages to index cannot be used
    │   └── PageError                one page cannot be read as HTML text
    ├── BadIndexError                an index folder cannot be used as it is
    │   ├── IndexNotFoundError       there is no index there
    │   ├── IndexFormatError         built by another version, or with another analyzer or engine
    │   ├── IndexDamagedError        a file of it is missing, cut short or changed
    │   ├── IndexLockedError         another build is writing to it
    │   └── IndexWriteError          the disk is full, or the folder cannot be written
    ├── IndexClosedError             an index was closed before it was asked
    ├── ClusterError                 a cluster, of an engine or of workers, refuses what was asked
    │   └── ClusterUnavailableError  it does not answer, or cannot do it now: try again
    ├── UnsupportedQueryError        an engine cannot do what was asked of it
    ├── TermNotFoundError            no page has that title, alias or id
    ├── ResourceError                no temporary room, or no open file, is left to read an index
    ├── MissingLibraryError          an engine or a scheduler needs a library that is not there
    └── OptionError                  an argument is out of its range

Each names the thing it is about and the remedy, so that printing it is enough.
"""

from os import PathLike


def rebuild(directory: str | PathLike[str]) -> str:
    """Say how an index is mended: it can always be made again from its pages."""
    return f"run: wikisearch index SOURCE --index {directory}"


class WikisearchError(Exception):
    """Anything wikisearch raises on purpose."""


class SourceError(WikisearchError):
    """The pages to index cannot be used."""


class PageError(SourceError):
    """One page cannot be read as HTML text; `path` names it and `reason` says why."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason

    def __reduce__(self) -> tuple[type["PageError"], tuple[str, str]]:
        """Cross a process border whole: pages are parsed in a pool."""
        return type(self), (self.path, self.reason)


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
    """A new index cannot be written; the one that was there is untouched."""


class IndexClosedError(WikisearchError):
    """An index was closed before it was asked."""


class ClusterError(WikisearchError):
    """A cluster, of an engine or of workers, refuses what was asked of it."""


class ClusterUnavailableError(ClusterError):
    """The cluster does not answer, is too busy, or takes no writes now: it may later."""


class UnsupportedQueryError(WikisearchError):
    """An engine cannot do what was asked of it."""


class TermNotFoundError(WikisearchError):
    """No page has that title, alias or id."""


class ResourceError(WikisearchError):
    """There is no room for temporary files, or no open file left, to read an index with."""


class MissingLibraryError(WikisearchError):
    """An engine or a scheduler needs a library that is not installed."""


class OptionError(WikisearchError):
    """An argument is out of its range."""
