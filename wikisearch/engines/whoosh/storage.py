"""Files of a Whoosh index, opened so that nothing in them can run.

Whoosh keeps small tables as pickles, and a pickle may name any function to call. Here one may hold
numbers, strings and containers of them, and names nothing.
"""

import mmap
import pickle
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.filetables import FileFormatError
from whoosh.filedb.structfile import BufferFile

from wikisearch.errors import IndexDamagedError

_DAMAGE = (
    struct.error,
    zlib.error,
    pickle.UnpicklingError,
    FileFormatError,
    EOFError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
)
"""What Python and Whoosh raise over bytes that are not what was written."""


class PlainUnpickler(pickle.Unpickler):
    """Loads plain values, and refuses to look up anything by name."""

    def find_class(self, module: str, name: str) -> NoReturn:
        """Refuse."""
        raise IndexDamagedError(
            f"the index names {module}.{name}, which no index of ours does; "
            "it may be an attack: delete it and run: wikisearch index"
        )


class PlainFile(BufferFile):  # type: ignore[misc]
    """A file of the index in memory, whose pickles are plain values."""

    def read_pickle(self) -> Any:
        """Read one pickled plain value."""
        return PlainUnpickler(self.file).load()

    def close(self) -> None:
        """Let go of the map."""
        self._buf.release()
        super().close()


class PlainStorage(FileStorage):  # type: ignore[misc]
    """A folder of such files."""

    def open_file(self, name: str, *_: Any, **__: Any) -> PlainFile:
        """Map a file into memory."""
        with Path(self.folder, name).open("rb") as file:
            if not file.seek(0, 2):
                return PlainFile(memoryview(b""), name=name)
            return PlainFile(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)), name)


@contextmanager
def reading(directory: Path) -> Iterator[None]:
    """Report whatever goes wrong while a damaged index is read as one clear error."""
    try:
        yield
    except FileNotFoundError as error:
        raise IndexDamagedError(
            f"{directory}: {Path(error.filename or '').name} is missing; run: wikisearch index"
        ) from error
    except _DAMAGE as error:
        raise IndexDamagedError(
            f"{directory}: the index is damaged ({error}); run: wikisearch index"
        ) from error
