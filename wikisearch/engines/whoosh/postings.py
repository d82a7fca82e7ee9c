"""Postings of one token as bytes: arrays of small numbers that C decodes at one go.

Whoosh's own blocks of 128 postings are pickles; a whole list of these is read in the time that
one such block takes. First come the documents, then for a scored token how often each holds it,
or for a token with positions where it stands: all documents of a segment are one long text.
"""

import struct
import zlib
from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain
from operator import sub

from wikisearch.storage.files import little_endian

_HEADER = struct.Struct("<Icc")  # documents; type codes of their numbers and of what follows
_WORTH = 64  # bytes from which on compressing them saves enough; then the codes are small letters
_NOTHING = b"-"  # instead of a type code: nothing follows, for all would be 1
_MOST = {"B": 0xFF, "H": 0xFFFF, "I": 0xFFFFFFFF}
_SIZES = {code.encode(): array(code).itemsize for code in _MOST}


def encode(ids: Sequence[int], frequencies: Sequence[int]) -> bytes:
    """Encode ascending documents and how often each holds the token."""
    return _encoded(ids, frequencies if max(frequencies, default=1) > 1 else None)


def encode_places(ids: Sequence[int], places: Sequence[int]) -> bytes:
    """Encode ascending documents and the ascending places of the token in all of them."""
    return _encoded(ids, _steps(places))


def opened(data: bytes) -> bytes:
    """Undo what `encode` may have done to make postings smaller; raises zlib.error."""
    count, id_code, code = _HEADER.unpack_from(data)
    if id_code.isupper():
        return data
    return _HEADER.pack(count, id_code.upper(), code) + zlib.decompress(data[_HEADER.size :])


def documents(data: bytes) -> int:
    """Read how many documents there are in encoded postings."""
    count: int = _HEADER.unpack_from(data)[0]
    return count


def decode_ids(data: bytes) -> Iterator[int]:
    """Read the documents; raises ValueError or struct.error when the data are not whole."""
    count, code, _ = _HEADER.unpack_from(data)
    return accumulate(_unpacked(data, _HEADER.size, code, count))


def decode_frequencies(data: bytes) -> Sequence[int]:
    """Read how often each document holds a scored token; raises as `decode_ids` does."""
    count, offset, code = _second(data)
    return b"\1" * count if code == _NOTHING else _unpacked(data, offset, code, count)


def decode_places(data: bytes) -> Iterator[int]:
    """Read where a token stands; raises as `decode_ids` does."""
    _, offset, code = _second(data)
    return accumulate(_unpacked(data, offset, code, (len(data) - offset) // _size(code)))


def _encoded(ids: Sequence[int], others: Sequence[int] | None) -> bytes:
    id_code, id_bytes = _packed(_steps(ids))
    code, data = (_NOTHING, b"") if others is None else _packed(others)
    data = id_bytes + data
    if len(data) >= _WORTH:
        id_code, data = id_code.lower(), zlib.compress(data)
    return _HEADER.pack(len(ids), id_code, code) + data


def _steps(numbers: Sequence[int]) -> list[int]:
    return list(map(sub, numbers, chain((0,), numbers)))


def _packed(numbers: Sequence[int]) -> tuple[bytes, bytes]:
    largest = max(numbers, default=0)
    code = next(code for code, most in _MOST.items() if largest <= most)
    return code.encode(), little_endian(array(code, numbers)).tobytes()


def _second(data: bytes) -> tuple[int, int, bytes]:
    """Documents, and the place and type code of what follows their numbers."""
    count, id_code, code = _HEADER.unpack_from(data)
    offset = _HEADER.size + _size(id_code) * count
    if offset > len(data):
        raise ValueError("postings are cut short")
    return count, offset, code


def _size(code: bytes) -> int:
    if code not in _SIZES:
        raise ValueError("postings are of an unknown kind")
    return _SIZES[code]


def _unpacked(data: bytes, offset: int, code: bytes, count: int) -> "array[int]":
    size = _size(code)
    if len(data) < offset + count * size:
        raise ValueError("postings are cut short")
    numbers = array(code.decode("ascii"), data[offset : offset + count * size])
    return little_endian(numbers)


NO_POSTINGS = encode((), ())
"""Of a token that no document holds."""
