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

MAX_NAMES = 3
"""Names that are returned at most."""

_MAX_DISTANCE = 0.5
"""Share of letters in which two names may differ and still be near each other."""


class KnownNames:
    """Names that others are compared with; they are folded once."""

    def __init__(self, names: Iterable[str], fold: Callable[[str], str]) -> None:
        self._names = sorted(set(names))
        self._folded = list(map(fold, self._names))
        self._fold = fold

    def nearest(self, wanted: str, *, or_any: bool = False) -> list[str]:
        """Return the names nearest to a wanted one, nearest first; names are compared folded.

        If none is near: the least distant ones with `or_any`, else none.
        """
        scored = process.extract(
            self._fold(wanted),
            self._folded,
            scorer=OSA.normalized_distance,
            score_cutoff=None if or_any else _MAX_DISTANCE,
            limit=None,
        )
        ordered = sorted((distance, self._names[index]) for _, distance, index in scored)
        near = [name for distance, name in ordered if distance <= _MAX_DISTANCE]
        return (near or [name for _, name in ordered])[:MAX_NAMES]


def nearest_names(
    wanted: str, names: Iterable[str], fold: Callable[[str], str], *, or_any: bool = False
) -> list[str]:
    """Return the nearest of a few names, as `KnownNames` does."""
    return KnownNames(names, fold).nearest(wanted, or_any=or_any)
