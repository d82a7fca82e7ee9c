"""Places of the tokens of a phrase -> where they stand side by side."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from operator import and_

from wikisearch.engines.whoosh.bitsets import numbers_in, packed

_PROBE = 8
"""Looking a place up costs as much as going over so many."""

_DENSE = 512
"""With one place in so many, a set of places is read sooner than a list of them."""


def exact_phrase_positions(
    places: Sequence[Sequence[int]], place_set: Callable[[int], int]
) -> Iterable[int]:
    """Places where the first token of a phrase stands and all others follow.

    `places` are those of each token in turn, ascending, and `place_set` gives those of the token
    of a number as a set. The rarest token is looked at first.
    """
    steps = sorted(range(len(places)), key=lambda step: len(places[step]))
    dense = [step for step in steps if _is_dense(places[step])]
    if dense == steps:
        return numbers_in(reduce(and_, (place_set(step) >> step for step in steps)))
    rarest = steps[0]
    firsts = {place - rarest for place in places[rarest] if place >= rarest}
    for step in steps[1:]:
        if step in dense:
            firsts = _in_set(firsts, step, place_set(step))
        elif len(firsts) * _PROBE < len(places[step]):
            firsts = {first for first in firsts if _holds(places[step], first + step)}
        else:
            firsts.intersection_update([place - step for place in places[step]])
    return firsts


def _is_dense(places: Sequence[int]) -> bool:
    return bool(places) and len(places) * _DENSE > places[-1]


def _in_set(firsts: Iterable[int], step: int, members: int) -> set[int]:
    data = packed(members, members.bit_length())
    last = members.bit_length() - 1 - step
    return {
        first
        for first in firsts
        if first <= last and data[(first + step) >> 3] >> ((first + step) & 7) & 1
    }


def _holds(ascending: Sequence[int], number: int) -> bool:
    place = bisect_left(ascending, number)
    return place < len(ascending) and ascending[place] == number
