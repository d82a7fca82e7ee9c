"""Checks an index folder, and lists all faults."""

from collections.abc import Iterable, Iterator
from os import PathLike
from pathlib import Path

from wikisearch.analysis import Analyzer
from wikisearch.checking.contents import ContentCheck
from wikisearch.checking.fault import Fault, fault_of
from wikisearch.checking.orphans import orphans
from wikisearch.checking.records import RecordCheck
from wikisearch.engines.registry import engine_named
from wikisearch.errors import BadIndexError, IndexNotFoundError, OptionError, rebuild
from wikisearch.indexer.ledger import LEDGER_FILES
from wikisearch.mapping.fingerprint import fingerprint
from wikisearch.model.check import Check, Finding
from wikisearch.storage.generations import (
    MANIFEST,
    POINTER,
    Generation,
    generations,
    hold_generation,
)


def check(directory: str | PathLike[str] = "index") -> Check:
    """Read every file of an index, and compare them with each other.

    Finds missing and changed files, records that cannot be decoded, pages that are only in one
    part of the index, wrong word counts, a bad pointer, an index of another version, and what
    killed builds left. Changes nothing, and never makes a build fail.

    Raises IndexNotFoundError where there is no index, MissingLibraryError when the library of its
    engine is not installed, ResourceError when no file handle is left.
    """
    folder = Path(directory)
    try:
        generation = hold_generation(folder)
    except BadIndexError as error:
        if isinstance(error, IndexNotFoundError) and not _generations(folder):
            raise
        found = _findings(folder, [_pointer_fault(error, folder)], orphans(folder, ""))
        return Check(str(folder), "", 0, 0, 0, 0, found)
    try:
        return _check_generation(folder, generation)
    finally:
        generation.close()


def _check_generation(folder: Path, generation: Generation) -> Check:
    stamps = generation.manifest.files.values()
    damaged = [Fault(file, problem) for file, problem in generation.faults()]
    contents = ContentCheck(generation.path, generation.manifest)
    faults = [*damaged, *_faults(generation, {fault.file for fault in damaged}, contents)]
    return Check(
        index=str(folder),
        generation=generation.path.name,
        files=len(stamps),
        size=sum(stamp.size for stamp in stamps),
        pages=contents.pages,
        sections=contents.sections,
        findings=_findings(
            folder, faults, orphans(folder, generation.path.name, generation.manifest.files)
        ),
    )


def _faults(generation: Generation, damaged: set[Path], contents: ContentCheck) -> Iterator[Fault]:
    """Faults in the content of files; `damaged` files are not read."""
    path, manifest = generation.path, generation.manifest
    records = RecordCheck(path, damaged)
    yield from records.faults(manifest)
    ours = fingerprint(Analyzer(*manifest.languages))
    if manifest.analyzer != ours:
        problem = f"the index was built with the analyzer {manifest.analyzer!r}, this is {ours!r}"
        yield Fault(path / MANIFEST, problem)
        return
    # An engine may trust its files, so it never opens damaged ones.
    if any(file.name not in LEDGER_FILES for file in damaged):
        return
    try:
        engine = engine_named(manifest.engine)
        with engine.open(path) as reader:
            yield from contents.faults(reader, records.pages)
    except OptionError as error:
        yield Fault(path / MANIFEST, str(error))
    except BadIndexError as error:
        yield fault_of(error, path)


def _findings(
    folder: Path, faults: Iterable[Fault], harmless: Iterable[Finding]
) -> tuple[Finding, ...]:
    """Return faults as findings, then the harmless findings about other files."""
    found = [Finding(str(fault.file), fault.problem, rebuild(folder)) for fault in faults]
    damaged = {finding.file for finding in found}
    return (*found, *(finding for finding in harmless if finding.file not in damaged))


def _generations(folder: Path) -> list[Path]:
    """Generations in a folder; none if it cannot be listed."""
    try:
        return generations(folder)
    except OSError:
        return []


def _pointer_fault(error: BadIndexError, folder: Path) -> Fault:
    """Why there is no generation to check."""
    if isinstance(error, IndexNotFoundError):
        return Fault(folder / POINTER, "is missing, so that no generation is live")
    return fault_of(error, folder)
