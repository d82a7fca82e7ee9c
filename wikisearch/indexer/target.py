"""Where an index may be written: not into its pages, and not over the index of other pages."""

from pathlib import Path

from wikisearch.errors import BadIndexError, IndexWriteError, ResourceError
from wikisearch.ingest import PageSource
from wikisearch.model.build import BuildRequest
from wikisearch.storage.generations import read_pointer
from wikisearch.storage.ownership import is_index, require_ours, source_of

_HOME_PAGES = ("index.html", "index.htm")


def check_target(request: BuildRequest, source: PageSource) -> None:
    """Raise IndexWriteError if a build would write where nobody expects it; raises OSError."""
    directory = request.directory
    require_ours(directory)
    if is_index(directory):
        if not request.replace:
            _check_same_source(request, source)
    elif not request.force:
        _check_place(request, source)


def _check_same_source(request: BuildRequest, source: PageSource) -> None:
    """Refuse to replace the index of another source."""
    try:
        old = source_of(request.directory / read_pointer(request.directory))
    except (BadIndexError, ResourceError):
        return
    if old is not None and old != source.name and not _is_same_place(Path(old), Path(source.name)):
        raise IndexWriteError(
            request.directory,
            f"this is the index of {old}, not of {source.name}",
            "name another folder with --index, or add --replace",
        )


def _check_place(request: BuildRequest, source: PageSource) -> None:
    """Refuse to make a new index among pages that other programs read or publish.

    A hidden folder of the source, such as `.index`, is not among them: no build lists its files.
    """
    place, pages = request.directory.resolve(), source.location.resolve()
    if source.location.is_dir() and _is_listed(place, pages):
        raise IndexWriteError(
            request.directory,
            f"the index would be inside its source, {source.location}",
            "name a folder outside or a hidden one with --index, or add --force",
        )
    for folder in place.parents:
        for name in _HOME_PAGES:
            if (folder / name).is_file():
                raise IndexWriteError(
                    request.directory,
                    f"the index would be inside a published site, {folder} (it has {name})",
                    "name a folder outside with --index, or add --force",
                )


def _is_listed(place: Path, folder: Path) -> bool:
    """Return whether a place is in a folder, and not in a hidden folder in it."""
    if not place.is_relative_to(folder):
        return False
    return not any(name.startswith(".") for name in place.relative_to(folder).parts)


def _is_same_place(old: Path, new: Path) -> bool:
    """Return whether two paths are of one source: the old one may be gone, with the same name."""
    return old.resolve() == new.resolve() or (old.name == new.name and not old.exists())
