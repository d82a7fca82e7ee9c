"""The names that are most similar to an unknown one."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from wikisearch._lazy import lazy_module

if TYPE_CHECKING:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA
else:  # only unknown names need them
    process = lazy_module("rapidfuzz.process")
    OSA = lazy_module("rapidfuzz.distance.OSA")

MOST = 3
"""Names that are returned at most."""

_MAX_DISTANCE = 0.5
"""Share of letters in which two names may differ and still be near each other."""


def nearest_names(
    wanted: str, names: Iterable[str], fold: Callable[[str], str], *, or_any: bool = False
) -> list[str]:
    """Return the names nearest to a wanted one, nearest first; names are compared folded.

    If none is near: the least distant ones with `or_any`, else none.
    """
    listed = list(names)
    scored = process.extract(
        fold(wanted), list(map(fold, listed)), scorer=OSA.normalized_distance, limit=None
    )
    ordered = sorted((distance, listed[index]) for _, distance, index in scored)
    near = [name for distance, name in ordered if distance <= _MAX_DISTANCE]
    return (near or ([name for _, name in ordered] if or_any else []))[:MOST]
