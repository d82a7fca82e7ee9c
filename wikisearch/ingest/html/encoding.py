"""Bytes of a page -> its text, in the encoding it was really written in."""

import codecs
import re

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    # Before UTF-16, whose mark begins that of UTF-32.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNMARKED = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_HEAD = 4096
"""Bytes within which a declaration counts; HTML asks for 1,024, real pages need more."""

_XML = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']""", re.IGNORECASE)
_META = re.compile(rb"""<meta[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)

# Labels as the WHATWG Encoding standard reads them, where Python reads them otherwise.
_READ_AS = {
    "windows-1252": "ascii us-ascii ansi_x3.4-1968 iso-8859-1 iso8859-1 iso88591 iso_8859-1 latin1 "
    "latin-1 l1 x-cp1252 cp819 ibm819",
    "windows-1254": "iso-8859-9 iso8859-9 latin5 l5 x-cp1254",
    "cp874": "iso-8859-11 tis-620 dos-874 windows-874",
    "gb18030": "gb2312 gbk gb_2312-80 x-gbk chinese csgb2312",
    "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji windows-31j",
    "cp949": "euc-kr ks_c_5601-1987 korean ksc5601 windows-949",
    "big5hkscs": "big5 big5-hkscs cn-big5 x-x-big5",
    # A page whose declaration can be read byte by byte is not in UTF-16 or UTF-32.
    "utf-8": "utf-16 utf-16le utf-16be utf-32 utf-32le utf-32be unicode utf8 unicode-1-1-utf-8",
    "mac-roman": "mac macintosh x-mac-roman",
    "mac-cyrillic": "x-mac-cyrillic",
    "euc-jp": "x-euc-jp",
}
_LABELS = {label: encoding for encoding, labels in _READ_AS.items() for label in labels.split()}
_KNOWN = re.compile(
    r"utf-8|windows-125[0-8]|cp125[0-8]|iso-?8859-(?:[2-8]|10|1[3-6])|koi8-?[ru]|koi|ibm866|cp866|"
    r"gb18030|euc-jp|iso-2022-jp|latin[2-6]",
)
_MAGIC = (
    *(b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"%PDF-", b"\x7fELF", b"PK\x03\x04", b"\x1f\x8b"),
    *(b"BZh9", b"\xfd7zXZ", b"RIFF", b"OggS", b"ID3", b"SQLite format 3", b"wOFF", b"wOF2"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
_FEWEST_BETWEEN = 20
"""Bytes of text for each control character: random bytes have 10 for each, pages hardly any."""

_FIRST_BYTES = bytes(range(0xC0, 0x100))
"""What a character beyond ASCII starts with in UTF-8."""
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_SAMPLE = 16_384


def is_binary(data: bytes) -> bool:
    """Tell a picture or a program from text: by its first bytes, or by its control characters."""
    if data.startswith(_MAGIC):
        return True
    if data.startswith(tuple(mark for mark, _ in (*_MARKS, *_UNMARKED))):
        return False
    head = data[:_HEAD]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls * _FEWEST_BETWEEN > len(head)


def decode(data: bytes) -> str:
    """Decode by byte order mark, declaration or detection; bytes that fit nothing are replaced."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    for start, encoding in _UNMARKED:
        if data.startswith(start):
            return data.decode(encoding, "replace")
    declared = declared_encoding(data)
    text = _try(data, "utf-8")
    if text is not None and (declared in ("", "utf-8") or _is_single_byte(declared)):
        # What decodes as UTF-8 is UTF-8; a declaration of latin-1 cannot fail and proves nothing.
        return text
    if declared == "utf-8":
        return _nearly_utf8(data) or _detect(data)
    if declared and (text := _try(data, declared)) is not None:
        return text
    return _detect(data)


def declared_encoding(data: bytes) -> str:
    """Name the Python codec for what a page declares; empty when it declares nothing known."""
    head = data[:_HEAD]
    match = _XML.search(head) or _META.search(_COMMENT.sub(b"", head))
    if match is None:
        return ""
    label = match[1].decode("ascii").lower()
    if label in _LABELS:
        return _LABELS[label]
    return label if _KNOWN.fullmatch(label) else ""


def _is_single_byte(encoding: str) -> bool:
    return not encoding.startswith(("gb", "cp9", "euc", "big5", "iso-2022"))


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _nearly_utf8(data: bytes) -> str | None:
    """Decode UTF-8 that a cut or a stray byte broke, but not another encoding declared as UTF-8."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    sound = len(data) - len(data.translate(None, _FIRST_BYTES)) - broken
    return text if broken * 4 <= sound else None


def _detect(data: bytes) -> str:
    """Ask charset-normalizer about a piece around the first byte that is not ASCII."""
    match = _BEYOND_ASCII.search(data)
    start = max(0, match.start() - 1024) if match else 0
    best = from_bytes(data[start : start + _SAMPLE]).best()
    encoding = best.encoding if best is not None else "windows-1252"
    if encoding in ("ascii", "latin_1", "utf_8"):
        encoding = "windows-1252"
    return data.decode(encoding, "replace")
