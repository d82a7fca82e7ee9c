"""Which generations of an index are deleted, and when.

The live generation stays, and so does each one that a reader holds. The next build deletes the
others, together with what killed builds left.
"""

import shutil
import sys
import time
from contextlib import ExitStack, suppress
from pathlib import Path

from wikisearch.errors import IndexDamagedError, IndexNotFoundError, ResourceError
from wikisearch.storage.file_lock import try_lock_exclusive
from wikisearch.storage.files import open_binary
from wikisearch.storage.generations import MANIFEST, NEW_POINTER, generations, read_pointer
from wikisearch.storage.ownership import is_generation

_PAUSES = (0.01, 0.1, 0.5)
"""Seconds between attempts to delete a folder."""


def delete_old_generations(directory: Path) -> None:
    """Delete all generations but the live one and those that readers hold; raises OSError.

    The folder must be locked. Without a readable pointer, only unfinished ones are deleted.
    Folders that wikisearch did not write stay, whatever their names are.
    """
    (directory / NEW_POINTER).unlink(missing_ok=True)
    live = ""
    with suppress(IndexNotFoundError, IndexDamagedError, ResourceError):
        live = read_pointer(directory)
    for path in generations(directory):
        is_old = path.name != live and (live or not (path / MANIFEST).exists())
        if is_old and is_generation(path):
            _delete_unless_held(path)


def delete_generation(path: Path) -> None:
    """Delete a folder; the next build deletes what cannot be deleted now."""
    for pause in _PAUSES:
        shutil.rmtree(path, ignore_errors=True)
        if not path.exists():
            return
        time.sleep(pause)  # a thread of an engine that failed may still write


def _delete_unless_held(path: Path) -> None:
    """Delete a generation that no reader holds, so that no reader opens it meanwhile."""
    if sys.platform == "win32":
        try:
            (path / MANIFEST).unlink(missing_ok=True)  # fails while a reader has it open
        except PermissionError:
            return
        delete_generation(path)
        return
    with ExitStack() as stack:
        # A generation that was never finished has no manifest; some file systems have no locks.
        with suppress(OSError):
            if not try_lock_exclusive(stack.enter_context(open_binary(path / MANIFEST))):
                return
        delete_generation(path)
