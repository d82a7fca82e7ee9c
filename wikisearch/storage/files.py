"""Read and write single files of an index."""

import os
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from wikisearch._lazy import lazy_module
from wikisearch.storage.io_errors import DECODE_ERRORS, read_error

if TYPE_CHECKING:
    import gzip
    import shutil
    from array import array
else:  # a query reads no compressed file, and copies none
    gzip = lazy_module("gzip")
    shutil = lazy_module("shutil")

PACKED = ".gz"
"""Suffix of compressed files."""

Decoded = TypeVar("Decoded")

_BLOCK = 1 << 20


def read_decoded(file: Path, decode: Callable[[bytes], Decoded]) -> Decoded:
    """Read and decode a file of a generation.

    Raises IndexDamagedError, or ResourceError where no file handle is left.
    """
    try:
        data = file.read_bytes()
        return decode(gzip.decompress(data) if file.suffix == PACKED else data)
    except (OSError, *DECODE_ERRORS) as error:
        raise read_error(file, file.parent.parent, error, "is damaged") from error


def write_text(file: Path, text: str) -> None:
    """Write a file durably."""
    write_bytes(file, text.encode())


def write_bytes(file: Path, data: bytes) -> None:
    """Write a file durably."""
    with file.open("wb") as opened:
        opened.write(data)
        opened.flush()
        os.fsync(opened.fileno())


def share(file: Path, directory: Path) -> None:
    """Hard-link a file into a folder, or copy it durably where links fail."""
    try:
        os.link(file, directory / file.name)
    except OSError:  # the file system has no links, or allows no more
        shutil.copyfile(file, directory / file.name)
        sync(directory / file.name)


def stamp(file: Path) -> tuple[int, int]:
    """Size of a file, and CRC-32 of its content."""
    size = checksum = 0
    with file.open("rb") as opened:
        while block := opened.read(_BLOCK):
            size += len(block)
            checksum = zlib.crc32(block, checksum)
    return size, checksum


def inode_id(file: Path) -> tuple[int, int]:
    """Device and inode: equal for two names of one file."""
    status = file.stat()
    return status.st_dev, status.st_ino


def sync_files(directory: Path) -> None:
    """Write all files of a folder to the disk."""
    for file in directory.iterdir():
        sync(file)


def sync(path: Path) -> None:
    """Write the content of a file, or the names in a folder, to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def little_endian(numbers: "array[int]") -> "array[int]":
    """Swap bytes in place between the order of this machine and that of the files."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
