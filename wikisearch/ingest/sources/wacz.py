"""WACZ: a zip file with WARC files and the list of their pages."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

from wikisearch.errors import SourceError
from wikisearch.ingest.sources.warc_records import Part

_WARC = (".warc", ".warc.gz")
_PAGES = ("pages/pages.jsonl", "pages/extraPages.jsonl")
_HEADER = 30
"""Bytes before the name in the header of a member."""
_MOST_PAGES = 1_000_000
_LONGEST_LINE = 1 << 20


def warc_parts(path: Path) -> tuple[Part, ...]:
    """Return the WARC files in a WACZ file; raises SourceError."""
    with _opened(path) as archive:
        members = [each for each in archive.infolist() if each.filename.lower().endswith(_WARC)]
        for member in members:
            if member.compress_type != zipfile.ZIP_STORED:
                raise SourceError(
                    path,
                    f"{member.filename} is compressed again",
                    "unzip it, and name the WARC file",
                )
        return tuple(
            Part(f"{path.name}/{each.filename}", path, _start(path, each), each.file_size)
            for each in sorted(members, key=lambda each: each.filename)
        )


def page_hosts(path: Path) -> Iterator[str]:
    """Yield the addresses of the pages that were visited, without those of frames in them."""
    with _opened(path) as archive:
        for name in set(_PAGES).intersection(archive.namelist()):
            with archive.open(name) as lines:
                for _ in range(_MOST_PAGES):
                    line = lines.readline(_LONGEST_LINE)
                    if not line:
                        break
                    yield from _url(line)


def _url(line: bytes) -> Iterator[str]:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        return
    if isinstance(values, dict) and isinstance(values.get("url"), str):
        yield values["url"]


def _start(path: Path, member: zipfile.ZipInfo) -> int:
    """Return where the content of a member starts: after its header, its name and extra fields."""
    with path.open("rb") as file:
        file.seek(member.header_offset)
        header = file.read(_HEADER)
    lengths = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    return member.header_offset + _HEADER + lengths


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise SourceError(path, f"is no WACZ file: {error}", "download it again") from error
