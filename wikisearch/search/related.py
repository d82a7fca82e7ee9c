"""A page -> pages that have to do with it, by links between them, links they share, and words."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from wikisearch.model.cache_sizes import RELATED_PAGES
from wikisearch.model.ids import find_target, link_key
from wikisearch.model.names import PageEntry
from wikisearch.model.page import Page
from wikisearch.model.query import And, Keyword, Not, Or, Term
from wikisearch.model.related import RelatedTerm, Relation
from wikisearch.model.stored_pages import decode_page
from wikisearch.search.significant_terms import significant_terms
from wikisearch.search.view import IndexView


@dataclass(frozen=True, slots=True)
class _Signs:
    to: frozenset[str]
    back: frozenset[str]
    neighbours: Mapping[str, int]
    shared: Mapping[str, float]
    alike: Mapping[str, float]


class RelatedFinder:
    """Finds related pages in one index."""

    def __init__(self, view: IndexView) -> None:
        self._reader = view.reader
        self._analyzer = view.analyzer
        self._config = view.config.related
        self._terms = {term.id: term for term in view.site.terms}
        self._incoming = view.site.incoming
        self._around = lru_cache(RELATED_PAGES)(self._read_around)
        self._outgoing = lru_cache(RELATED_PAGES)(self._read_outgoing)

    def related(self, page: Page, limit: int) -> tuple[RelatedTerm, ...]:
        """Rank the pages that are linked with a page, or with pages it is linked with, or alike."""
        signs = self._signs(page)
        scores = {
            other: self._score(other, signs)
            for other in {*signs.to, *signs.back, *signs.shared, *signs.alike}
        }
        best = sorted(
            (other for other, score in scores.items() if score > 0),
            key=lambda other: (-round(scores[other], 6), self._terms[other].title, other),
        )
        return tuple(_related(self._terms[other], scores[other], signs) for other in best[:limit])

    def _signs(self, page: Page) -> _Signs:
        to = self._targets(page) - {page.id}
        back = self._linking(page.id) - {page.id}
        nearest = sorted(to | back, key=lambda other: (self._incoming.get(other, 0), other))
        nearest = nearest[: self._config.max_neighbours]
        directories = frozenset(filter(self._is_directory, nearest))
        counts: dict[str, int] = {}
        shared: dict[str, float] = {}
        for neighbour in nearest:
            if neighbour in directories:
                continue
            around = self._around(neighbour)
            # Pages that many are linked with say little (Adamic and Adar, 2003).
            worth = 1 / math.log(2 + len(around))
            for other in around - directories - {page.id}:
                counts[other] = counts.get(other, 0) + 1
                shared[other] = shared.get(other, 0.0) + worth
        alike = _of_most(self._alike(page, directories))
        return _Signs(to - directories, back - directories, counts, _of_most(shared), alike)

    def _is_directory(self, page: str) -> bool:
        """Whether a page links to most others, and so tells nothing of any of them."""
        return len(self._outgoing(page)) > max(
            self._config.min_directory_links, len(self._terms) // 2
        )

    def _alike(self, page: Page, directories: frozenset[str]) -> dict[str, float]:
        """Score of the best section of each page, for the telling words of this one."""
        words = significant_terms(page, self._reader, self._analyzer)
        query = And((Or(tuple(map(Term, words))), Not(Keyword("page", page.id))))
        found: dict[str, float] = {}
        for match in self._reader.search(query, self._config.max_sections).best if words else ():
            if match.page in self._terms and match.page not in directories:
                found[match.page] = max(match.score, found.get(match.page, 0.0))
        return found

    def _read_around(self, page: str) -> frozenset[str]:
        """Pages that are linked with one, in either direction."""
        return (self._outgoing(page) | self._linking(page)) - {page}

    def _read_outgoing(self, page: str) -> frozenset[str]:
        [stored] = self._reader.stored([page])
        return self._targets(decode_page(stored)) if stored is not None else frozenset()

    def _targets(self, page: Page) -> frozenset[str]:
        targets = (link.target for link in page.links if link.kind.is_content)
        found = (find_target(target, self._terms) for target in dict.fromkeys(targets))
        return frozenset(target for target in found if target is not None)

    def _linking(self, page: str) -> frozenset[str]:
        matches = self._reader.search(
            Keyword("links_to", link_key(page)), self._config.max_sections
        )
        return frozenset(match.page for match in matches.best if match.page in self._terms)

    def _score(self, other: str, signs: _Signs) -> float:
        weights = self._config
        ways = (other in signs.to) + (other in signs.back)
        direct = (0.0, weights.one_way, weights.both_ways)[ways]
        shared = weights.shared * signs.shared.get(other, 0.0)
        return direct + shared + weights.text * signs.alike.get(other, 0.0)


def _of_most(scores: Mapping[str, float]) -> dict[str, float]:
    """The same as shares of the highest."""
    most = max(scores.values(), default=0.0)
    return {name: score / most for name, score in scores.items()} if most > 0 else {}


def _relations(other: str, signs: _Signs) -> Iterable[Relation]:
    if other in signs.to and other in signs.back:
        yield Relation.LINKED_BOTH_WAYS
    elif other in signs.to:
        yield Relation.LINKED_TO
    elif other in signs.back:
        yield Relation.LINKED_FROM
    if other in signs.shared:
        yield Relation.SHARED_LINKS
    if other in signs.alike:
        yield Relation.ALIKE


def _related(term: PageEntry, score: float, signs: _Signs) -> RelatedTerm:
    return RelatedTerm(
        id=term.id,
        title=term.title,
        url=quote(term.path),
        category=term.category,
        score=score,
        relations=tuple(_relations(term.id, signs)),
        shared=signs.neighbours.get(term.id, 0),
    )
