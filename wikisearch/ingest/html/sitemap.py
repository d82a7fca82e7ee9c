"""A sitemap -> the addresses that it lists."""

import zlib
from io import BytesIO
from typing import NamedTuple

from lxml import etree

_GZIP = b"\x1f\x8b"
_WBITS = 31
_MAX_BYTES = 64 << 20
"""Size of an unpacked sitemap; the protocol allows 50 MB."""


class SitemapEntry(NamedTuple):
    """One line of a sitemap."""

    url: str
    lastmod: str
    is_sitemap: bool
    """Whether it is another sitemap, not a page."""


def read_sitemap(data: bytes) -> list[SitemapEntry]:
    """List the entries of a sitemap or of an index of sitemaps, as far as it can be read.

    A text file with an address per line is a sitemap too.
    """
    if data.startswith(_GZIP):
        data = _unpacked(data)
    if data[:_MAX_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"<":
        lines = data.decode("utf-8", "replace").split()
        return [SitemapEntry(line, "", False) for line in lines if line.startswith("http")]
    try:
        return _entries(data)
    except etree.LxmlError:
        return []


def _unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(_WBITS).decompress(data, _MAX_BYTES)
    except zlib.error:
        return b""


def _entries(data: bytes) -> list[SitemapEntry]:
    # Entities are not expanded, and nothing outside the file is read.
    options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "recover": True}
    found = []
    for _, element in etree.iterparse(BytesIO(data), events=("end",), **options):
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if name in ("url", "sitemap"):
            values = {etree.QName(e).localname: (e.text or "").strip() for e in element.iter("*")}
            if values.get("loc"):
                entry = SitemapEntry(values["loc"], values.get("lastmod", ""), name == "sitemap")
                found.append(entry)
            element.clear()
    return found
