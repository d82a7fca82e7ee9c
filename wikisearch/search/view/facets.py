"""Facets: filters by the values of a field, and the number of matching pages per value."""

from collections import Counter
from collections.abc import Iterable, Mapping

from wikisearch.analysis import Analyzer
from wikisearch.engines.base import Reader
from wikisearch.model.query import And, Everything, Keyword, Or, Query
from wikisearch.model.results import FacetValue
from wikisearch.search.suggest.nearest import nearest_names

_DISPLAY_FIELDS = {"category": "category_name", "language": "language"}
"""Facet -> keyword field with its values as written on pages; the facet's own field is folded."""


class Facets:
    """Filters and facet counts of one index."""

    def __init__(self, reader: Reader, analyzer: Analyzer) -> None:
        self._reader = reader
        self._analyzer = analyzer
        self._all_values: dict[str, list[str]] = {}

    def filters(self, chosen: Mapping[str, Iterable[str]]) -> dict[str, Query]:
        """Return the query of each filter, by facet; it is the same as that of `category:a|b`."""
        return {
            name: Or(tuple(Keyword(name, self._analyzer.folded_name(value)) for value in values))
            for name, values in chosen.items()
            if values
        }

    def unknown(self, chosen: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
        """Return a note for each value that no page has, with the nearest values."""
        return tuple(
            self._unknown(name, value)
            for name, values in chosen.items()
            for value in dict.fromkeys(values)
            if not self._reader.search(Keyword(name, self._analyzer.folded_name(value)), 0).total
        )

    def values(
        self, name: str, matched: Query, filters: Mapping[str, Query]
    ) -> tuple[FacetValue, ...]:
        """Count the matching pages per value; the facet's own filter is ignored.

        Values that differ in case or punctuation only are one value, in its most common spelling.
        """
        others = (query for other, query in filters.items() if other != name)
        counts = self._reader.facet(And((matched, *others)), _DISPLAY_FIELDS[name])
        spellings: dict[str, Counter[str]] = {}
        for value, count in counts.items():
            folded = self._analyzer.folded_name(value)
            spellings.setdefault(folded, Counter())[value] = count
        values = [
            FacetValue(min(group, key=lambda value: (-group[value], value)), group.total())
            for group in spellings.values()
        ]
        return tuple(sorted(values, key=lambda value: (-value.count, value.value)))

    def all_values(self, name: str) -> tuple[FacetValue, ...]:
        """Count all pages per value, most frequent value first."""
        return self.values(name, Everything(), {})

    def _unknown(self, name: str, value: str) -> str:
        if name not in self._all_values:
            self._all_values[name] = [each.value for each in self.all_values(name)]
        nearest = nearest_names(
            value, self._all_values[name], self._analyzer.folded_name, or_any=True
        )
        if not nearest:
            return f"no page has a {name}"
        return f"no page has the {name} {value}; the nearest: {', '.join(nearest)}"
