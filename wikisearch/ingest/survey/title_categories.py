"""Titles that begin with the category of their page: "Lakes > Deep lake"."""

from collections import Counter
from collections.abc import Collection

from wikisearch.ingest.survey.majority import FEW, most

_SEPARATORS = (" > ", " » ", " › ", " → ", " / ")
_MIN_CATEGORIES = 3
_SHARED = 0.75
"""Share of the titles whose category others have as well."""
_OWN = 0.9
"""Share of the names that are those of one page only."""


def category_separator(titles: Collection[str]) -> str:
    """Return what separates the category from the name in most titles; empty if nothing does.

    The categories come again in many titles, and the names do not. In "Lake > Overview" and "River
    > Overview", the first part is that of the page.
    """
    return next((each for each in _SEPARATORS if _separates(each, titles)), "")


def without_category(title: str, separator: str) -> str:
    """Remove the categories from a title."""
    name = title.rpartition(separator)[2].strip() if separator else ""
    return name or title


def _separates(separator: str, titles: Collection[str]) -> bool:
    parts = [title.partition(separator) for title in titles if separator in title]
    if len(parts) < most(len(titles)):
        return False
    counts = Counter(category for category, _, _ in parts)
    shared = [count for count in counts.values() if count >= FEW]
    if len(shared) < _MIN_CATEGORIES or sum(shared) < _SHARED * len(parts):
        return False
    return len({name for _, _, name in parts}) >= _OWN * len(parts)
