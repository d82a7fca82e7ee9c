"""Positions of the tokens of a phrase -> positions where the exact phrase starts."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from operator import and_

from wikisearch.engines.whoosh.bitsets import bitset_bytes, members

_LOOKUP_COST = 8
"""Looking up one position takes as long as scanning this many."""

_DENSE = 512
"""With one position in this many, a bitset is faster than a list."""


def exact_phrase_positions(
    positions: Sequence[Sequence[int]], bitset_at: Callable[[int], int]
) -> Iterable[int]:
    """Return the positions of the first token where all others follow in order.

    `positions` has the ascending positions of each token; `bitset_at(index)` returns those of one
    token as a set. The rarest token is evaluated first.
    """
    indexes = sorted(range(len(positions)), key=lambda index: len(positions[index]))
    dense = [index for index in indexes if _is_dense(positions[index])]
    if dense == indexes:
        return members(reduce(and_, (bitset_at(index) >> index for index in indexes)))
    rarest = indexes[0]
    starts = {position - rarest for position in positions[rarest] if position >= rarest}
    for index in indexes[1:]:
        if index in dense:
            starts = _in_bitset(starts, index, bitset_at(index))
        elif len(starts) * _LOOKUP_COST < len(positions[index]):
            starts = {start for start in starts if _contains(positions[index], start + index)}
        else:
            starts.intersection_update([position - index for position in positions[index]])
    return starts


def _is_dense(positions: Sequence[int]) -> bool:
    return bool(positions) and len(positions) * _DENSE > positions[-1]


def _in_bitset(starts: Iterable[int], index: int, bits: int) -> set[int]:
    data = bitset_bytes(bits, bits.bit_length())
    last = bits.bit_length() - 1 - index
    return {
        start
        for start in starts
        if start <= last and data[(start + index) >> 3] >> ((start + index) & 7) & 1
    }


def _contains(ascending: Sequence[int], number: int) -> bool:
    index = bisect_left(ascending, number)
    return index < len(ascending) and ascending[index] == number
