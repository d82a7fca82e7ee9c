"""Brotli and Zstandard -> bytes, in bounded memory; warcio unpacks the older encodings itself."""

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_STEP = 1 << 16
"""Bytes that are read at once."""

_MAX = 1 << 20
"""Bytes that are unpacked at once, or a little more."""


_IS_PLAIN = re.compile(rb"\s*<[!?A-Za-z][\t-~]{14}")
"""HTML. That packed bytes start like this is as good as impossible."""


class Stream(Protocol):
    """What a body is read from."""

    def read(self, size: int, /) -> bytes:
        """Read up to `size` bytes."""


def unpacked(stream: Stream, encoding: str, limit: int) -> bytes:
    """Unpack a body, up to `limit` bytes or a little more; raises ValueError if it is damaged.

    Some programs store a page unpacked but keep the header; such a page is returned as it is.
    """
    first = stream.read(_STEP)
    chunks = _chunks(first, stream)
    found = chunks if _IS_PLAIN.match(first) else UNPACKERS[encoding](chunks)
    parts, size = [], 0
    try:
        for part in found:
            parts.append(part)
            size += len(part)
            if size > limit:
                break
    except (brotli.error, zstd.ZstdError, EOFError) as error:
        raise ValueError(f"its {encoding} encoding is damaged or cut off") from error
    return b"".join(parts)


def _chunks(first: bytes, stream: Stream) -> Iterator[bytes]:
    data = first
    while data:
        yield data
        data = stream.read(_STEP)


def _brotli(chunks: Iterator[bytes]) -> Iterator[bytes]:
    unpacker = brotli.Decompressor()
    while not unpacker.is_finished():
        data = b""
        if unpacker.can_accept_more_data():
            data = next(chunks, b"")
            if not data:
                raise EOFError
        yield unpacker.process(data, output_buffer_limit=_MAX)


def _zstd(chunks: Iterator[bytes]) -> Iterator[bytes]:
    unpacker = zstd.ZstdDecompressor()
    while not unpacker.eof:
        data = b""
        if unpacker.needs_input:
            data = next(chunks, b"")
            if not data:
                raise EOFError
        yield unpacker.decompress(data, _MAX)


UNPACKERS: Mapping[str, Callable[[Iterator[bytes]], Iterator[bytes]]] = {
    "br": _brotli,
    "zstd": _zstd,
}
"""By the name of the encoding in HTTP."""
