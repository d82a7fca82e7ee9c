"""Write a new generation of an index, and make it live in one step."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from wikisearch.errors import IndexNotFoundError, IndexWriteError, WikisearchError
from wikisearch.model.manifest import FileStamp, Manifest
from wikisearch.storage.files import inode_id, retry_denied, stamp, sync, write_text
from wikisearch.storage.generations import (
    MANIFEST,
    NEW_POINTER,
    NO_FOLDER,
    POINTER,
    Generation,
    next_generation,
    read_pointer,
)
from wikisearch.storage.io_errors import write_errors
from wikisearch.storage.lock import only_writer
from wikisearch.storage.ownership import MARKER, MARKER_TEXT, require_ours
from wikisearch.storage.retention import delete_generation, delete_old_generations


@contextmanager
def locked(directory: Path) -> Iterator[None]:
    """Lock an index folder for a build, and delete what killed builds left.

    Creates the folder. Raises IndexLockedError while another build runs, and IndexWriteError,
    also for a folder that has files but is not an index: nothing in it is changed.
    """
    with ExitStack() as stack:
        with write_errors(directory):
            require_ours(directory)
            _make_folder(directory)
            stack.enter_context(only_writer(directory))
            delete_old_generations(directory)
        yield


@contextmanager
def new_generation(directory: Path) -> Iterator[Path]:
    """Create the folder of a new generation; it is deleted unless `commit` makes it live.

    The index folder must be locked.
    """
    path = next_generation(directory)
    try:
        with write_errors(directory):
            path.mkdir()
            write_text(path / MARKER, MARKER_TEXT)
        yield path
    finally:
        if not _may_be_live(path):
            delete_generation(path)


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Complete a generation, and write it to the disk."""
    with write_errors(path.parent):
        write_text(path / MANIFEST, manifest.to_json())
        sync(path)


def stamp_files(path: Path, earlier: Generation | None = None) -> dict[str, FileStamp]:
    """Size and checksum of every file of a generation but its manifest.

    Files that are hard links to files of an `earlier` generation are not read again.
    """
    files = [file for file in sorted(path.iterdir()) if file.name != MANIFEST]
    known: dict[tuple[int, int], FileStamp] = {}
    if earlier is not None:
        stamps = earlier.manifest.files.items()
        known = {inode_id(earlier.path / name): each for name, each in stamps}
    return {file.name: known.get(inode_id(file)) or FileStamp(*stamp(file)) for file in files}


def commit(path: Path) -> tuple[str, ...]:
    """Make a complete generation live, and delete older ones.

    Raises IndexWriteError only while the old generation is still live. Later problems are
    returned as warnings, one line each.
    """
    directory = path.parent
    new = directory / NEW_POINTER
    with write_errors(directory):
        write_text(new, f"{path.name}\n")
        # The generation must have its name on the disk before the pointer names it.
        sync(directory)
        retry_denied(lambda: new.replace(directory / POINTER))
    warnings = []
    try:
        sync(directory)
    except OSError as error:
        warnings.append(_warning(directory, "a power failure may undo this build", error))
    try:
        delete_old_generations(directory)
    except OSError as error:
        warnings.append(_warning(directory, "old files could not be deleted", error))
    return tuple(warnings)


def _warning(directory: Path, problem: str, error: OSError) -> str:
    return f"{directory}: the new index is live, but {problem} ({error.strerror or error})"


def _make_folder(directory: Path) -> None:
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise IndexWriteError(directory, *NO_FOLDER) from error


def _may_be_live(path: Path) -> bool:
    """Whether the pointer names a generation; true where the pointer cannot be read."""
    try:
        return read_pointer(path.parent) == path.name
    except IndexNotFoundError:
        return False
    except WikisearchError as error:
        return isinstance(error.__cause__, OSError)
