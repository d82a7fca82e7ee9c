"""Step 3, diff: compare a scan with the last build to decide which files to extract."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from wikisearch.indexer.ledger import Ledger
from wikisearch.indexer.record import Record, RecordKind
from wikisearch.indexer.scan import ScannedFile
from wikisearch.ingest import Survey
from wikisearch.model.digest import digest

_EMPTY = digest(b"")
_NO_SURVEY = Survey().fingerprints()


@dataclass(frozen=True, slots=True)
class UpdatePlan:
    """Files to extract, and the records of all others."""

    read: tuple[ScannedFile, ...]
    unread: tuple[ScannedFile, ...]
    records: Mapping[str, Record]
    """Records of the files that are not extracted, by path."""

    known: Mapping[str, Record]
    """Records of the last build, by path; empty for a full build."""

    @property
    def unchanged(self) -> set[str]:
        """Paths of files with the same record as in the last build."""
        return {path for path, each in self.records.items() if self.known.get(path) == each}

    @property
    def outdated(self) -> set[str]:
        """Ids of pages in the last build that changed or are gone."""
        return {
            record.id
            for path, record in self.known.items()
            if record.kind is RecordKind.PAGE and self.records.get(path) != record
        }

    @property
    def changed(self) -> bool:
        """Whether a file must be extracted, or a record differs from the last build."""
        return bool(self.read) or dict(self.known) != self.records


def diff(
    files: Iterable[ScannedFile],
    ledger: Ledger | None,
    survey_of: Callable[[str], str] = _NO_SURVEY,
) -> UpdatePlan:
    """Plan an update; `ledger` is that of the last build, or None for a full build.

    A page is read again if it changed, or if the fingerprint of its survey did: `survey_of` has it
    by path. The first of several files with the same bytes is the page, the others are duplicates.
    """
    known: Mapping[str, Record] = ledger.records if ledger is not None else {}
    read: list[ScannedFile] = []
    unread: list[ScannedFile] = []
    records: dict[str, Record] = {}
    classifier = _Classifier()
    for each in files:
        path = each.file.path
        record = classifier.classify(each)
        if record is not None and record.kind is RecordKind.DUPLICATE:
            record = resolve_duplicate(record, records.get(record.note))
        before = known.get(path)
        if record is None and before is not None and _is_current(before, each, survey_of(path)):
            record = before
        if record is None:
            read.append(each)
        else:
            unread.append(each)
            records[path] = record
    return UpdatePlan(tuple(read), tuple(unread), records, known)


def resolve_duplicate(duplicate: Record, original: Record | None) -> Record | None:
    """Return the record of a duplicate, given that of its original; None for a file to extract.

    A copy of a redirect in another folder may lead to another page, so it is extracted. A twin of a
    page has become a redirect too, but leads to the same page from everywhere.
    """
    if original is None:
        return duplicate
    if original.kind is RecordKind.REFUSED:
        return duplicate._replace(kind=RecordKind.REFUSED, note=original.note)
    is_twin = bool(original.text)
    return None if original.kind is RecordKind.REDIRECT and not is_twin else duplicate


def _is_current(record: Record, each: ScannedFile, survey: str) -> bool:
    """Return whether a record of the last build describes the content of a file."""
    if record.kind is RecordKind.PAGE and record.id != each.file.id:
        return False  # another page has or had the same id
    if record.kind in (RecordKind.PAGE, RecordKind.REDIRECT):
        return record.digest == each.digest != "" and record.survey == survey
    return record.kind is RecordKind.REFUSED and record.digest == each.digest != ""


class _Classifier:
    """Classifies files by their paths and hashes alone."""

    def __init__(self) -> None:
        self._owners: dict[str, str] = {}
        """Path of the first file with an id."""
        self._originals: dict[str, str] = {}
        """Path of the first file with a hash."""

    def classify(self, each: ScannedFile) -> Record | None:
        """Return the record of a refused file, an id clash or a duplicate; None for other files."""
        path = each.file.path
        name = each.file.id
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
