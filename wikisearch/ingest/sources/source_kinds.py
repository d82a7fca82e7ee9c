"""The kinds of sources on disk: a path -> the source that reads it."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from wikisearch.ingest.sources.page_source import PageSource


class SourceKind(NamedTuple):
    """A kind of source; its module is imported when a path is of that kind."""

    matches: Callable[[Path], bool]
    source: str
    """Module and class below `wikisearch.ingest.sources`; called with the path."""


KINDS = (SourceKind(lambda _: True, "folder.FolderSource"),)
"""The first kind that matches a path reads it."""


def open_source(path: Path) -> PageSource:
    """Return the source at a path.

    Raises SourceError if nothing can read it, and MissingLibraryError.
    """
    kind = next(kind for kind in KINDS if kind.matches(path))
    module, _, name = kind.source.partition(".")
    source: PageSource = getattr(import_module(f"wikisearch.ingest.sources.{module}"), name)(path)
    return source
