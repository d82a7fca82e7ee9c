"""Files that killed builds left in an index folder; they do no harm."""

import sys
from collections.abc import Collection, Iterator
from pathlib import Path

from wikisearch.model.check import Finding
from wikisearch.storage.file_lock import try_lock_exclusive
from wikisearch.storage.generations import MANIFEST, NEW_POINTER, generations
from wikisearch.storage.lock import is_locked
from wikisearch.storage.ownership import is_generation

_LEFT_BY_READERS = (".tantivy-meta.lock",)
"""Files that stay if a reader of the live index is killed; the next reader uses them again."""

REMEDY = "nothing to do; the next build deletes it"


def orphans(directory: Path, live: str, files: Collection[str] = ()) -> Iterator[Finding]:
    """Find orphans; `live` is the live generation, with these files beside its manifest.

    Files of a running build and generations held by readers are not orphans.
    """
    return _until_denied(_in_folder(directory, live, files))


def _until_denied(findings: Iterator[Finding]) -> Iterator[Finding]:
    """Findings until a file cannot be read, then a finding about that file."""
    try:
        yield from findings
    except OSError as error:
        problem = f"cannot be read ({error.strerror})"
        yield Finding(str(error.filename), problem, "make it readable", is_harmless=True)


def _in_folder(directory: Path, live: str, files: Collection[str]) -> Iterator[Finding]:
    if not directory.is_dir() or is_locked(directory):
        return
    if (directory / NEW_POINTER).exists():
        yield _finding(directory / NEW_POINTER, "is a pointer that never went live")
    for path in generations(directory):
        if path.name != live:
            yield from _until_denied(_generation_orphans(path, is_any_live=bool(live)))
    if live:
        for file in sorted((directory / live).iterdir()):
            if file.name not in (MANIFEST, *_LEFT_BY_READERS) and file.name not in files:
                yield _finding(file, "is not a file of this index")


def _generation_orphans(path: Path, *, is_any_live: bool) -> Iterator[Finding]:
    is_finished = (path / MANIFEST).is_file()
    if not is_generation(path):
        return
    if not is_finished:
        yield _finding(path, "is a generation that was never finished")
    elif is_any_live and not _is_held(path):
        yield _finding(path, "is a generation that is no longer in use")


def _finding(file: Path, problem: str) -> Finding:
    return Finding(str(file), problem, REMEDY, is_harmless=True)


def _is_held(path: Path) -> bool:
    """Whether a reader has it open; on Windows, it is not known before it is deleted."""
    if sys.platform == "win32":
        return True
    try:
        with (path / MANIFEST).open("rb") as manifest:
            return not try_lock_exclusive(manifest)
    except OSError:  # it was deleted meanwhile, or the file system has no locks
        return False
