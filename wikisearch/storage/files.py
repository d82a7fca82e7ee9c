"""Files of an index: written to stay, read back, or said to be damaged."""

import os
import shutil
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from wikisearch.errors import IndexDamagedError, rebuild

if TYPE_CHECKING:
    from array import array

PACKED = ".gz"
"""Suffix of files that are compressed."""

Found = TypeVar("Found")

_BLOCK = 1 << 20

_DAMAGE = (
    OSError,
    EOFError,
    zlib.error,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RecursionError,
)


def read_decoded(file: Path, decode: Callable[[bytes], Found]) -> Found:
    """Read and decode a file of a generation; raises IndexDamagedError for whatever goes wrong."""
    try:
        data = file.read_bytes()
        return decode(_unpacked(data) if file.suffix == PACKED else data)
    except _DAMAGE as error:
        raise IndexDamagedError(
            f"{file} is damaged ({error}); {rebuild(file.parent.parent)}"
        ) from error


def _unpacked(data: bytes) -> bytes:
    # Only updates read such files, and a query need not wait for it to load.
    import gzip  # noqa: PLC0415

    return gzip.decompress(data)


def damaged(directory: Path, error: BaseException) -> IndexDamagedError:
    """Error for the files of an engine, in the folder of a generation."""
    return IndexDamagedError(
        f"{directory}: the index is damaged ({error}); {rebuild(directory.parent)}"
    )


def write_text(file: Path, text: str) -> None:
    """Write a file, and wait until it is on the disk."""
    write_bytes(file, text.encode())


def write_bytes(file: Path, data: bytes) -> None:
    """Write a file, and wait until it is on the disk."""
    with file.open("wb") as opened:
        opened.write(data)
        opened.flush()
        os.fsync(opened.fileno())


def share(file: Path, directory: Path) -> None:
    """Give a folder a file: the same one under another name, or a copy where that fails."""
    try:
        os.link(file, directory / file.name)
    except OSError:  # a file system that knows no links, or allows no more
        shutil.copyfile(file, directory / file.name)


def stamp(file: Path) -> tuple[int, int]:
    """Size of a file, and CRC-32 of all of it."""
    size = checksum = 0
    with file.open("rb") as opened:
        while block := opened.read(_BLOCK):
            size += len(block)
            checksum = zlib.crc32(block, checksum)
    return size, checksum


def identity(file: Path) -> tuple[int, int]:
    """Tell whether two names are of one file: then this is the same for both."""
    status = file.stat()
    return status.st_dev, status.st_ino


def sync_files(directory: Path) -> None:
    """Wait until every file of a folder is on the disk."""
    for file in directory.iterdir():
        with file.open("rb") as opened:
            os.fsync(opened.fileno())


def little_endian(numbers: "array[int]") -> "array[int]":
    """Turn numbers round in place between this machine's order and that of the files."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
