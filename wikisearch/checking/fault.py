"""A fault of an index: a value, so that the check goes on after the first one."""

from pathlib import Path
from typing import NamedTuple

from wikisearch.errors import BadIndexError

MAX_NAMED = 3
"""Most names listed in one sentence; the others are counted."""


class Fault(NamedTuple):
    """A problem that a new build would solve."""

    file: Path
    problem: str


def fault_of(error: BadIndexError, directory: Path) -> Fault:
    """Convert an error about a file in `directory`, or about anything else in the index there."""
    file = Path(error.subject)
    if file == directory or directory in file.parents:
        return Fault(file, error.problem)
    return Fault(directory, f"{error.subject} {error.problem}".strip())


def list_some(names: set[str]) -> str:
    """List a few names."""
    listed = sorted(names)
    more = f" and {len(listed) - MAX_NAMED:,} more" if len(listed) > MAX_NAMED else ""
    return ", ".join(map(repr, listed[:MAX_NAMED])) + more
