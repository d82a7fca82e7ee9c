"""Related terms of a page: by links between pages, by shared links, and by similar text."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from wikisearch.analysis import Analyzer
from wikisearch.engines.base import Reader
from wikisearch.model.cache_sizes import RELATED_PAGES
from wikisearch.model.ids import find_target, link_key
from wikisearch.model.names import PageEntry
from wikisearch.model.page import Page
from wikisearch.model.query import And, Keyword, Not, Or, Term
from wikisearch.model.related import RelatedTerm, Relation
from wikisearch.model.stored_pages import decode_page
from wikisearch.search.config import RelatedConfig
from wikisearch.search.names.site_metadata import SiteMetadata
from wikisearch.search.section_urls import PageUrls
from wikisearch.search.significant_terms import significant_terms


@dataclass(frozen=True, slots=True)
class _Relations:
    """What relates other pages to one page; scores are from 0 to 1."""

    outgoing: frozenset[str]
    incoming: frozenset[str]
    shared_count: Mapping[str, int]
    shared: Mapping[str, float]
    similar: Mapping[str, float]


class RelatedFinder:
    """Finds related pages in one index."""

    def __init__(
        self,
        reader: Reader,
        analyzer: Analyzer,
        site: SiteMetadata,
        config: RelatedConfig,
        urls: PageUrls,
    ) -> None:
        self._reader = reader
        self._analyzer = analyzer
        self._config = config
        self._urls = urls
        self._terms = {term.id: term for term in site.terms}
        self._incoming = site.incoming
        self._linked = lru_cache(RELATED_PAGES)(self._read_linked)
        self._outgoing = lru_cache(RELATED_PAGES)(self._read_outgoing)

    def related(self, page: Page, limit: int) -> tuple[RelatedTerm, ...]:
        """Return the related pages, closest first."""
        found = self._relations(page)
        others = {*found.outgoing, *found.incoming, *found.shared, *found.similar}
        return self._best({other: self._score(other, found) for other in others}, found, limit)

    def linked(self, page: str, limit: int) -> tuple[RelatedTerm, ...]:
        """Return the pages with a link to or from a page, by its id, closest first.

        Only links count, so that this takes far less time than `related`.
        """
        outgoing, incoming = self._outgoing(page), self._linking_pages(page)
        near = self._fewest_links((outgoing | incoming) - {page})
        shown = frozenset(other for other in near if not self._is_directory(other))
        found = _Relations(outgoing & shown, incoming & shown, {}, {}, {})
        # A page that many others link to counts less, as in `_relations`.
        scores = {
            other: self._score(other, found) / math.log(2 + self._links_to(other))
            for other in shown
        }
        return self._best(scores, found, limit)

    def _best(
        self, scores: Mapping[str, float], found: _Relations, limit: int
    ) -> tuple[RelatedTerm, ...]:
        """Return the terms with the highest scores."""
        best = sorted(
            (other for other, score in scores.items() if score > 0),
            key=lambda other: (-round(scores[other], 6), self._terms[other].title, other),
        )
        return tuple(
            _related_term(self._terms[other], scores[other], found, self._urls)
            for other in best[:limit]
        )

    def links(self, source: str, target: str) -> bool:
        """Return whether the content of a page links to another one; both are ids."""
        return target in self._outgoing(source) and not self._is_directory(source)

    def _relations(self, page: Page) -> _Relations:
        outgoing = self._targets(page) - {page.id}
        incoming = self._linking_pages(page.id) - {page.id}
        neighbours = self._fewest_links(outgoing | incoming)
        directories = frozenset(filter(self._is_directory, neighbours))
        counts: dict[str, int] = {}
        shared: dict[str, float] = {}
        for neighbour in neighbours:
            if neighbour in directories:
                continue
            linked = self._linked(neighbour)
            # A neighbour with many links is weak evidence (Adamic and Adar, 2003).
            weight = 1 / math.log(2 + len(linked))
            for other in linked - directories - {page.id}:
                counts[other] = counts.get(other, 0) + 1
                shared[other] = shared.get(other, 0.0) + weight
        return _Relations(
            outgoing - directories,
            incoming - directories,
            counts,
            _normalized(shared),
            _normalized(self._similar(page, directories)),
        )

    def _fewest_links(self, pages: frozenset[str]) -> list[str]:
        """Return the pages that the fewest others link to, as many as `max_neighbours`."""
        ordered = sorted(pages, key=lambda page: (self._links_to(page), page))
        return ordered[: self._config.max_neighbours]

    def _links_to(self, page: str) -> int:
        return self._incoming.get(page, 0)

    def _is_directory(self, page: str) -> bool:
        """Whether a page links to most other pages, so that its links relate nothing."""
        return len(self._outgoing(page)) > max(
            self._config.min_directory_links, len(self._terms) // 2
        )

    def _similar(self, page: Page, directories: frozenset[str]) -> dict[str, float]:
        """Score of the best section of other pages for the significant terms of this page."""
        terms = self._rarest(significant_terms(page, self._reader, self._analyzer))
        query = And((Or(tuple(map(Term, terms))), Not(Keyword("page", page.id))))
        found: dict[str, float] = {}
        for match in self._reader.search(query, self._config.max_sections).best if terms else ():
            if match.page in self._terms and match.page not in directories:
                found[match.page] = max(match.score, found.get(match.page, 0.0))
        return found

    def _rarest(self, terms: Sequence[str]) -> tuple[str, ...]:
        """Return the rarest of some terms: frequent ones take long to score, and weigh little."""
        doc_freqs = self._reader.statistics(terms).doc_freqs
        ordered = sorted(terms, key=lambda term: (doc_freqs[term], term))
        read = accumulate(doc_freqs[term] for term in ordered)
        most = self._config.max_postings
        few = tuple(term for term, count in zip(ordered, read, strict=True) if count <= most)
        return few or tuple(ordered[:1])

    def _read_linked(self, page: str) -> frozenset[str]:
        """Pages with a link to or from a page."""
        return (self._outgoing(page) | self._linking_pages(page)) - {page}

    def _read_outgoing(self, page: str) -> frozenset[str]:
        [stored] = self._reader.stored([page])
        return self._targets(decode_page(stored)) if stored is not None else frozenset()

    def _targets(self, page: Page) -> frozenset[str]:
        targets = (link.target for link in page.links if link.kind.is_content)
        found = (find_target(target, self._terms) for target in dict.fromkeys(targets))
        return frozenset(target for target in found if target is not None)

    def _linking_pages(self, page: str) -> frozenset[str]:
        matches = self._reader.search(
            Keyword("links_to", link_key(page)), self._config.max_sections
        )
        return frozenset(match.page for match in matches.best if match.page in self._terms)

    def _score(self, other: str, found: _Relations) -> float:
        weights = self._config
        directions = (other in found.outgoing) + (other in found.incoming)
        direct = (0.0, weights.one_way, weights.both_ways)[directions]
        shared = weights.shared * found.shared.get(other, 0.0)
        return direct + shared + weights.text * found.similar.get(other, 0.0)


def _normalized(scores: Mapping[str, float]) -> dict[str, float]:
    """Divide all scores by the highest."""
    highest = max(scores.values(), default=0.0)
    return {name: score / highest for name, score in scores.items()} if highest > 0 else {}


def link_relation(*, is_linked: bool, is_linked_back: bool) -> Relation | None:
    """Return how two pages are linked, or None."""
    if is_linked and is_linked_back:
        return Relation.LINKED_BOTH_WAYS
    if is_linked:
        return Relation.LINKED_TO
    return Relation.LINKED_FROM if is_linked_back else None


def _kinds(other: str, found: _Relations) -> Iterable[Relation]:
    is_linked, is_linked_back = other in found.outgoing, other in found.incoming
    if relation := link_relation(is_linked=is_linked, is_linked_back=is_linked_back):
        yield relation
    if other in found.shared:
        yield Relation.SHARED_LINKS
    if other in found.similar:
        yield Relation.ALIKE


def _related_term(term: PageEntry, score: float, found: _Relations, urls: PageUrls) -> RelatedTerm:
    return RelatedTerm(
        id=term.id,
        title=term.title,
        url=urls.of(term),
        category=term.category,
        score=score,
        relations=tuple(_kinds(term.id, found)),
        shared=found.shared_count.get(term.id, 0),
    )
