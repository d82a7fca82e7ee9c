"""Where the tokens of a phrase stand -> whether they stand as it asks."""

from bisect import bisect_left
from collections.abc import Sequence


def matches_sloppy(places: Sequence[Sequence[int]], slop: int) -> bool:
    """Whether one place of each token can be chosen so that together they are the phrase.

    `places` are those of each token in turn, ascending. Each is moved back by the token's number
    in the phrase; the chosen ones may then lie `slop` apart, and no two tokens take one place.
    It is how Lucene matches sloppy phrases.
    """
    if slop == 0:
        later = (
            [place - step for place in found] for step, found in enumerate(places[1:], start=1)
        )
        return bool(set(places[0]).intersection(*later))
    starts = {place - behind for place in places[0] for behind in range(slop + 1)}
    return any(_fits(places, slop, start) for start in starts)


def _fits(places: Sequence[Sequence[int]], slop: int, start: int) -> bool:
    """Whether every token finds a place of its own, from `start` on and at most `slop` behind.

    The first that is free is the best for each: what is open to a later token lies later.
    """
    taken: set[int] = set()
    for first, found in enumerate(places, start):
        free = (place for place in found[bisect_left(found, first) :] if place not in taken)
        place = next(free, None)
        if place is None or place > first + slop:
            return False
        taken.add(place)
    return True
