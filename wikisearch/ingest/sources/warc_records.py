"""WARC records -> captures. The only module that knows warcio, with `warc.py`."""

import re
import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import BinaryIO, NamedTuple

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from wikisearch.errors import SourceError
from wikisearch.ingest.html.content_type import parse_content_type
from wikisearch.ingest.sources.captures import Answer, Capture, Location
from wikisearch.ingest.sources.content_encodings import UNPACKERS, unpacked
from wikisearch.ingest.sources.page_source import HTML_TYPES
from wikisearch.ingest.url_paths import host_and_path

READ_ERRORS = (ArchiveLoadFailed, AttributeError, EOFError, OSError, ValueError, zlib.error)
"""What warcio raises for damaged records; AttributeError if a header has no address."""

_GONE = (404, 410)
_REDIRECTS = (301, 302, 303, 307, 308)
_PERMANENT = (301, 308)


class Part(NamedTuple):
    """A WARC file, alone or inside of a zip file."""

    name: str
    """Name in warnings."""
    file: Path
    start: int
    size: int


class Window:
    """The bytes of a part; warcio counts them itself."""

    def __init__(self, part: Part, stream: BinaryIO, offset: int = 0) -> None:
        self._stream = stream
        self._at = offset
        self._size = part.size
        stream.seek(part.start + offset)

    def read(self, size: int = -1) -> bytes:
        """Read up to `size` bytes."""
        left = max(0, self._size - self._at)
        data = self._stream.read(left if size < 0 else min(size, left))
        self._at += len(data)
        return data


class RecordReader:
    """Reads all records of a part; stops at a damaged one, and has a warning then."""

    def __init__(self, number: int, part: Part) -> None:
        self._number = number
        self._part = part
        self.warning = ""

    def captures(self) -> Iterator[Capture]:
        """Yield the captures of web pages; raises SourceError for a file that is not a WARC."""
        end = 0
        with self._part.file.open("rb") as stream, redirect_stderr(StringIO()):
            records = ArchiveIterator(Window(self._part, stream))
            try:
                for record in records:
                    capture = _capture(record, Location(self._number, 0))
                    offset, length = records.get_record_offset(), records.get_record_length()
                    if _is_cut(record):
                        return self._warn(offset, "the record is cut off")
                    end = offset + length
                    if capture is not None:
                        yield _at(capture, Location(self._number, offset))
            except READ_ERRORS as error:
                self._check(error, end)
                return self._warn(end, _reason(error))
        if end < self._part.size:
            self._warn(end, "no record follows")
        return None

    def _warn(self, offset: int, problem: str) -> None:
        self.warning = (
            f"{self._part.name}: cannot be read from byte {offset:,} on: {problem}; "
            "the records before it are used"
        )

    def _check(self, error: Exception, end: int) -> None:
        if "non-chunked gzip" in str(error):
            raise SourceError(
                self._part.name,
                "is compressed as a whole, and not record by record",
                "run: warcio recompress OLD NEW",
            ) from error
        if not end:
            raise SourceError(
                self._part.name,
                f"is not a WARC file: {_reason(error)}",
                "name a .warc or .warc.gz file",
            ) from error


def read_record(part: Part, offset: int, limit: int) -> bytes:
    """Return the content of a record, up to some bytes; raises one of READ_ERRORS."""
    with part.file.open("rb") as stream, redirect_stderr(StringIO()):
        record = next(iter(ArchiveIterator(Window(part, stream, offset))))
        headers = record.http_headers
        encoding = (headers.get_header("Content-Encoding") or "").strip().lower() if headers else ""
        if encoding in UNPACKERS:
            is_chunked = headers.get_header("Transfer-Encoding") == "chunked"
            raw = ChunkedDataReader(record.raw_stream) if is_chunked else record.raw_stream
            return unpacked(raw, encoding, limit)
        content, parts, size = record.content_stream(), [], 0
        while size <= limit and (data := content.read(1 << 16)):
            parts.append(data)
            size += len(data)
    return b"".join(parts)


def _reason(error: Exception) -> str:
    if isinstance(error, AttributeError):
        return "the header of a record is damaged"
    return " ".join(str(error).split())[:200] or type(error).__name__


def _is_cut(record: ArcWarcRecord) -> bool:
    """Return whether a record has less content than its header names, or no HTTP answer in it."""
    if record.length is None or getattr(record.raw_stream, "limit", 0) > 0:
        return True
    return record.rec_type == "response" and not record.length


def _capture(record: ArcWarcRecord, body: Location) -> Capture | None:
    """Return what a record captured; None for requests, errors and other addresses."""
    get = record.rec_headers.get_header
    url, kind = get("WARC-Target-URI") or "", record.rec_type
    place = host_and_path(url)
    if place is None or kind not in ("response", "revisit", "resource"):
        return None
    http = record.http_headers
    status = _status(http.get_statuscode()) if http else 200 if kind != "response" else 0
    content_type = (http.get_header("Content-Type") if http else None) or ""
    if kind == "resource":
        content_type = get("Content-Type") or ""
    media_type, charset = parse_content_type(content_type)
    answer = _answer(status, media_type, is_revisit=kind == "revisit")
    if answer is None:
        return None
    return Capture(
        url,
        place,
        get("WARC-Date") or "",
        answer,
        None if kind == "revisit" else body,
        get("WARC-Payload-Digest") or "",
        charset,
        (http.get_header("Location") if http else None) or "",
        status in _PERMANENT,
        get("WARC-Refers-To-Target-URI") or "",
    )


def _at(capture: Capture, body: Location) -> Capture:
    """Return a capture with its place, which is known when the record was read."""
    return replace(capture, body=body) if capture.body is not None else capture


def _status(code: str | None) -> int:
    return int(code) if code and re.fullmatch("[1-5][0-9][0-9]", code) else 0


def _answer(status: int, mime: str, *, is_revisit: bool) -> Answer | None:
    """Return what an answer means; None for one that changes nothing, such as an error."""
    if status in _REDIRECTS:
        return Answer.REDIRECT
    if status in _GONE:
        return Answer.NO_PAGE
    if status not in (200, 304):
        return None
    if mime in HTML_TYPES or (is_revisit and not mime):
        return Answer.PAGE
    return Answer.NO_PAGE if mime else None
