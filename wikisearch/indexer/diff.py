"""What was seen of a source and what is known of it -> what has to be done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from wikisearch.indexer.ledger import Ledger
from wikisearch.indexer.record import Record, RecordKind
from wikisearch.indexer.scan import ScannedFile, digest_of
from wikisearch.model.ids import page_id

_EMPTY = digest_of(b"")


@dataclass(slots=True)
class UpdatePlan:
    """Which files to read, and what is known of the others without reading them."""

    read: list[ScannedFile] = field(default_factory=list)
    unread: list[ScannedFile] = field(default_factory=list)
    records: dict[str, Record] = field(default_factory=dict)
    """By path, of files that need not be read."""

    unchanged: set[str] = field(default_factory=set)
    """Paths of those whose records are what they were in the last run."""

    outdated: set[str] = field(default_factory=set)
    """Ids of pages in the index that are not as they were, or are gone."""

    changed: bool = False
    """Whether anything is not as it was in the last run."""


def diff(seen: Iterable[ScannedFile], known: Ledger | None) -> UpdatePlan:
    """Decide for each file, in order; of files with the same bytes, the first is the page."""
    before: Mapping[str, Record] = known.records if known is not None else {}
    made, roles = UpdatePlan(), _Roles()
    for each in seen:
        path, old = each.file.path, before.get(each.file.path)
        role = roles.classify(each)
        if role is not None and role.kind is RecordKind.DUPLICATE:
            role = as_its_original(role, made.records.get(role.note))
        if role is None and old is not None and _still_holds(old, each):
            role = old
        if role is None:
            made.read.append(each)
        else:
            made.unread.append(each)
            made.records[path] = role
    made.outdated = {
        record.id
        for path, record in before.items()
        if record.kind is RecordKind.PAGE and made.records.get(path) != record
    }
    made.unchanged = {path for path, each in made.records.items() if before.get(path) == each}
    made.changed = bool(made.read) or dict(before) != made.records
    return made


def as_its_original(duplicate: Record, original: Record | None) -> Record | None:
    """Say what a duplicate is by what its original is; None when it has to be read itself.

    A copy of a redirect leads elsewhere when it lies in another folder.
    """
    if original is not None and original.kind is RecordKind.REFUSED:
        return duplicate._replace(kind=RecordKind.REFUSED, note=original.note)
    if original is not None and original.kind is RecordKind.REDIRECT:
        return None
    return duplicate


def _still_holds(old: Record, each: ScannedFile) -> bool:
    read = old.kind in (RecordKind.PAGE, RecordKind.REDIRECT, RecordKind.REFUSED)
    return read and old.digest == each.digest != ""


class _Roles:
    """What can be told of files by their names and hashes alone."""

    def __init__(self) -> None:
        self._owners: dict[str, str] = {}
        self._originals: dict[str, str] = {}

    def classify(self, each: ScannedFile) -> Record | None:
        """Record of a file that need not be read for it; None of any other."""
        path = each.file.path
        name = page_id(path)
        if each.refusal:
            return Record(path, name, "", RecordKind.REFUSED, each.refusal)
        owner = self._owners.setdefault(name, path)
        if owner != path:
            reason = f"its id would be that of {owner}; rename one of them"
            return Record(path, name, each.digest, RecordKind.CLASH, reason)
        original = self._originals.setdefault(each.digest, path)
        if original != path and each.digest != _EMPTY:
            return Record(path, name, each.digest, RecordKind.DUPLICATE, original)
        return None
