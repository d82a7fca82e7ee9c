"""`segments.json`: which segments an index has, and what is known of each beside its files."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from wikisearch.storage.files import read_bytes

_FILE = "segments.json"
INDEX_NAME = "wiki"
"""Prefix of the names of all segments."""

_MAX_FILE_BYTES = 1 << 25
_MAX_DIGITS = 9

MAX_DOCUMENTS = 1 << 23
"""Of a segment; more than a hundred times what Whoosh is fast enough for."""


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
    listed = json.loads(read_bytes(directory / _FILE, _MAX_FILE_BYTES))
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
    name = facts["name"]
    number = _segment_number(name)
    documents = _count(facts, "documents", MAX_DOCUMENTS)
    deleted = tuple(facts["deleted"])
    if any(type(number) is not int for number in deleted):
        raise ValueError(f"{name} has deleted documents that are not numbers")
    if deleted and (min(deleted) < 0 or max(deleted) >= documents):
        raise ValueError(f"{name} has deleted documents that are not its own")
    live = documents - len(set(deleted))
    with_tokens = _count(facts, "with_tokens", live)
    total_length = _count(facts, "total_length", 1 << 48)
    if total_length < with_tokens:
        raise ValueError(f"{name} has fewer tokens than documents with tokens")
    return SegmentEntry(number, documents, with_tokens, total_length, deleted)


def _segment_number(name: str) -> int:
    prefix, _, digits = name.partition("_")
    is_number = digits.isascii() and digits.isdecimal() and not digits.startswith("0")
    if prefix != INDEX_NAME or not is_number or len(digits) > _MAX_DIGITS:
        raise ValueError(f"{_FILE} has a segment called {name!r}")
    return int(digits)


def _count(facts: dict[str, Any], key: str, limit: int) -> int:
    number = facts[key]
    if type(number) is not int or not 0 <= number <= limit:
        raise ValueError(f"{facts['name']}: {key} is {number!r}, and not from 0 to {limit}")
    return number
