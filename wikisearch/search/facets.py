"""Categories: which pages a filter leaves, and how many pages of an answer are in each."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from wikisearch._lazy import lazy_module
from wikisearch.analysis import Analyzer
from wikisearch.engines.base import Reader
from wikisearch.model.query import And, Everything, Keyword, Or, Query
from wikisearch.model.results import FacetValue

if TYPE_CHECKING:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA
else:  # only unknown values need them
    process = lazy_module("rapidfuzz.process")
    OSA = lazy_module("rapidfuzz.distance.OSA")

_NAMES = {"category": "category_name", "language": "language"}
"""Keyword fields with the values of facets as pages write them; that of a facet's own name has
them folded."""

NEAREST = 3
"""Values that are named for one that no page has."""

ALIKE = 0.5
"""Share of its letters in which a value may differ from what was typed and be near to it."""


class Facets:
    """What the pages of one index can be filtered and counted by."""

    def __init__(self, reader: Reader, analyzer: Analyzer) -> None:
        self._reader = reader
        self._analyzer = analyzer
        self._known: dict[str, list[str]] = {}

    def filters(self, chosen: Mapping[str, Iterable[str]]) -> dict[str, Query]:
        """For each facet, the query that its chosen values leave: the same as `category:a|b`."""
        return {
            name: Or(tuple(Keyword(name, self._analyzer.folded_name(value)) for value in values))
            for name, values in chosen.items()
            if values
        }

    def unknown(self, chosen: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
        """Say for each chosen value that no page has, which ones are nearest to it."""
        return tuple(
            self._unknown(name, value)
            for name, values in chosen.items()
            for value in dict.fromkeys(values)
            if not self._reader.search(Keyword(name, self._analyzer.folded_name(value)), 0).total
        )

    def values(
        self, name: str, every: Query, filters: Mapping[str, Query]
    ) -> tuple[FacetValue, ...]:
        """Count the pages that match by their values, as if this facet were not filtered by."""
        others = (query for other, query in filters.items() if other != name)
        counts = self._reader.facet(And((every, *others)), _NAMES[name])
        spellings: dict[str, Counter[str]] = {}
        for value, count in counts.items():
            folded = self._analyzer.folded_name(value)
            spellings.setdefault(folded, Counter())[value] = count
        found = [
            FacetValue(min(each, key=lambda value: (-each[value], value)), each.total())
            for each in spellings.values()
        ]
        return tuple(sorted(found, key=lambda each: (-each.count, each.value)))

    def _unknown(self, name: str, value: str) -> str:
        if name not in self._known:
            self._known[name] = [each.value for each in self.values(name, Everything(), {})]
        near = self._nearest(value, self._known[name])
        if not near:
            return f"no page has a {name}"
        return f"no page has the {name} {value}; the nearest: {', '.join(near)}"

    def _nearest(self, value: str, known: list[str]) -> list[str]:
        folded = [self._analyzer.folded_name(each) for each in known]
        wanted = self._analyzer.folded_name(value)
        scored = process.extract(wanted, folded, scorer=OSA.normalized_distance, limit=None)
        near = sorted((distance, known[place]) for _, distance, place in scored)
        alike = [each for distance, each in near if distance <= ALIKE]
        return (alike or [each for _, each in near])[:NEAREST]
