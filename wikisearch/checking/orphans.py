"""What builds that were killed left in the folder of an index; it does no harm."""

import fcntl
from collections.abc import Collection, Iterator
from pathlib import Path

from wikisearch.model.check import Finding
from wikisearch.storage.generations import MANIFEST, POINTER, generations
from wikisearch.storage.lock import is_locked

REMEDY = "nothing to do; the next build that writes clears it away"


def orphans(directory: Path, live: str, files: Collection[str] = ()) -> Iterator[Finding]:
    """Find it; `live` is the generation in use, with these files besides its manifest.

    What a build under way is writing is not left over, nor is what an open reader holds.
    """
    return _as_far_as_allowed(_of_folder(directory, live, files))


def _as_far_as_allowed(findings: Iterator[Finding]) -> Iterator[Finding]:
    try:
        yield from findings
    except OSError as error:
        problem = f"cannot be looked at ({error.strerror})"
        yield Finding(str(error.filename), problem, "make it readable", is_harmless=True)


def _of_folder(directory: Path, live: str, files: Collection[str]) -> Iterator[Finding]:
    if not directory.is_dir() or is_locked(directory):
        return
    if (directory / f"{POINTER}.new").exists():
        yield _finding(directory / f"{POINTER}.new", "is a pointer that never went live")
    for path in generations(directory):
        if path.name != live:
            yield from _as_far_as_allowed(_of_generation(path, is_any_live=bool(live)))
    if live:
        for file in sorted((directory / live).iterdir()):
            if file.name != MANIFEST and file.name not in files:
                yield _finding(file, "is no file of this index")


def _of_generation(path: Path, *, is_any_live: bool) -> Iterator[Finding]:
    if not (path / MANIFEST).is_file():
        yield _finding(path, "is a generation that was never finished")
    elif is_any_live and not _is_held(path):
        yield _finding(path, "is a generation that is not in use any more")


def _finding(file: Path, problem: str) -> Finding:
    return Finding(str(file), problem, REMEDY, is_harmless=True)


def _is_held(path: Path) -> bool:
    """Whether a reader has it open."""
    try:
        with (path / MANIFEST).open("rb") as manifest:
            fcntl.flock(manifest, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:  # it was collected meanwhile, or there are no locks to tell by
        return False
    return False
