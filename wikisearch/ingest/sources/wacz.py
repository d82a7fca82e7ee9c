"""WACZ: a zip file with WARC files and the list of their pages."""

import json
import os
import shutil
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from lzma import LZMAError
from pathlib import Path
from typing import NamedTuple

from wikisearch.errors import ResourceError, SourceError
from wikisearch.ingest.sources.warc_records import Part

_WARC = (".warc", ".warc.gz")
_PAGES = ("pages/pages.jsonl", "pages/extraPages.jsonl")
_MAX_PAGES = 1_000_000
_MAX_LINE_LENGTH = 1 << 20
_STEP = 1 << 12

_LOCAL_HEADER = struct.Struct("<4s2xHH8xI4xHH")
"""Start of a member: its signature, flags, compression, size, length of its name and of extras."""
_SIGNATURE = b"PK\x03\x04"
_SIZE_FOLLOWS = 8
_UNKNOWN_SIZE = 0xFFFFFFFF
_DAMAGED = (zipfile.BadZipFile, zlib.error, LZMAError, EOFError, NotImplementedError, RuntimeError)


class WaczContent(NamedTuple):
    """The WARC files in a WACZ file, and the addresses of its pages."""

    parts: tuple[Part, ...]
    pages: tuple[str, ...] = ()
    """Pages that were visited, without those of frames in them."""
    warnings: tuple[str, ...] = ()


def read_wacz(path: Path, folder: Callable[[], Path]) -> WaczContent:
    """Find the WARC files; those that the zip file compresses again go to a temporary folder.

    Raises SourceError for another file, and ResourceError if the temporary folder is too small.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _content(path, archive, folder)
    except (ValueError, NotImplementedError, zipfile.BadZipFile) as error:
        parts = tuple(_parts_before_cut(path))
        if not parts:
            raise SourceError(path, f"is not a WACZ file: {error}", "download it again") from error
        problem = f"{path.name}: is cut off or damaged ({error}); what is before that is used"
        return WaczContent(parts, warnings=(problem,))


def _content(path: Path, archive: zipfile.ZipFile, folder: Callable[[], Path]) -> WaczContent:
    members = [each for each in archive.infolist() if each.filename.lower().endswith(_WARC)]
    members.sort(key=lambda each: each.filename)
    packed = [each for each in members if each.compress_type != zipfile.ZIP_STORED]
    place = folder() if packed else path.parent
    _check_space(place, sum(each.file_size for each in packed))
    parts, warnings = [], []
    for number, member in enumerate(members):
        name = f"{path.name}/{member.filename}"
        file, start, size = path, member.header_offset, member.file_size
        if member in packed:
            file, start = place / f"{number}.warc", 0
            warnings.append(_unpack(archive, member, file, name))
            size = file.stat().st_size
        else:
            start = _start(path, member.header_offset)
        parts.append(Part(name, file, start, size))
    return WaczContent(tuple(parts), tuple(_page_urls(archive)), tuple(filter(None, warnings)))


def _check_space(folder: Path, size: int) -> None:
    if size and (free := shutil.disk_usage(folder).free) < size:
        problem = f"{size:,} bytes are needed, and {free:,} are free"
        raise ResourceError(folder, problem, "free some space, or set TMPDIR", transient=True)


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, file: Path, name: str) -> str:
    """Write a member to a file, up to its first damaged byte; return a warning."""
    try:
        with file.open("wb") as unpacked:
            try:
                with archive.open(member) as packed:
                    while data := packed.read(_STEP):  # a longer read loses more to damage
                        unpacked.write(data)
            except _DAMAGED as error:
                return f"{name}: is damaged after byte {unpacked.seek(0, os.SEEK_CUR):,}: {error}"
    except OSError as error:
        problem = f"cannot be written ({error.strerror or error})"
        remedy = "free some space, or set TMPDIR to another folder"
        raise ResourceError(file.parent, problem, remedy, transient=True) from error
    return ""


def _page_urls(archive: zipfile.ZipFile) -> Iterator[str]:
    for name in set(_PAGES).intersection(archive.namelist()):
        try:
            with archive.open(name) as lines:
                for _ in range(_MAX_PAGES):
                    line = lines.readline(_MAX_LINE_LENGTH)
                    if not line:
                        break
                    yield from _url(line)
        except _DAMAGED:
            continue  # without the list, all hosts are read


def _url(line: bytes) -> Iterator[str]:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        return
    if isinstance(values, dict) and isinstance(values.get("url"), str):
        yield values["url"]


def _start(path: Path, offset: int) -> int:
    """Return where the content of a member starts: after its header, its name and extra fields."""
    with path.open("rb") as file:
        file.seek(offset)
        head = file.read(_LOCAL_HEADER.size)
    if len(head) < _LOCAL_HEADER.size:
        raise zipfile.BadZipFile(f"a member is at byte {offset:,}, beyond the end")
    header = _LOCAL_HEADER.unpack(head)
    return offset + _LOCAL_HEADER.size + int(header[4]) + int(header[5])


def _parts_before_cut(path: Path) -> Iterator[Part]:
    """Find the WARC files without the list of members, which is at the end of a zip file."""
    with path.open("rb") as file:
        end = path.stat().st_size
        offset = 0
        while len(head := file.read(_LOCAL_HEADER.size)) == _LOCAL_HEADER.size:
            signature, flags, method, size, *lengths = _LOCAL_HEADER.unpack(head)
            if signature != _SIGNATURE:
                return
            name = file.read(lengths[0]).decode("utf-8", "replace")
            start = offset + _LOCAL_HEADER.size + sum(lengths)
            is_open = bool(flags & _SIZE_FOLLOWS) or size == _UNKNOWN_SIZE
            offset = end if is_open else start + size
            if name.lower().endswith(_WARC) and method == zipfile.ZIP_STORED and start < end:
                yield Part(f"{path.name}/{name}", path, start, min(offset, end) - start)
            file.seek(offset)
