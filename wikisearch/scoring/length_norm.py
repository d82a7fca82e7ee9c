"""Length norm: how BM25 penalizes long documents, with the length quantized to one byte.

The quantization is that of Lucene's SmallFloat.intToByte4.
"""

from functools import cache

from wikisearch.scoring.statistics import Statistics

K1 = 1.2
"""Term frequency saturation of BM25: a higher value makes repeated terms count more."""

B = 0.75
"""Length normalization of BM25: from 0 for none to 1 for full normalization."""

_EXACT_LENGTHS = 24
"""Shorter lengths are exact; longer ones have four significant bits."""

_SIGNIFICANT_BITS = 4


def average_length(statistics: Statistics) -> float:
    """Average number of tokens in the scored field; 1 for an empty index."""
    return statistics.total_length / statistics.doc_count if statistics.doc_count else 1.0


def length_norms(average: float) -> list[float]:
    """For each length byte, k1 * (1 - b + b * length / average)."""
    return [K1 * (1 - B + B * length / average) for length in decoded_lengths()]


def length_byte(length: int) -> int:
    """Quantize a document length to one byte."""
    if length < _EXACT_LENGTHS:
        return length
    above = length - _EXACT_LENGTHS
    bits = above.bit_length()
    if bits < _SIGNIFICANT_BITS:
        return _EXACT_LENGTHS + above
    shift = bits - _SIGNIFICANT_BITS
    return _EXACT_LENGTHS + ((above >> shift & 0x07) | (shift + 1) << 3)


@cache
def decoded_lengths() -> tuple[int, ...]:
    """Document length of each of the 256 bytes."""
    return tuple(_decoded(byte) for byte in range(256))


def _decoded(byte: int) -> int:
    if byte < _EXACT_LENGTHS:
        return byte
    mantissa, exponent = (byte - _EXACT_LENGTHS) & 0x07, ((byte - _EXACT_LENGTHS) >> 3) - 1
    return _EXACT_LENGTHS + (mantissa if exponent < 0 else (mantissa | 0x08) << exponent)
