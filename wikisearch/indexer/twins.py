"""Pages with the same title and text: one of them is the page, the others lead to it."""

from collections.abc import Mapping
from typing import NamedTuple

from wikisearch.indexer.record import Record, RecordKind


class Twins(NamedTuple):
    """What has to change in the records of a wiki."""

    copies: tuple[Record, ...]
    """New records of pages that are copies: redirects to their original."""
    pages: tuple[str, ...]
    """Paths of redirects that are not copies any more, and have to be read as pages."""


def find_twins(records: Mapping[str, Record]) -> Twins:
    """Compare titles and texts of all pages; the first page in order of ids is the original.

    Takes the records by path. A redirect that is a copy has the text of its original. Pages with
    other titles stay apart: `list::begin` and `deque::begin` may have one text.
    """
    groups: dict[tuple[str, str], list[Record]] = {}
    for record in records.values():
        if record.text and record.kind in (RecordKind.PAGE, RecordKind.REDIRECT):
            groups.setdefault((record.title, record.text), []).append(record)
    copies: list[Record] = []
    pages: list[str] = []
    for group in groups.values():
        original, *others = sorted(group, key=lambda record: (record.id, record.path))
        if original.kind is RecordKind.REDIRECT:
            pages.append(original.path)
        copies += [record for each in others if (record := _copy(each, original.id)) != each]
    return Twins(tuple(copies), tuple(pages))


def _copy(record: Record, original: str) -> Record:
    """Return the record of a copy, with what a redirect has."""
    return Record(
        record.path,
        record.id,
        record.digest,
        RecordKind.REDIRECT,
        note=original,
        title=record.title,
        survey=record.survey,
        text=record.text,
    )
