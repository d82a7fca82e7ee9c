"""What an engine holds -> whether it is what the ledger lists, and what its own pages say."""

import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from wikisearch.checking.fault import Fault, fault_of, some
from wikisearch.engines.base import Reader
from wikisearch.errors import BadIndexError
from wikisearch.indexer.extract import analyzer
from wikisearch.indexer.record import Record
from wikisearch.mapping import documents
from wikisearch.model.document import POSITIONAL_FIELDS
from wikisearch.model.manifest import Manifest
from wikisearch.model.page import Page
from wikisearch.model.query import Everything
from wikisearch.search import load_page

_DAMAGE = (ValueError, LookupError, TypeError, AttributeError, RecursionError, zlib.error)


class Contents:
    """The documents of one generation."""

    def __init__(self, path: Path, manifest: Manifest) -> None:
        self.pages = self.sections = 0
        self._path = path
        self._manifest = manifest
        self._scored: Counter[str] = Counter()
        self._lengths: list[int] = []
        self._exact: dict[str, set[str]] = {name: set() for name in POSITIONAL_FIELDS}

    def faults(self, reader: Reader, known: Mapping[str, Record] | None) -> Iterator[Fault]:
        """Compare with the records of pages by id, where they are known."""
        held = set(reader.facet(Everything(), "page"))
        yield from self._of_counts(reader)
        if known is not None:
            yield from self._unless_empty(set(known) - held, "pages of the ledger are not in it")
            yield from self._unless_empty(held - set(known), "it has pages that are in no ledger")
        for page in sorted(held):
            record = (known or {}).get(page)
            yield from self._of_page(page, reader, record)
        if self.sections == reader.count():
            yield from self._of_words(reader)

    def _of_counts(self, reader: Reader) -> Iterator[Fault]:
        found, manifest = reader.search(Everything(), 0), self._manifest
        for what, number, counted in (
            ("sections", found.total, manifest.sections),
            ("sections", reader.count(), manifest.sections),
            ("pages", found.pages, manifest.pages),
        ):
            if number != counted:
                yield self._fault(f"it holds {number:,} {what}, the manifest counts {counted:,}")
                return

    def _of_page(self, name: str, reader: Reader, record: Record | None) -> Iterator[Fault]:
        try:
            page = load_page(name, reader)
        except BadIndexError as error:
            yield fault_of(error, self._path)
            return
        except _DAMAGE as error:
            yield self._fault(f"the page {name!r} cannot be decoded ({error})")
            return
        if page is None or page.id != name:
            yield self._fault(f"nothing is stored of the page {name!r}")
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
            yield self._fault(f"the page {name!r} is not as the ledger has it")
        self._count_words(page, record.language if record else self._manifest.language)

    def _count_words(self, page: Page, language: str) -> None:
        for document in documents(page, analyzer(language)):
            self._lengths.append(len(document.scored))
            self._scored.update(set(document.scored))
            for name, tokens in document.fields.items():
                self._exact[name].update(tokens)

    def _of_words(self, reader: Reader) -> Iterator[Fault]:
        """Compare the figures that answers are ranked by with those of the stored pages."""
        figures = reader.statistics(self._scored)
        if (figures.doc_count, figures.total_length) != (
            sum(map(bool, self._lengths)),
            sum(self._lengths),
        ):
            yield self._fault("the lengths of its sections are not those of its pages")
        wrong = {
            token for token, count in self._scored.items() if figures.doc_freqs[token] != count
        }
        yield from self._unless_empty(wrong, "words are counted otherwise than in its pages")
        for name, tokens in self._exact.items():
            others = tokens ^ set(reader.tokens(name))
            yield from self._unless_empty(others, f"words of the field {name} are not its pages'")

    def _unless_empty(self, names: set[str], problem: str) -> Iterator[Fault]:
        if names:
            yield self._fault(f"{problem}: {some(names)}")

    def _fault(self, problem: str) -> Fault:
        return Fault(self._path, f"{self._manifest.engine}: {problem}")
