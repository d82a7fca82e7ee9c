"""The kinds of sources: a path -> the source that reads it."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from wikisearch.errors import MissingLibraryError, install
from wikisearch.ingest.sources.page_source import PageSource
from wikisearch.ingest.sources.program import ProgramSource
from wikisearch.ingest.sources.web_address import is_web_address
from wikisearch.model.source_page import Pages


class SourceKind(NamedTuple):
    """A kind of source; its module is imported when a path is of that kind."""

    matches: Callable[[Path], bool]
    source: str
    """Module below `wikisearch.ingest.sources`, and what to call with the path in it."""
    extra: str = ""
    """Extra of the package that the module needs."""


def _file(*suffixes: str) -> Callable[[Path], bool]:
    """Match files by their suffixes; a folder can have any name."""
    return lambda path: path.name.lower().endswith(suffixes) and not path.is_dir()


def _is_crawl(path: Path) -> bool:
    """Return whether a path is the folder of a crawl that has published its pages."""
    return (path / "crawl.sqlite").is_file() and (path / "manifest.jsonl").is_file()


KINDS = (
    SourceKind(_is_crawl, "crawled_site.CrawledSource"),
    SourceKind(_file(".warc", ".warc.gz", ".wacz"), "warc.WarcSource", "archives"),
    SourceKind(_file(".zim"), "zim.ZimSource", "archives"),
    SourceKind(_file(".xml", ".xml.bz2", ".xml.gz", ".xml.7z"), "mediawiki_dump.refuse"),
    SourceKind(is_web_address, "web_address.refuse"),
    SourceKind(lambda _: True, "folder.FolderSource"),
)
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
    try:
        found = import_module(f"wikisearch.ingest.sources.{module}")
    except ModuleNotFoundError as error:
        library = str(error.name).partition(".")[0]
        raise MissingLibraryError(path, f"needs {library}", install(kind.extra)) from error
    opened: PageSource = getattr(found, name)(path)
    return opened
