"""A folder -> the files in it that are pages, always in the same order."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from wikisearch.errors import SourceError
from wikisearch.model.ids import page_id
from wikisearch.storage.files import inode_id

_SUFFIXES = (".html", ".htm", ".xhtml")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A page to be read: its name in the wiki and where the file is."""

    path: str
    """Below the source folder, `/` between folders, suffix included."""

    location: Path


def find_pages(root: Path) -> list[SourceFile]:
    """List the pages below a folder in order of their ids, or the one page a file is.

    Hidden files are left out. Symbolic links are followed, also out of the folder; a file or folder
    that is reached by one as well is listed once, under its own name. A page that is a link which
    cannot be followed is listed, to be refused when it is read. Raises SourceError when there is no
    page, or a folder cannot be looked into.
    """
    root = Path(root)
    try:
        is_file, is_folder = root.is_file(), root.is_dir()
    except OSError as error:
        raise SourceError(
            root, f"cannot be looked at ({error.strerror})", "name a folder that can"
        ) from error
    if is_file:
        return [SourceFile(_readable(root.name), root)]
    if not is_folder:
        raise SourceError(root, "no such folder", "name the folder that holds the HTML pages")
    pages = sorted(_Walk(root).files(), key=_by_id)
    if not pages:
        suffixes = " ".join(_SUFFIXES)
        raise SourceError(root, "no pages in it", f"name a folder with {suffixes} files")
    for one, other in pairwise(pages):
        if one.path == other.path:
            raise SourceError(
                root / one.path,
                "two files are called so, but for what is not UTF-8 in their names",
                "rename one of them",
            )
    return pages


class _Walk:
    """Visits every folder once: real ones first, then those only a link leads to."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folders = [root]
        self._linked_folders: list[Path] = []
        self._linked_files: list[Path] = []
        self._real_files: list[Path] = []
        self._seen: set[tuple[int, int]] = set()

    def files(self) -> Iterator[SourceFile]:
        """List the pages, in no order that means anything."""
        while self._folders or self._linked_folders:
            yield from self._visit(self._folders.pop() if self._folders else self._first_linked())
        if self._linked_files:
            self._know_real_files()
        for file in sorted(self._linked_files):
            if self._is_wanted(file):
                yield self._source_file(file)

    def _visit(self, folder: Path) -> Iterator[SourceFile]:
        below = folder.relative_to(self._root).as_posix()
        prefix = "" if below == "." else f"{below}/"
        try:
            if not self._is_new(folder):
                return
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            raise SourceError(
                folder, f"cannot be listed ({error.strerror})", "make it readable or move it away"
            ) from error
        for entry in entries:
            if entry.name.startswith("."):
                continue
            is_page = entry.name.lower().endswith(_SUFFIXES)
            if _is_folder(entry):
                folders = self._linked_folders if entry.is_symlink() else self._folders
                folders.append(folder / entry.name)
            elif is_page and entry.is_symlink():
                self._linked_files.append(folder / entry.name)
            elif is_page:
                file = folder / entry.name
                self._real_files.append(file)
                yield SourceFile(_readable(prefix + entry.name), file)

    def _know_real_files(self) -> None:
        for file in self._real_files:
            with suppress(OSError):  # it is reported when it is to be read
                self._seen.add(inode_id(file))

    def _first_linked(self) -> Path:
        # Which of two links names a folder must not depend on the order of a directory on disk.
        self._linked_folders.sort(reverse=True)
        return self._linked_folders.pop()

    def _is_new(self, path: Path) -> bool:
        found = inode_id(path)
        if found in self._seen:
            return False
        self._seen.add(found)
        return True

    def _is_wanted(self, file: Path) -> bool:
        try:
            return self._is_new(file)
        except OSError:  # a link that cannot be followed is listed, so that the run reports it
            return True

    def _source_file(self, file: Path) -> SourceFile:
        return SourceFile(_readable(file.relative_to(self._root).as_posix()), file)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link in a circle, to a name that is too long, to where nobody may look
        return False


def _by_id(page: SourceFile) -> tuple[str, str]:
    return page_id(page.path), page.path


def _readable(name: str) -> str:
    """Replace bytes of a file name that are not UTF-8, which no index could store."""
    return os.fsencode(name).decode("utf-8", "replace")
