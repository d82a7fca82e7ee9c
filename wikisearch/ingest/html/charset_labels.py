"""The encoding that a page declares -> the Python codec for it."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

DECLARATION_BYTES = 4096
"""Bytes searched for a declaration; HTML asks for 1,024, real pages need more."""

_XML = re.compile(rb"""^\s*<\?xml([^>]*)""", re.IGNORECASE)
_META = re.compile(rb"<meta([^>]*)", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""encoding\s*+=\s*+["']([\w.:-]++)["']""", re.IGNORECASE)
_CHARSET = re.compile(rb"""charset\s*+=\s*+["']?+\s*+([\w.:-]++)""", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)


@cache
def charset_labels() -> dict[str, str]:
    """Read charset_labels.txt: each accepted label in lower case, and its Python codec."""
    pairs = codec_lines("charset_labels.txt")
    return {label: codec for codec, labels in pairs for label in labels}


def codec_lines(name: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the codecs and the labels or languages of each line of a file of this package."""
    text = files("wikisearch.ingest.html").joinpath(name).read_text("utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            codecs, _, labels = line.partition(":")
            yield codecs, labels.split()


def declared_encoding(data: bytes) -> str:
    """Return the Python codec that a page declares; empty if it declares none or an unknown one.

    `<?xml encoding="…"?>` counts before `<meta charset="…">`.
    """
    head = data[:DECLARATION_BYTES]
    label = _label_in(_XML, _XML_ENCODING, head)
    if not label:
        label = _label_in(_META, _CHARSET, _COMMENT.sub(b"", head))
    return charset_labels().get(label, "")


def encoding_named(label: str) -> str:
    """Return the Python codec for a label; empty for an unknown one."""
    return charset_labels().get(label.strip(" \"'").lower(), "")


def _label_in(tag: re.Pattern[bytes], declaration: re.Pattern[bytes], head: bytes) -> str:
    # First the tag, then the declaration in it: one expression for both takes quadratic time.
    for attributes in tag.findall(head):
        match = declaration.search(attributes)
        if match is not None:
            return match[1].decode("ascii").lower()
    return ""
