"""Read and write single files of an index.

An index folder may come from a stranger. Only regular files are opened, never a link, a pipe or a
device. The size of a file is checked before it is read.
"""

import os
import stat
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from wikisearch._lazy import lazy_module
from wikisearch.storage.io_errors import DECODE_ERRORS, read_error

if TYPE_CHECKING:
    import shutil
    from array import array
else:  # a query copies no file
    shutil = lazy_module("shutil")

GZIP_SUFFIX = ".gz"
"""Suffix of compressed files."""

Decoded = TypeVar("Decoded")

MAX_FILE_BYTES = 1 << 32
"""Maximum size of a file that is read as a whole."""

_FLAGS = ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY")
"""Of these, a system has those that it needs."""

_PAUSES = (0.01, 0.05, 0.2, 0.5)
"""Seconds between attempts, on Windows."""

_BLOCK = 1 << 20
_MIN_UNPACKED_LIMIT = 1 << 26
_MAX_RATIO = 100
"""Maximum ratio of the unpacked to the packed size; that of real files is about 10."""

_GZIP = 31
"""Parameter `wbits` of zlib for a gzip file with its checksum."""


def open_descriptor(file: Path, flags: int = os.O_RDONLY) -> int:
    """Open a regular file and return its descriptor; raises OSError for anything else.

    A link is not followed, and a pipe does not block.
    """
    if sys.platform == "win32" and file.is_symlink():
        raise OSError(f"{file.name} is a link")
    for name in _FLAGS:
        flags |= getattr(os, name, 0)
    descriptor = os.open(file, flags, 0o666)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(f"{file.name} is not a regular file")
    return descriptor


def open_binary(file: Path) -> BinaryIO:
    """Open a regular file to read it; raises OSError for anything else."""
    return os.fdopen(open_descriptor(file), "rb")


def read_bytes(file: Path, limit: int = MAX_FILE_BYTES) -> bytes:
    """Read a regular file; raises OSError, also if it has more than `limit` bytes."""
    with open_binary(file) as source:
        size = os.fstat(source.fileno()).st_size
        if size > limit:
            raise OSError(f"{file.name} has {size:,} bytes, and more than {limit:,} are not read")
        return source.read(limit)


def read_decoded(file: Path, decode: Callable[[bytes], Decoded]) -> Decoded:
    """Read and decode a file of a generation.

    Raises IndexDamagedError, or ResourceError where no file handle is left.
    """
    try:
        data = read_bytes(file)
        return decode(_unpacked(data) if file.suffix == GZIP_SUFFIX else data)
    except (OSError, MemoryError, *DECODE_ERRORS) as error:
        raise read_error(file, file.parent.parent, error, "is damaged") from error


def _unpacked(data: bytes) -> bytes:
    """Decompress a file; raises ValueError for one that unpacks to far too much."""
    limit = max(_MIN_UNPACKED_LIMIT, _MAX_RATIO * len(data))
    unpacker = zlib.decompressobj(_GZIP)
    unpacked = unpacker.decompress(data, limit)
    if not unpacker.eof or unpacker.unused_data:
        raise ValueError("it is cut short, or its unpacked size is not plausible")
    return unpacked


def write_text(file: Path, text: str) -> None:
    """Write a file durably."""
    write_bytes(file, text.encode())


def write_bytes(file: Path, data: bytes) -> None:
    """Write a file durably."""
    with file.open("wb") as target:
        target.write(data)
        target.flush()
        os.fsync(target.fileno())


def share(file: Path, directory: Path) -> None:
    """Hard-link a file into a folder, or copy it durably where links fail."""
    try:
        os.link(file, directory / file.name)
    except OSError:  # the file system has no links, or allows no more
        shutil.copyfile(file, directory / file.name)
        sync(directory / file.name)


def stamp(file: Path) -> tuple[int, int]:
    """Size of a file, and CRC-32 of its content; raises OSError."""
    with open_binary(file) as source:
        return _stamp(source)


def has_stamp(file: Path, expected: tuple[int, int]) -> bool:
    """Whether a file has this size and checksum; one of another size is not read."""
    with open_binary(file) as source:
        size, _ = expected
        return os.fstat(source.fileno()).st_size == size and _stamp(source) == expected


def _stamp(source: BinaryIO) -> tuple[int, int]:
    size = checksum = 0
    while block := source.read(_BLOCK):
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
    if sys.platform == "win32":
        if path.is_dir():  # it cannot be opened; NTFS keeps a journal of names
            return
        flags = os.O_RDWR  # a file opened for reading cannot be synced
    else:
        flags = os.O_RDONLY
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def retry_denied(call: Callable[[], Decoded]) -> Decoded:
    """Call, and repeat what Windows denies while another process has the file open, up to 0.8 s."""
    for pause in _PAUSES if sys.platform == "win32" else ():
        try:
            return call()
        except PermissionError:
            time.sleep(pause)
    return call()


def little_endian(numbers: "array[int]") -> "array[int]":
    """Swap bytes in place between the order of this machine and that of the files."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
