"""The kinds of sources: a path -> the source that reads it."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from wikisearch.ingest.sources.page_source import PageSource
from wikisearch.ingest.sources.program import ProgramSource
from wikisearch.model.source_page import Pages


class SourceKind(NamedTuple):
    """A kind of source; its module is imported when a path is of that kind."""

    matches: Callable[[Path], bool]
    source: str
    """Module and class below `wikisearch.ingest.sources`; called with the path."""


KINDS = (SourceKind(lambda _: True, "folder.FolderSource"),)
"""The first kind that matches a path reads it."""


def open_source(source: Path | Pages) -> PageSource:
    """Return the source at a path, or that of pages of a program.

    Raises SourceError if nothing can read it, and MissingLibraryError.
    """
    if not isinstance(source, Path):
        return ProgramSource(source)
    path = source
    kind = next(kind for kind in KINDS if kind.matches(path))
    module, _, name = kind.source.partition(".")
    found = import_module(f"wikisearch.ingest.sources.{module}")
    opened: PageSource = getattr(found, name)(path)
    return opened
