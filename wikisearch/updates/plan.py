"""What was seen of a source and what is known of it -> what has to be done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from wikisearch.model.ids import page_id
from wikisearch.updates.ledger import Ledger
from wikisearch.updates.record import Kind, Record
from wikisearch.updates.scan import Seen, digest_of

_EMPTY = digest_of(b"")


@dataclass(slots=True)
class Plan:
    """Which files to read, and what is known of the others without reading them."""

    read: list[Seen] = field(default_factory=list)
    unread: list[Seen] = field(default_factory=list)
    records: dict[str, Record] = field(default_factory=dict)
    """By path, of files that need not be read."""

    unchanged: set[str] = field(default_factory=set)
    """Paths of those whose records are what they were in the last run."""

    outdated: set[str] = field(default_factory=set)
    """Ids of pages in the index that are not as they were, or are gone."""

    changed: bool = False
    """Whether anything is not as it was in the last run."""


def plan(seen: Iterable[Seen], known: Ledger | None) -> Plan:
    """Decide for each file, in order; of files with the same bytes, the first is the page."""
    before: Mapping[str, Record] = known.records if known is not None else {}
    made, roles = Plan(), _Roles()
    for each in seen:
        path, old = each.file.path, before.get(each.file.path)
        role = roles.of(each)
        if role is not None and role.kind is Kind.DUPLICATE:
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
        if record.kind is Kind.PAGE and made.records.get(path) != record
    }
    made.unchanged = {path for path, each in made.records.items() if before.get(path) == each}
    made.changed = bool(made.read) or dict(before) != made.records
    return made


def as_its_original(duplicate: Record, original: Record | None) -> Record | None:
    """Say what a duplicate is by what its original is; None when it has to be read itself.

    A copy of a redirect leads elsewhere when it lies in another folder.
    """
    if original is not None and original.kind is Kind.REFUSED:
        return duplicate._replace(kind=Kind.REFUSED, note=original.note)
    if original is not None and original.kind is Kind.REDIRECT:
        return None
    return duplicate


def _still_holds(old: Record, each: Seen) -> bool:
    read = old.kind in (Kind.PAGE, Kind.REDIRECT, Kind.REFUSED)
    return read and old.digest == each.digest != ""


class _Roles:
    """What can be told of files by their names and hashes alone."""

    def __init__(self) -> None:
        self._owners: dict[str, str] = {}
        self._originals: dict[str, str] = {}

    def of(self, each: Seen) -> Record | None:
        """Record of a file that need not be read for it; None of any other."""
        path = each.file.path
        name = page_id(path)
        if each.refusal:
            return Record(path, name, "", Kind.REFUSED, each.refusal)
        owner = self._owners.setdefault(name, path)
        if owner != path:
            reason = f"its id would be that of {owner}; rename one of them"
            return Record(path, name, each.digest, Kind.CLASH, reason)
        original = self._originals.setdefault(each.digest, path)
        if original != path and each.digest != _EMPTY:
            return Record(path, name, each.digest, Kind.DUPLICATE, original)
        return None
