"""Which folders wikisearch wrote: only these are ever changed or deleted.

A generation is proven by its manifest, or by the marker that a build writes first. An index folder
is proven by a generation in it. A new index needs a new or empty folder.
"""

import json
from contextlib import suppress
from pathlib import Path

from wikisearch.errors import BadIndexError, IndexWriteError, ResourceError
from wikisearch.storage.files import read_bytes
from wikisearch.storage.generations import (
    MANIFEST,
    MAX_MANIFEST_BYTES,
    NEW_POINTER,
    POINTER,
    generations,
    live_manifest,
    read_pointer,
)
from wikisearch.storage.lock import LOCK, is_lock_file

MARKER = "wikisearch-generation"
"""First file of a generation."""

MARKER_TEXT = "wikisearch writes and deletes this folder.\n"

_HARMLESS = {
    ".DS_Store",
    ".gitignore",
    ".gitkeep",
    ".keep",
    "Thumbs.db",
    "desktop.ini",
    "lost+found",
}
"""Files that other programs put into an empty folder."""

_KEYS = {"format", "engine", "analyzer", "source", "built", "files"}
"""Keys of the manifest in every format."""


def require_ours(directory: Path) -> None:
    """Raise IndexWriteError unless the folder is new, empty or an index; raises OSError."""
    if not directory.is_dir() or is_index(directory):
        return
    names = names_in(directory)
    if names and not _is_left_by_killed_build(directory, names):
        with suppress(BadIndexError):
            live_manifest(directory)  # raises ResourceError where no file handle is left
        raise IndexWriteError(
            directory,
            f"the folder is not empty and is not an index (it contains {min(names)})",
            "name a new or empty folder for the index",
        )


def names_in(directory: Path) -> set[str]:
    """Names in a folder, except those that other programs put into an empty one; raises OSError."""
    return {path.name for path in directory.iterdir()} - _HARMLESS


def is_index(directory: Path) -> bool:
    """Whether a folder has a generation that wikisearch wrote; raises OSError."""
    return directory.is_dir() and any(map(_is_proven, generations(directory)))


def is_generation(path: Path) -> bool:
    """Whether wikisearch wrote this folder, finished or not; False for an unreadable folder."""
    return _is_empty(path) or _is_proven(path)


def source_of(path: Path) -> str | None:
    """Source in the manifest of a generation, of any format; None without a manifest of ours."""
    try:
        facts = json.loads(read_bytes(path / MANIFEST, MAX_MANIFEST_BYTES))
    except (OSError, ValueError, RecursionError):
        return None
    return str(facts["source"]) if isinstance(facts, dict) and facts.keys() >= _KEYS else None


def _is_proven(path: Path) -> bool:
    """Whether a folder has the marker or a manifest of a build."""
    if path.is_symlink() or not path.is_dir():
        return False
    with suppress(OSError):
        marker = read_bytes(path / MARKER, len(MARKER_TEXT))
        if MARKER_TEXT.encode().startswith(marker):
            return True
    return source_of(path) is not None


def _is_empty(path: Path) -> bool:
    """Whether it is an empty folder: a build may have been killed before it wrote the marker."""
    with suppress(OSError):
        return not path.is_symlink() and not any(path.iterdir())
    return False


def _is_left_by_killed_build(directory: Path, names: set[str]) -> bool:
    """Whether it has a lock of ours, and beside it only a pointer and empty generations."""
    others = names - {path.name for path in generations(directory) if _is_empty(path)}
    if not others <= {LOCK, POINTER, NEW_POINTER} or not is_lock_file(directory / LOCK):
        return False
    try:
        return POINTER not in names or bool(read_pointer(directory))
    except (BadIndexError, ResourceError):
        return False
