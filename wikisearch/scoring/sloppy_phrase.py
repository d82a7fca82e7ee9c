"""Positions of the tokens of a phrase -> whether the phrase matches."""

from bisect import bisect_left
from collections.abc import Sequence


def matches_sloppy(positions: Sequence[Sequence[int]], slop: int) -> bool:
    """Whether the tokens of a phrase are at matching positions, as in Lucene's sloppy phrases.

    `positions` has the ascending positions of each token of the phrase. A match is one position per
    token, all different. Subtract the index of each token in the phrase from its position: the
    results of a match differ by at most `slop`.
    """
    if slop == 0:
        starts = (
            [position - index for position in token_positions]
            for index, token_positions in enumerate(positions)
        )
        return bool(set(next(starts)).intersection(*starts))
    first_starts = {position - offset for position in positions[0] for offset in range(slop + 1)}
    return any(_matches_from(positions, slop, start) for start in first_starts)


def _matches_from(positions: Sequence[Sequence[int]], slop: int, start: int) -> bool:
    """Whether every token has a free position at most `slop` after its place from `start` on.

    Taking the first free position is optimal: the range of every later token ends later.
    """
    taken: set[int] = set()
    for first, token_positions in enumerate(positions, start):
        candidates = token_positions[bisect_left(token_positions, first) :]
        position = next((each for each in candidates if each not in taken), None)
        if position is None or position > first + slop:
            return False
        taken.add(position)
    return True
