"""A folder of an index -> what is wrong with it, all of it."""

from collections.abc import Iterator
from os import PathLike
from pathlib import Path

from wikisearch.analysis import Analyzer
from wikisearch.checking.contents import Contents
from wikisearch.checking.fault import Fault, fault_of
from wikisearch.checking.orphans import orphans
from wikisearch.checking.records import Records
from wikisearch.engines.registry import engine_named
from wikisearch.errors import BadIndexError, IndexNotFoundError, OptionError, rebuild
from wikisearch.indexer.ledger import FILES as OF_LEDGER
from wikisearch.mapping import fingerprint
from wikisearch.model.check import Check, Finding
from wikisearch.storage.generations import (
    MANIFEST,
    POINTER,
    Generation,
    generations,
    hold_generation,
)


def check(directory: str | PathLike[str] = "index") -> Check:
    """Look at every file of an index, and compare what they say of one another.

    Finds files that are missing or changed, records that cannot be decoded, pages that one part
    knows and another does not, counts of words that are not those of the pages, a pointer that
    leads nowhere, an index of another version, and what killed builds left. It reads and analyses
    all that the index holds, changes nothing, and gets in the way of no build.

    Raises IndexNotFoundError where there is no index, MissingLibraryError when that of its engine
    is not installed.
    """
    folder = Path(directory)
    try:
        generation = hold_generation(folder)
    except BadIndexError as error:
        if isinstance(error, IndexNotFoundError) and not _generations(folder):
            raise
        fault = _of_no_generation(error, folder)
        others = (each for each in orphans(folder, "") if each.file != str(fault.file))
        return Check(str(folder), "", 0, 0, 0, 0, (_finding(fault, folder), *others))
    try:
        return _checked(folder, generation)
    finally:
        generation.close()


def _checked(folder: Path, generation: Generation) -> Check:
    stamps = generation.manifest.files.values()
    wrong = [Fault(file, problem) for file, problem in generation.faults()]
    contents = Contents(generation.path, generation.manifest)
    faults = [*wrong, *_faults(generation, {fault.file for fault in wrong}, contents)]
    return Check(
        index=str(folder),
        generation=generation.path.name,
        files=len(stamps),
        size=sum(stamp.size for stamp in stamps),
        pages=contents.pages,
        sections=contents.sections,
        findings=(
            *(_finding(fault, folder) for fault in faults),
            *orphans(folder, generation.path.name, generation.manifest.files),
        ),
    )


def _faults(generation: Generation, wrong: set[Path], contents: Contents) -> Iterator[Fault]:
    """Everything wrong beyond the files that are `wrong`, which are not looked into."""
    path, manifest = generation.path, generation.manifest
    records = Records(path, wrong)
    yield from records.faults(manifest)
    ours = fingerprint(Analyzer(*manifest.languages))
    if manifest.analyzer != ours:
        built = f"the index was built with the analyzer {manifest.analyzer!r}, this is {ours!r}"
        yield Fault(path / MANIFEST, built)
        return
    # An engine may trust its files, so it is not let near damaged ones.
    if any(file.name not in OF_LEDGER for file in wrong):
        return
    try:
        engine = engine_named(manifest.engine)
        with engine.open(path) as reader:
            yield from contents.faults(reader, records.pages)
    except OptionError as error:
        yield Fault(path / MANIFEST, str(error))
    except BadIndexError as error:
        yield fault_of(error, path)


def _finding(fault: Fault, folder: Path) -> Finding:
    return Finding(str(fault.file), fault.problem, rebuild(folder))


def _generations(folder: Path) -> list[Path]:
    """Those in a folder, as far as it can be listed."""
    try:
        return generations(folder)
    except OSError:
        return []


def _of_no_generation(error: BadIndexError, folder: Path) -> Fault:
    """Say why there is no generation to look at, and which file is to blame."""
    if isinstance(error, IndexNotFoundError):
        return Fault(folder / POINTER, "is missing, so that no generation is live")
    if str(error).startswith(str(folder / POINTER)):
        return fault_of(error, folder / POINTER)
    manifests = (path / MANIFEST for path in _generations(folder))
    named = (file for file in manifests if str(error).startswith(str(file)))
    return fault_of(error, next(named, folder))
