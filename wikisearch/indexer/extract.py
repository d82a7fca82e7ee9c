"""Step 4, extract: source files -> documents, in worker processes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from wikisearch.analysis import Analyzer, analysis_language
from wikisearch.analysis.languages.language_tags import primary_language
from wikisearch.errors import PageError
from wikisearch.indexer.names.file_names import has_file_name
from wikisearch.indexer.page_extractor import Extractor
from wikisearch.indexer.record import PageTargets, Record
from wikisearch.indexer.scan import ScannedFile, Scanner
from wikisearch.ingest import PagePool, SourceEntry
from wikisearch.mapping.documents import documents
from wikisearch.model.build import Progress
from wikisearch.model.document import Document
from wikisearch.model.page import Page


@dataclass(frozen=True, slots=True)
class SourceReader:
    """How the pages of a source are scanned, extracted and counted."""

    scan: Scanner
    extractor: Extractor
    pool: PagePool
    """Processes on this machine."""

    progress: Progress
    """Called for each page that is extracted and written."""


@dataclass(frozen=True, slots=True)
class PageReading:
    """Everything the index needs of one file."""

    record: Record
    documents: tuple[Document, ...]
    """Empty for a redirect."""

    targets: PageTargets


@dataclass(frozen=True, slots=True)
class PageReader:
    """Turns a file into documents; sent to worker processes."""

    extractor: Extractor
    names: Mapping[str, tuple[str, ...]]
    """Titles of redirects, by the path of the page they lead to."""

    language: str
    """Main language of the wiki: for pages that declare none, or one without a stemmer."""

    is_only: bool = False
    """Whether all pages are read in the main language, whatever they declare."""

    def __call__(self, file: SourceEntry) -> PageReading:
        """Read one file; raises PageError."""
        found = self.extractor(file)
        if found.page is None:
            return PageReading(found.record, (), found.targets)
        page, names = found.page, self.names.get(found.record.path, ())
        new = tuple(name for name in names if name not in (page.title, *page.aliases))
        page = replace(page, aliases=page.aliases + new) if new else page
        language = (
            self.language if self.is_only else analysis_language(page.language, self.language)
        )
        made = tuple(documents(page, analyzer(language)))
        record = found.record._replace(
            aliases=page.aliases,
            names=names,
            language=language,
            is_named_by_file=self._is_in_main_language(page)
            or has_file_name(page.path, made, analyzer(language)),
        )
        return PageReading(record, made, found.targets)

    def _is_in_main_language(self, page: Page) -> bool:
        declared = primary_language(page.language)
        return self.is_only or declared in ("", primary_language(self.language))


def extract(
    reader: PageReader,
    pool: PagePool,
    files: Sequence[ScannedFile],
    names: Mapping[str, tuple[str, ...]],
) -> Iterator[PageReading | PageError]:
    """Read each file, in order; `names` are titles of redirects by path."""
    return pool.map([each.input for each in files], replace(reader, names=names))


@cache
def analyzer(*languages: str) -> Analyzer:
    """Return the analyzer of some languages; one per process, because it caches analyzed words."""
    return Analyzer(*languages)
