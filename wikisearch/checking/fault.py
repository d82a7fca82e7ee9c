"""A file, and what is wrong with it: an error that does not end the check."""

from pathlib import Path
from typing import NamedTuple

from wikisearch.errors import BadIndexError

MOST_NAMED = 3
"""Names in one sentence; the rest is counted."""


class Fault(NamedTuple):
    """Something that building the index anew would mend."""

    file: Path
    problem: str


def fault_of(error: BadIndexError, file: Path) -> Fault:
    """Take an error apart: it begins with what it is about and ends with the remedy."""
    problem, _, _ = str(error).rpartition("; run: ")
    return Fault(file, problem.removeprefix(str(file)).lstrip(": "))


def some(names: set[str]) -> str:
    """Name a few of many."""
    listed = sorted(names)
    more = f" and {len(listed) - MOST_NAMED:,} more" if len(listed) > MOST_NAMED else ""
    return ", ".join(map(repr, listed[:MOST_NAMED])) + more
