"""Postings of one token as bytes: three arrays of small numbers that C decodes at one go.

Whoosh's own blocks of 128 postings are pickles; a whole list of these is read in the time that
one such block takes.
"""

import struct
from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from wikisearch.engines.whoosh.layout import little_endian

_HEADER = struct.Struct("<Iccc")  # postings; type codes of ids, frequencies, positions
_NONE = b"-"  # instead of a type code: all frequencies are 1, or there are no positions
_MOST = {"B": 0xFF, "H": 0xFFFF, "I": 0xFFFFFFFF}


class Postings(NamedTuple):
    """Documents that hold a token, ascending, how often, and where."""

    ids: list[int]
    frequencies: list[int]
    positions: "array[int] | None"
    """Gaps between positions, all documents in a row, or None when none were kept."""


def encode(ids: Iterable[int], frequencies: Sequence[int], gaps: Sequence[int] | None) -> bytes:
    """Postings as bytes: gaps between ids, frequencies, gaps between positions."""
    previous = 0
    steps = []
    for number in ids:
        steps.append(number - previous)
        previous = number
    id_code, id_bytes = _packed(steps)
    plain = all(count == 1 for count in frequencies)
    frequency_code, frequency_bytes = (_NONE, b"") if plain else _packed(frequencies)
    position_code, position_bytes = (_NONE, b"") if gaps is None else _packed(gaps)
    header = _HEADER.pack(len(steps), id_code, frequency_code, position_code)
    return header + id_bytes + frequency_bytes + position_bytes


def documents(data: bytes) -> int:
    """Read how many documents there are in encoded postings."""
    count: int = _HEADER.unpack_from(data)[0]
    return count


def decode(data: bytes) -> Postings:
    """Read postings from bytes; raises ValueError or struct.error when they are not whole."""
    count, id_code, frequency_code, position_code = _HEADER.unpack_from(data)
    offset = _HEADER.size
    steps = _unpacked(data, offset, id_code, count)
    offset += steps.itemsize * count
    if frequency_code == _NONE:
        frequencies = [1] * count
    else:
        stored = _unpacked(data, offset, frequency_code, count)
        offset += stored.itemsize * count
        frequencies = stored.tolist()
    gaps = None
    if position_code != _NONE:
        gaps = _unpacked(data, offset, position_code, sum(frequencies))
    return Postings(list(accumulate(steps)), frequencies, gaps)


def _packed(numbers: Sequence[int]) -> tuple[bytes, bytes]:
    largest = max(numbers, default=0)
    code = next(code for code, most in _MOST.items() if largest <= most)
    return code.encode(), little_endian(array(code, numbers)).tobytes()


def _unpacked(data: bytes, offset: int, code: bytes, count: int) -> "array[int]":
    numbers = array(code.decode("ascii"))
    if numbers.typecode not in _MOST or len(data) < offset + count * numbers.itemsize:
        raise ValueError("postings are cut short or of an unknown kind")
    numbers.frombytes(data[offset : offset + count * numbers.itemsize])
    return little_endian(numbers)
