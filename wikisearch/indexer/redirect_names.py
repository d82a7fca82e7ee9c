"""Redirects -> the names that the pages they lead to gain."""

import re
from collections.abc import Mapping

from wikisearch.indexer.record import Record, RecordKind
from wikisearch.model.ids import find_target

_MOST_STEPS = 8
"""Redirects that may follow one another."""

_NO_NAME = re.compile(r"redirect|moved\b|[\w./-]+\.html?$|\S+://", re.IGNORECASE)
"""Titles of stubs that name no term: "Redirecting...", or the address itself."""


def names_from_redirects(records: Mapping[str, Record]) -> dict[str, tuple[str, ...]]:
    """Titles of redirects, sorted, by the path of the page they lead to in the end."""
    by_id = {
        record.id: record
        for record in records.values()
        if record.kind in (RecordKind.PAGE, RecordKind.REDIRECT, RecordKind.DUPLICATE)
    }
    found: dict[str, set[str]] = {}
    for record in records.values():
        if record.kind is RecordKind.REDIRECT and not _NO_NAME.match(record.title):
            page = _end(record, by_id, records)
            if page is not None:
                found.setdefault(page.path, set()).add(record.title)
    return {path: tuple(sorted(names)) for path, names in found.items()}


def _end(
    record: Record, by_id: Mapping[str, Record], by_path: Mapping[str, Record]
) -> Record | None:
    for _ in range(_MOST_STEPS):
        if record.kind is RecordKind.PAGE:
            return record
        if record.kind is RecordKind.DUPLICATE:
            record = by_path[record.note]
            continue
        target = find_target(record.note, by_id)
        if target is None:
            return None
        record = by_id[target]
    return None
