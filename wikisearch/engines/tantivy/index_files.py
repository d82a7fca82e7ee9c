"""The files of a tantivy index, and our file of keys beside them."""

import json
import struct
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

from wikisearch.engines.read_errors import DAMAGE, read_errors
from wikisearch.model.cache_sizes import DOC_KEYS
from wikisearch.model.document import Document
from wikisearch.storage.files import share
from wikisearch.storage.temporary import TemporaryFolder, temporary_space

META = "meta.json"
KEYS = "keys"
"""Key and page of every document, one after the other."""

_SIZES = struct.Struct("<II")


def doc_key_bytes(document: Document) -> bytes:
    """Return key and page of a document as the keys file has them."""
    key = document.key.encode("utf-8", "surrogatepass")
    return _SIZES.pack(len(key), len(document.page)) + key


def doc_key_lookup(directory: Path) -> Callable[[int], tuple[str, str]]:
    """Return a function from the offset in the keys file to key and page of a document."""
    keys = _mapped(directory / KEYS)

    @lru_cache(DOC_KEYS)
    def doc_key_at(offset: int) -> tuple[str, str]:
        size, page_length = _SIZES.unpack_from(keys, offset)
        start = offset + _SIZES.size
        key = keys[start : start + size].decode("utf-8", "surrogatepass")
        return key, key[:page_length]

    return doc_key_at


def segments(directory: Path) -> list[dict[str, Any]]:
    """Return what tantivy records of each segment of an index."""
    found: list[dict[str, Any]] = json.loads((directory / META).read_bytes())["segments"]
    return found


@contextmanager
def links_to(files: Iterable[Path]) -> Iterator[str]:
    """Make a folder of links through which an index is opened, so that its own is not written.

    tantivy creates a lock file while it opens an index and while it starts to watch for changes.
    Raises ResourceError if there is no temporary folder, or no room in it.
    """
    with closing(TemporaryFolder("links")) as folder:
        with temporary_space():
            for file in files:
                _link(file, folder.path)
        yield str(folder.path)


def _link(file: Path, folder: Path) -> None:
    if sys.platform == "win32":  # a symbolic link needs a privilege there
        share(file, folder)
    else:
        (folder / file.name).symlink_to(file.absolute())


def tantivy_read_errors(directory: Path) -> read_errors:
    """Turn any exception caused by unreadable files into one error that names the folder."""
    return read_errors(directory, _is_damage)


def _is_damage(error: BaseException) -> bool:
    return isinstance(error, DAMAGE) or is_panic(error)


@contextmanager
def tantivy_write_errors() -> Iterator[None]:
    """Turn errors of Rust, usually of a full disk, into OSError."""
    try:
        yield
    except BaseException as error:
        if isinstance(error, ValueError) or is_panic(error):
            raise OSError(str(error)) from error
        raise


def is_panic(error: BaseException) -> bool:
    """Return whether Rust panicked; the class of that exception cannot be imported."""
    return type(error).__name__ == "PanicException"


def _mapped(file: Path) -> bytes | mmap:
    with file.open("rb") as opened:
        if not opened.seek(0, 2):
            return b""  # an empty file cannot be mapped
        return mmap(opened.fileno(), 0, access=ACCESS_READ)
