"""Decompression with a bound: a few forged bytes must not fill the memory."""

import zlib

MAX_STORED = 1 << 28
"""Bytes of one decompressed block of stored documents; four times the largest page."""


def decompress(data: bytes, max_bytes: int) -> bytes:
    """Decompress a complete zlib stream; raises ValueError above `max_bytes`, else zlib.error."""
    stream = zlib.decompressobj()
    found = stream.decompress(data, max_bytes)
    if not stream.eof:
        if stream.unconsumed_tail:
            raise ValueError(f"a compressed block has more than {max_bytes} bytes")
        raise zlib.error("a compressed block is incomplete")
    return found
