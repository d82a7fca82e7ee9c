"""`segments.json`: which segments an index has, and what is known of each beside its files."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

_FILE = "segments.json"
INDEX_NAME = "wiki"
"""Prefix of the names of all segments."""

_NAME = re.compile(rf"{INDEX_NAME}_([1-9]\d{{0,8}})", re.ASCII)
_MAX_FILE_BYTES = 1 << 25

MAX_DOCUMENTS = 1 << 23
"""Of a segment; hundreds of times more than Whoosh is fast enough for."""


class SegmentEntry(NamedTuple):
    """One segment of the list."""

    number: int
    documents: int
    """Documents in its files, deleted ones included."""

    with_tokens: int
    """Live documents with a scored token."""

    total_length: int
    """Scored tokens of all live documents."""

    deleted: tuple[int, ...]
    """Deleted documents, ascending; the files still contain them."""

    @property
    def name(self) -> str:
        """Name of its files, without extension."""
        return f"{INDEX_NAME}_{self.number}"

    def as_json(self) -> dict[str, object]:
        """Return the entry as it is written."""
        return {
            "name": self.name,
            "documents": self.documents,
            "with_tokens": self.with_tokens,
            "total_length": self.total_length,
            "deleted": list(self.deleted),
        }


def read_segment_list(directory: Path) -> list[SegmentEntry]:
    """Read and check the list; raises OSError, ValueError, LookupError or TypeError."""
    with (directory / _FILE).open("rb") as file:
        data = file.read(_MAX_FILE_BYTES + 1)
    if len(data) > _MAX_FILE_BYTES:
        raise ValueError(f"{_FILE} has more than {_MAX_FILE_BYTES} bytes")
    listed = json.loads(data)
    if not isinstance(listed, list) or not listed:
        raise ValueError(f"{_FILE} lists no segments")
    entries = [_entry(facts) for facts in listed]
    if len({entry.number for entry in entries}) < len(entries):
        raise ValueError(f"{_FILE} lists a segment twice")
    return entries


def write_segment_list(directory: Path, entries: Iterable[SegmentEntry]) -> None:
    """Write the list."""
    text = json.dumps([entry.as_json() for entry in entries])
    (directory / _FILE).write_text(text, encoding="utf-8")


def _entry(facts: dict[str, Any]) -> SegmentEntry:
    name = _NAME.fullmatch(facts["name"])
    if not name:
        raise ValueError(f"{_FILE} has a segment called {facts['name']!r}")
    documents = _number(facts, "documents", MAX_DOCUMENTS)
    deleted = tuple(facts["deleted"])
    if any(type(number) is not int for number in deleted):
        raise ValueError(f"{name[0]} has deleted documents that are not numbers")
    if deleted and (min(deleted) < 0 or max(deleted) >= documents):
        raise ValueError(f"{name[0]} has deleted documents that are not its own")
    live = documents - len(set(deleted))
    with_tokens = _number(facts, "with_tokens", live)
    total_length = _number(facts, "total_length", 1 << 48)
    if total_length < with_tokens:
        raise ValueError(f"{name[0]} has fewer tokens than documents with tokens")
    return SegmentEntry(int(name[1]), documents, with_tokens, total_length, deleted)


def _number(facts: dict[str, Any], key: str, limit: int) -> int:
    number = facts[key]
    if type(number) is not int or not 0 <= number <= limit:
        raise ValueError(f"{facts['name']}: {key} is {number!r}, and not from 0 to {limit}")
    return number
