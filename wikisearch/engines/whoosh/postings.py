"""Postings of one term as bytes: arrays of small integers that one C call decodes.

Whoosh's own blocks of 128 postings are pickles; a whole list of these decodes in the time of one
such block. Document numbers come first. Then come the frequencies for a scored term, or the
positions for a term of a positional field: all documents of a segment are one long text.
"""

import struct
import zlib
from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain
from operator import sub

from wikisearch.engines.compression import decompress
from wikisearch.storage.files import little_endian

_HEADER = struct.Struct("<Icc")  # doc_freq; type codes of document numbers and of the other array
_MIN_COMPRESSED = 64  # bytes; the first code of compressed postings is a small letter
_NO_ARRAY = b"-"  # instead of the second code: all frequencies are 1
_MAX_VALUES = {"B": 0xFF, "H": 0xFFFF, "I": 0xFFFFFFFF}
_SIZES = {code.encode(): array(code).itemsize for code in _MAX_VALUES}
_MAX_BYTES = 1 << 26  # of decompressed postings


def encode_frequencies(numbers: Sequence[int], frequencies: Sequence[int]) -> bytes:
    """Encode ascending document numbers and the frequency of the term in each."""
    return _encoded(numbers, frequencies if max(frequencies, default=1) > 1 else None)


def encode_positions(numbers: Sequence[int], positions: Sequence[int]) -> bytes:
    """Encode ascending document numbers and the ascending positions of the term in all of them."""
    return _encoded(numbers, _deltas(positions))


def decompressed(data: bytes) -> bytes:
    """Undo the compression of encoded postings; raises zlib.error or ValueError."""
    doc_freq, number_code, code = _HEADER.unpack_from(data)
    if number_code.isupper():
        return data
    header = _HEADER.pack(doc_freq, number_code.upper(), code)
    return header + decompress(data[_HEADER.size :], _MAX_BYTES)


def doc_freq(data: bytes) -> int:
    """Return the number of documents in encoded postings."""
    count: int = _HEADER.unpack_from(data)[0]
    return count


def decode_numbers(data: bytes) -> Iterator[int]:
    """Yield the document numbers; raises ValueError or struct.error for incomplete data."""
    count, code, _ = _HEADER.unpack_from(data)
    return accumulate(_unpacked(data, _HEADER.size, code, count))


def decode_frequencies(data: bytes) -> Sequence[int]:
    """Return the frequency in each document; raises as `decode_numbers` does."""
    count, offset, code = _second_array(data)
    return b"\1" * count if code == _NO_ARRAY else _unpacked(data, offset, code, count)


def decode_positions(data: bytes) -> Iterator[int]:
    """Yield the positions in all documents; raises as `decode_numbers` does."""
    _, offset, code = _second_array(data)
    return accumulate(_unpacked(data, offset, code, (len(data) - offset) // _size(code)))


def _encoded(numbers: Sequence[int], others: Sequence[int] | None) -> bytes:
    number_code, number_bytes = _packed(_deltas(numbers))
    code, data = (_NO_ARRAY, b"") if others is None else _packed(others)
    data = number_bytes + data
    if len(data) >= _MIN_COMPRESSED:
        number_code, data = number_code.lower(), zlib.compress(data)
    return _HEADER.pack(len(numbers), number_code, code) + data


def _deltas(numbers: Sequence[int]) -> list[int]:
    return list(map(sub, numbers, chain((0,), numbers)))


def _packed(numbers: Sequence[int]) -> tuple[bytes, bytes]:
    largest = max(numbers, default=0)
    if largest <= _MAX_VALUES["B"]:
        return b"B", array("B", numbers).tobytes()  # as for most terms
    code = next(code for code, limit in _MAX_VALUES.items() if largest <= limit)
    return code.encode(), little_endian(array(code, numbers)).tobytes()


def _second_array(data: bytes) -> tuple[int, int, bytes]:
    """Return doc_freq, and the offset and type code of the second array."""
    count, number_code, code = _HEADER.unpack_from(data)
    offset = _HEADER.size + _size(number_code) * count
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


NO_POSTINGS = encode_frequencies((), ())
"""Of a term that no document has."""
