"""Sets of documents as Python integers: bit n is document n.

One operation on long integers, in C, replaces a loop over thousands of documents. That is a
thousand times faster, and a document takes one bit.
"""

from collections.abc import Sequence
from itertools import accumulate

_SPARSE = 32
"""Below one document in this many, setting single bits is faster."""

_FEW = 200
"""Up to this many members are extracted one by one; each extraction scans the whole set."""

_OFF, _ON = b"01"


def bitset_of(numbers: Sequence[int], documents: int) -> int:
    """Return the set of some of so many documents; raises IndexError for a number out of range."""
    if len(numbers) * _SPARSE <= documents:
        data = bytearray(_size(documents))
        for number in numbers:
            data[number >> 3] |= 1 << (number & 7)
        return int.from_bytes(data, "little")
    digits = bytearray((_OFF,)) * documents
    for number in numbers:
        digits[number] = _ON
    digits.reverse()
    return int(digits, 2)


def bitset_of_nonzero(values: bytes | bytearray) -> int:
    """Return the set of documents whose byte is not 0."""
    digits = values.translate(bytes((_OFF,)) + bytes((_ON,)) * 0xFF)
    return int(digits[::-1] or b"0", 2)


def members(bits: int) -> list[int]:
    """Return the documents of a set in ascending order."""
    if bits.bit_count() <= _FEW:
        found = []
        while bits:
            highest = bits.bit_length() - 1
            found.append(highest)
            bits ^= 1 << highest
        return found[::-1]
    *gaps, _ = f"{bits:b}"[::-1].split("1")
    ends = accumulate(map(len, gaps))
    return [end + before for before, end in enumerate(ends)]


def bitset_bytes(bits: int, documents: int) -> bytes:
    """Return the set as bytes, eight documents per byte."""
    return bits.to_bytes(_size(documents), "little")


def byte_per_member(bits: int, value: int) -> int:
    """Return an integer with one byte per document: `value` for members, else 0."""
    digits = bytes.maketrans(bytes((_OFF, _ON)), bytes((0, value)))
    return int.from_bytes(f"{bits:b}".encode().translate(digits), "big")


def membership(bits: int, numbers: Sequence[int], documents: int) -> list[int]:
    """Return 1 for each number that is in the set, else 0."""
    data = bitset_bytes(bits, documents)
    return [data[number >> 3] >> (number & 7) & 1 for number in numbers]


def count_pages(bits: int, page_ends: int) -> int:
    """Count the pages with a document in the set; `page_ends` is the last document of each page.

    Adding ones to the other documents of a page carries into its last one if any is in the set.
    """
    others = page_ends ^ ((1 << page_ends.bit_length()) - 1)
    return (((bits & others) + others | bits) & page_ends).bit_count()


def _size(documents: int) -> int:
    return (documents + 7) // 8
