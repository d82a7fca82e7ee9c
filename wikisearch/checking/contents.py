"""Compares the documents in an engine with the ledger, and with the stored pages."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from wikisearch.checking.fault import Fault, fault_of, list_some
from wikisearch.engines.base import Reader
from wikisearch.errors import BadIndexError
from wikisearch.indexer.extract import analyzer
from wikisearch.indexer.record import Record
from wikisearch.mapping.documents import documents
from wikisearch.model.document import POSITIONAL_FIELDS
from wikisearch.model.manifest import Manifest
from wikisearch.model.page import Page
from wikisearch.model.query import Everything
from wikisearch.search import load_page
from wikisearch.storage.io_errors import DECODE_ERRORS


class ContentCheck:
    """Checks the documents of one generation."""

    def __init__(self, path: Path, manifest: Manifest) -> None:
        self.pages = self.sections = 0
        self._path = path
        self._manifest = manifest
        self._scored: Counter[str] = Counter()
        self._lengths: list[int] = []
        self._exact: dict[str, set[str]] = {name: set() for name in POSITIONAL_FIELDS}

    def faults(self, reader: Reader, known: Mapping[str, Record] | None) -> Iterator[Fault]:
        """All faults; `known` has the records of pages by id, if they can be read."""
        stored = set(reader.facet(Everything(), "page"))
        yield from self._count_faults(reader)
        if known is not None:
            yield from self._names_fault(set(known) - stored, "pages of the ledger are missing")
            yield from self._names_fault(
                stored - set(known), "it has pages that are not in the ledger"
            )
        for page in sorted(stored):
            record = (known or {}).get(page)
            yield from self._page_faults(page, reader, record)
        if self.sections == reader.count():
            yield from self._word_faults(reader)

    def _count_faults(self, reader: Reader) -> Iterator[Fault]:
        found, manifest = reader.search(Everything(), 0), self._manifest
        for what, number, counted in (
            ("sections", found.total, manifest.sections),
            ("sections", reader.count(), manifest.sections),
            ("pages", found.pages, manifest.pages),
        ):
            if number != counted:
                yield self._fault(f"it holds {number:,} {what}, the manifest counts {counted:,}")
                return

    def _page_faults(self, name: str, reader: Reader, record: Record | None) -> Iterator[Fault]:
        try:
            page = load_page(name, reader)
        except BadIndexError as error:
            yield fault_of(error, self._path)
            return
        except DECODE_ERRORS as error:
            yield self._fault(f"the page {name!r} cannot be decoded ({error})")
            return
        if page is None or page.id != name:
            yield self._fault(f"the page {name!r} is not stored")
            return
        self.pages += 1
        self.sections += len(page.sections)
        if record is not None and (
            record.path,
            record.title,
            record.aliases,
            record.stats.sections,
        ) != (
            page.path,
            page.title,
            page.aliases,
            len(page.sections),
        ):
            yield self._fault(f"the page {name!r} differs from the ledger")
        self._count_words(page, record.language if record else self._manifest.language)

    def _count_words(self, page: Page, language: str) -> None:
        for document in documents(page, analyzer(language)):
            self._lengths.append(len(document.scored))
            self._scored.update(set(document.scored))
            for name, tokens in document.fields.items():
                self._exact[name].update(tokens)

    def _word_faults(self, reader: Reader) -> Iterator[Fault]:
        """Compare the statistics that ranking uses with the stored pages."""
        statistics = reader.statistics(self._scored)
        if (statistics.doc_count, statistics.total_length) != (
            sum(map(bool, self._lengths)),
            sum(self._lengths),
        ):
            yield self._fault("the lengths of its sections differ from its pages")
        wrong = {
            token for token, count in self._scored.items() if statistics.doc_freqs[token] != count
        }
        yield from self._names_fault(wrong, "word counts differ from its pages")
        for name, tokens in self._exact.items():
            others = tokens ^ set(reader.tokens(name))
            yield from self._names_fault(others, f"words of the field {name} differ from its pages")

    def _names_fault(self, names: set[str], problem: str) -> Iterator[Fault]:
        if names:
            yield self._fault(f"{problem}: {list_some(names)}")

    def _fault(self, problem: str) -> Fault:
        return Fault(self._path, f"{self._manifest.engine}: {problem}")
