"""A finished index, open for queries."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

from tantivy import DocAddress, Index, Order
from tantivy import Query as Compiled

from wikisearch.engines.base import Match, Matches, Reader
from wikisearch.engines.tantivy.compiler import Compiler
from wikisearch.engines.tantivy.expansion import Expander
from wikisearch.engines.tantivy.schema import (
    BALLAST,
    KEY,
    KEYWORD,
    PAGE,
    SCORED,
    SIZE,
    STORED,
    decoded,
    encoded,
    identity,
    key_term,
    prepare,
)
from wikisearch.files import damaged
from wikisearch.model.query import MOST_EXPANSIONS, Everything, Query, expansions, is_flat, words
from wikisearch.scoring import Statistics, rounded

MOST_BUCKETS = 65_000
"""Pages that tantivy counts at one go; more are listed, and counted here."""

Hit: TypeAlias = tuple[float, DocAddress]

META = "meta.json"
_FEW = 4  # times as many keys are read in the time it takes to have tantivy sort by key
_REMEMBERED = 1 << 16
_AVERAGE = re.compile(r'"value": ([^,]+),\s+"description": "avgdl')
_DAMAGE = (OSError, ValueError, LookupError, TypeError)


class TantivyReader(Reader):
    """Answers from one folder; one thread at a time."""

    def __init__(self, directory: Path, most_expansions: int = MOST_EXPANSIONS) -> None:
        self._directory = directory
        with reading(directory), _links_to(directory) as links:
            index = Index.open(links)
            prepare(index)
            self._searcher = index.searcher()
            self.held = sum(int(each["max_doc"]) for each in segments(directory))
            """Documents in the files: also those deleted, and those that nobody added."""
            self._deleted = self.held > self._searcher.num_docs
            self._expander = Expander(self._searcher, most_expansions, deleted=self._deleted)
            self._compiler = Compiler(index.schema, self._searcher, self.held, self._expander)
            facts = {"sizes": {"stats": {"field": SIZE}}, "page": {"max": {"field": PAGE}}}
            self._facts: dict[str, Any] = self._searcher.aggregate(Compiled.all_query(), facts)
        self._identity = lru_cache(_REMEMBERED)(self._read_identity)

    @property
    def new_page(self) -> int:
        """Number that no page has."""
        highest = self._facts["page"]["value"]
        return 0 if highest is None else int(highest) + 1

    def search(self, query: Query, limit: int) -> Matches:
        """Match and score."""
        with reading(self._directory):
            compiled = self._compiled(query)
            hits, total = self._hits(compiled, limit + 1)
            pages = self._pages(compiled, hits, total)
            if total > limit:
                flat = is_flat(query) and total > _FEW * limit
                hits = self._contenders(compiled, hits, limit, flat=flat)
            best = [self._match(hit) for hit in hits]
            best.sort(key=lambda match: (-rounded(match.score), match.key))
            return Matches(tuple(best[:limit]), total, pages, self._is_cut(query))

    def facet(self, query: Query, field: str) -> dict[str, int]:
        """Count pages by their values of a keyword field."""
        start = f"{field}="
        counts = {}
        with reading(self._directory):
            compiled = self._compiled(query)
            values = self._searcher.terms_with_prefix(KEYWORD, start, filter_query=compiled)
            for term, total in values:
                both = compiled.and_must_match(self._compiler.term(KEYWORD, term))
                counts[decoded(term).removeprefix(start)] = self._pages(both, [], total)
        return counts

    def stored(self, keys: Sequence[str]) -> list[bytes | None]:
        """What was stored under each key."""
        with reading(self._directory):
            found = [self._hits(self._compiler.term(KEY, key_term(key)), 1)[0] for key in keys]
            return [self._searcher.doc(hits[0][1])[STORED][0] if hits else None for hits in found]

    def statistics(self, tokens: Iterable[str]) -> Statistics:
        """Figures that BM25 uses."""
        with reading(self._directory):
            sizes = self._facts["sizes"]
            frequencies = {token: self._frequency(encoded(token)) for token in set(tokens)}
            return Statistics(int(sizes["count"]), int(sizes["sum"]), frequencies)

    def tokens(self, field: str) -> Iterator[str]:
        """Exact tokens of a field."""
        with reading(self._directory):
            yield from map(decoded, self._expander.terms(field))

    def count(self) -> int:
        """Documents in the index."""
        return self.search(Everything(), 0).total

    def held_average(self) -> float:
        """Average length as tantivy has it, which only its account of a score tells."""
        query = self._compiler.term(SCORED, BALLAST)
        hits, _ = self._hits(query, 1)
        account = query.explain(self._searcher, hits[0][1]).to_json()
        return float(_AVERAGE.findall(account)[0])

    def close(self) -> None:
        """Let go of the files."""
        for name in ("_searcher", "_compiler", "_expander", "_identity"):
            vars(self).pop(name, None)

    def _compiled(self, query: Query) -> Compiled:
        return self._compiler.compiled(query, self.statistics(words(query)))

    def _is_cut(self, query: Query) -> bool:
        return any(
            self._expander.expansion(node, field).cut
            for node in expansions(query)
            for field in node.fields
        )

    def _hits(self, compiled: Compiled, wanted: int) -> tuple[list[Hit], int]:
        found: Any = self._searcher.search(compiled, wanted)
        return found.hits, found.count

    def _contenders(
        self, compiled: Compiled, hits: list[Hit], limit: int, *, flat: bool
    ) -> list[Hit]:
        """Of more hits than wanted, those that may be among the first, for ties go by key."""
        if not limit:
            return []
        if flat and not self._compiler.odd:
            first = self._searcher.search(compiled, limit, False, KEY, order=Order.Asc).hits
            return [(hits[0][0], address) for _, address in first]
        least, known = rounded(hits[limit - 1][0]), 0
        while len(hits) > known and rounded(hits[-1][0]) == least:
            known = len(hits)
            hits, _ = self._hits(compiled, known * 4)
        return [hit for hit in hits if rounded(hit[0]) >= least]

    def _pages(self, compiled: Compiled, hits: Sequence[Hit], total: int) -> int:
        """Pages with a match; `hits` are all of the `total` matches, or not."""
        if len(hits) == total:
            addresses = [address for _, address in hits]
            return len(set(self._searcher.fast_field_values(PAGE, addresses)))
        if self.new_page <= MOST_BUCKETS:
            counted = {"pages": {"terms": {"field": PAGE, "size": MOST_BUCKETS}}}
            return len(self._searcher.aggregate(compiled, counted)["pages"]["buckets"])
        every = self._searcher.search(compiled, total, count=False, order_by_field=PAGE).hits
        return len({page for page, _ in every})

    def _match(self, hit: Hit) -> Match:
        score, address = hit
        return Match(*self._identity(address.segment_ord, address.doc), score)

    def _read_identity(self, segment: int, document: int) -> tuple[str, str]:
        return identity(self._searcher.doc(DocAddress(segment, document)))

    def _frequency(self, term: str) -> int:
        if self._deleted:
            return self._hits(self._compiler.term(SCORED, term), 1)[1]
        frequency: int = self._searcher.doc_freq(SCORED, term)
        return frequency


@contextmanager
def reading(directory: Path) -> Iterator[None]:
    """Report whatever goes wrong while a damaged index is read as one clear error."""
    try:
        yield
    except BaseException as error:
        if not isinstance(error, _DAMAGE) and not is_panic(error):
            raise
        raise damaged(directory, error) from error


def is_panic(error: BaseException) -> bool:
    """Whether Rust gave up, by an exception of a class that cannot be imported."""
    return type(error).__name__ == "PanicException"


def segments(directory: Path) -> list[dict[str, Any]]:
    """What tantivy notes of each segment of an index."""
    found: list[dict[str, Any]] = json.loads((directory / META).read_bytes())["segments"]
    return found


@contextmanager
def _links_to(directory: Path) -> Iterator[str]:
    """Folder of links through which to open an index, so that nothing is written beside it.

    tantivy locks a file while it opens, and again when a thread that watches for changes starts.
    """
    with TemporaryDirectory(ignore_cleanup_errors=True) as links:
        for file in directory.iterdir():
            Path(links, file.name).symlink_to(file.absolute())
        yield links
