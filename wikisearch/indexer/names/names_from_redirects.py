"""Redirects -> additional names of the pages they lead to."""

import re
from collections.abc import Mapping

from wikisearch.indexer.record import Record, RecordKind
from wikisearch.model.ids import find_target

_MAX_STEPS = 8
"""Longest chain of redirects that is followed."""

_NO_NAME = re.compile(r"redirect|moved\b|[\w./-]+\.html?$|\S+://", re.IGNORECASE)
"""Titles of stubs that name no term: "Redirecting...", or a URL."""


def names_from_redirects(records: Mapping[str, Record]) -> dict[str, tuple[str, ...]]:
    """Return the titles of redirects, sorted, by the path of the page they lead to in the end.

    Takes the records by path; some files may have no record yet.
    """
    by_id = {
        record.id: record
        for record in records.values()
        if record.kind in (RecordKind.PAGE, RecordKind.REDIRECT, RecordKind.DUPLICATE)
    }
    names: dict[str, set[str]] = {}
    for record in records.values():
        is_named = bool(record.title) and not _NO_NAME.match(record.title)
        if record.kind is RecordKind.REDIRECT and is_named:
            page = _follow(record, by_id, records)
            if page is not None and not (record.text and record.title == page.title):
                names.setdefault(page.path, set()).add(record.title)
    return {path: tuple(sorted(titles)) for path, titles in names.items()}


def _follow(
    record: Record, by_id: Mapping[str, Record], by_path: Mapping[str, Record]
) -> Record | None:
    """Return the page at the end of a chain of redirects; None if it ends elsewhere."""
    for _ in range(_MAX_STEPS):
        if record.kind is RecordKind.PAGE:
            return record
        if record.kind is RecordKind.DUPLICATE:
            following = by_path.get(record.note)
        else:
            target = find_target(record.note, by_id)
            following = None if target is None else by_id[target]
        if following is None:
            return None
        record = following
    return None
