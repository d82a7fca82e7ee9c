"""An index folder -> its live generation, opened for searches."""

from pathlib import Path

from wikisearch.analysis import Analyzer
from wikisearch.engines.base import Engine
from wikisearch.engines.registry import engine_named
from wikisearch.errors import IndexFormatError, OptionError, rebuild
from wikisearch.mapping.fingerprint import fingerprint
from wikisearch.model.manifest import Manifest
from wikisearch.search.names.site_metadata import SiteMetadata
from wikisearch.search.section_urls import PageUrls
from wikisearch.search.view.index_view import IndexView
from wikisearch.storage.generations import Generation, open_generation, reopen_generation


def open_view(directory: Path) -> tuple[Generation, IndexView]:
    """Open the live generation and its engine; raises BadIndexError and MissingLibraryError."""
    return _with_view(open_generation(directory))


def reopen_view(path: Path) -> tuple[Generation, IndexView]:
    """Open a generation that another process holds open and has checked; raises BadIndexError."""
    return _with_view(reopen_generation(path))


def _with_view(generation: Generation) -> tuple[Generation, IndexView]:
    directory = generation.path.parent
    try:
        manifest = generation.manifest
        analyzer = Analyzer(*manifest.languages)
        _check_analyzer(directory, manifest, analyzer)
        reader = _engine(directory, manifest).open(generation.path)
        urls = PageUrls(manifest.base_url, manifest.clean_urls)
        return generation, IndexView(reader, analyzer, SiteMetadata(generation.path), urls=urls)
    except BaseException:
        generation.close()
        raise


def _engine(directory: Path, manifest: Manifest) -> Engine:
    try:
        return engine_named(manifest.engine)
    except OptionError as error:
        raise IndexFormatError(directory, str(error), rebuild(directory)) from error


def _check_analyzer(directory: Path, manifest: Manifest, analyzer: Analyzer) -> None:
    built, ours = manifest.analyzer, fingerprint(analyzer)
    if built != ours:
        raise IndexFormatError(
            directory, f"built with the analyzer {built!r}, this is {ours!r}", rebuild(directory)
        )
