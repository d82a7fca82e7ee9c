"""Sizes at which the tantivy engine switches algorithms; results stay the same."""

from typing import NamedTuple


class SearchTuning(NamedTuple):
    """Sizes at which another algorithm is faster, as measured on the Python documentation."""

    hits_per_spare: int = 4
    """One extra hit is requested per this many, which often saves a second search for ties."""

    tie_growth: int = 8
    """Factor by which more hits are requested if the ties do not end."""

    keys_per_sort: int = 12
    """Keys that are read in the time in which tantivy sorts one hit of one segment by key."""

    page_margin: int = 32
    """Extra hits requested in page order, so that the last page is complete."""

    max_listed: int = 1_000
    """Up to this many matches, listing their pages is as fast as counting them."""

    parallel_from: int = 50_000
    """Above this many postings, pages are counted in a second thread."""


DEFAULT_TUNING = SearchTuning()
