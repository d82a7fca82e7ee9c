"""Bytes of a page -> its text, in the encoding it was really written in."""

import codecs

from wikisearch.ingest.html.charset_labels import (
    DECLARATION_BYTES,
    declared_encoding,
    encoding_named,
)
from wikisearch.ingest.html.encoding_detection import detected_encoding

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    # Before UTF-16, whose mark is the start of the UTF-32 mark.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FIRST_TAG = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_UNICODE_STARTS = tuple(start for start, _ in (*_BYTE_ORDER_MARKS, *_FIRST_TAG))
_FILE_SIGNATURES = (
    *(b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"%PDF-", b"\x7fELF", b"PK\x03\x04", b"\x1f\x8b"),
    *(b"BZh9", b"\xfd7zXZ", b"RIFF", b"OggS", b"ID3", b"SQLite format 3", b"wOFF", b"wOF2"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
_BYTES_PER_CONTROL = 20
"""A text has at least so many bytes per control character; random bytes have about 10."""

_UTF8_LEAD_BYTES = bytes(range(0xC0, 0x100))
_LONG_LEAD_BYTES = bytes(range(0xE0, 0x100))
_MIN_LONG = 3
_MULTIBYTE = ("gb", "cp9", "euc", "big5", "iso-2022")


def is_binary(data: bytes) -> bool:
    """Return whether bytes are a picture or a program: by signature, or by control characters."""
    if data.startswith(_FILE_SIGNATURES):
        return True
    if data.startswith(_UNICODE_STARTS):
        return False
    head = data[:DECLARATION_BYTES]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls * _BYTES_PER_CONTROL > len(head)


def decode(data: bytes, charset: str = "") -> str:
    """Decode by byte order mark, declaration or detection; invalid bytes are replaced.

    `charset` is the declaration of the HTTP header. It precedes that of the page, as in browsers.
    """
    if data.startswith(_UNICODE_STARTS):
        return _decode_by_start(data)
    declared = encoding_named(charset) or declared_encoding(data)
    text = _try(data, "utf-8")
    if text is not None and (not declared.startswith(_MULTIBYTE) or _has_long_characters(data)):
        # Valid UTF-8 is UTF-8; a single-byte encoding never fails, so declaring one proves nothing.
        return text
    if declared == "utf-8":
        return _damaged_utf8(data) or _detected(data)
    if declared and (in_declared := _try(data, declared)) is not None:
        return in_declared
    return _detected(data) if text is None else text


def _has_long_characters(data: bytes) -> bool:
    """Return whether valid UTF-8 has so many characters of three bytes that it is not chance.

    A page that was saved in UTF-8 can still declare the encoding of its server.
    """
    return len(data) - len(data.translate(None, _LONG_LEAD_BYTES)) >= _MIN_LONG


def _decode_by_start(data: bytes) -> str:
    """Decode by the byte order mark, or by the zeros around the first bracket."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    encoding = next(encoding for start, encoding in _FIRST_TAG if data.startswith(start))
    return data.decode(encoding, "replace")


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _damaged_utf8(data: bytes) -> str | None:
    """Decode UTF-8 with a few invalid bytes; None if it is rather another encoding."""
    text = data.decode("utf-8", "replace")
    invalid = text.count("\N{REPLACEMENT CHARACTER}")
    valid = len(data) - len(data.translate(None, _UTF8_LEAD_BYTES)) - invalid
    return text if invalid * 4 <= valid else None


def _detected(data: bytes) -> str:
    return data.decode(detected_encoding(data), "replace")
