"""Writers of archives from HTML pages, for tests."""

import zipfile
from io import BytesIO
from typing import NamedTuple

from libzim.writer import Creator, Hint, Item, StringProvider
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

SITE = "https://wiki.example/"


class Record(NamedTuple):
    """A record of a WARC file."""

    path: str
    data: bytes = b""
    status: str = "200 OK"
    headers: tuple = (("Content-Type", "text/html"),)
    date: str = "2026-01-01T00:00:00Z"
    kind: str = "response"
    site: str = SITE
    refers_to: str = ""


def write_warc(file, records, *, gzip=True):
    """Write records; returns where each starts."""
    offsets = []
    with file.open("wb") as out:
        writer = WARCWriter(out, gzip=gzip)
        for each in records:
            offsets.append(out.seek(0, 1))
            writer.write_record(_record(writer, each))
    return offsets


def _record(writer, each):
    url = each.site + each.path
    http = StatusAndHeaders(each.status, list(each.headers), protocol="HTTP/1.1")
    warc = {"WARC-Date": each.date}
    if each.kind == "revisit":
        original = BytesIO(each.data)
        writer_record = writer.create_warc_record(
            url, "response", payload=original, http_headers=http
        )
        writer.ensure_digest(writer_record, block=False, payload=True)
        digest = writer_record.rec_headers.get_header("WARC-Payload-Digest")
        return writer.create_revisit_record(
            url, digest, SITE + each.refers_to, "2026-01-01T00:00:00Z", http, warc
        )
    if each.kind == "resource":
        return writer.create_warc_record(
            url, each.kind, BytesIO(each.data), len(each.data), "text/html", warc
        )
    return writer.create_warc_record(
        url, each.kind, payload=BytesIO(each.data), http_headers=http, warc_headers_dict=warc
    )


def write_wacz(file, warc, pages="", compression=zipfile.ZIP_STORED):
    with zipfile.ZipFile(file, "w", compression) as archive:
        archive.writestr("archive/data.warc.gz", warc.read_bytes())
        archive.writestr("pages/pages.jsonl", pages)


class _Page(Item):
    def __init__(self, path, data, mime):
        super().__init__()
        self._values = (path, data, mime)

    def get_path(self):
        return self._values[0]

    def get_title(self):
        return self._values[0]

    def get_mimetype(self):
        return self._values[2]

    def get_contentprovider(self):
        return StringProvider(self._values[1])

    def get_hints(self):
        return {Hint.FRONT_ARTICLE: True}


def write_zim(file, pages, redirects=(), mime="text/html", cluster=1 << 20):
    """Write pages (bytes by path), and redirects: path, title and target of each."""
    creator = Creator(file).config_indexing(False, "eng").config_clustersize(cluster)
    with creator:
        for path, data in pages.items():
            creator.add_item(_Page(path, data, "image/png" if path.endswith(".png") else mime))
        for path, title, target in redirects:
            creator.add_redirection(path, title, target, {Hint.FRONT_ARTICLE: True})
        creator.add_metadata("Date", "2026-02-03")
