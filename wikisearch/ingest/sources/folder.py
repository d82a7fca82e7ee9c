"""A folder as a source: its HTML and Markdown files, always in the same order."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

from wikisearch.errors import MissingLibraryError, PageError, SourceError, install
from wikisearch.ingest.markdown.markdown_files import is_markdown, missing_library
from wikisearch.ingest.markdown.note_names import NoteNames
from wikisearch.ingest.page_file import read_page_file
from wikisearch.ingest.page_input import PageInput
from wikisearch.ingest.sources.page_source import Listing, PageSource, Signature, SourceEntry
from wikisearch.model.ids import PAGE_SUFFIXES, short_id
from wikisearch.storage.files import inode_id

_SETTLED = 2_000_000_000
"""Nanoseconds. A file written this shortly before the scan may change again with the same times:
some file systems count in steps of two seconds. Such a file is always read."""


@dataclass(frozen=True, slots=True)
class SourceFile(SourceEntry):
    """An HTML or Markdown file: its path below the source folder, and its location on disk."""

    location: Path


class FolderSource(PageSource):
    """A folder of HTML and Markdown files, or one file."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.name = str(root.absolute())
        self.location = root
        self.folder = root if root.is_dir() else root.parent
        """Folder that paths are relative to."""
        self.settings_folder = self.folder.absolute()

    def listing(self) -> Listing:
        """List the files; without the library for Markdown, only the HTML files."""
        _note_names.cache_clear()
        files = find_pages(self.root)
        library = missing_library()
        if not library:
            return Listing(files)
        html = [file for file in files if not is_markdown(file.path)]
        problem = f"Markdown files are not read ({len(files) - len(html):,}): they need {library}"
        if not html:
            raise MissingLibraryError(self.root, problem, install("markdown"))
        is_whole = len(html) == len(files)
        return Listing(html, () if is_whole else (f"{problem}; {install('markdown')}",))

    def read(self, entry: SourceEntry) -> PageInput:
        """Read a file."""
        names = _note_names(self.root) if is_markdown(entry.path) else None
        return replace(read_page_file(_file(entry).location, self.folder, names), id=entry.id)

    def signature(self, entry: SourceEntry, now: int) -> Signature | None:
        """Return size, modification time, change time, inode and device of a file.

        A Markdown file also has the names of all others: they decide where its links lead.
        """
        try:
            status = os.stat(_file(entry).location)  # noqa: PTH116 - half the time of Path.stat
        except OSError:
            return None
        # The change time also shows an edit that restores size and modification time, as `cp -p`.
        times = (status.st_mtime_ns, status.st_ctime_ns)
        if max(times) > now - _SETTLED:
            return None
        signature = (status.st_size, *times, status.st_ino, status.st_dev)
        if not is_markdown(entry.path):
            return signature
        return (*signature, _note_names(self.root).fingerprint)

    def exists(self, entry: SourceEntry) -> bool:
        """Return whether there is a file or folder, or a link that leads nowhere."""
        return os.path.lexists(self.folder) and os.path.lexists(_file(entry).location)

    def has_file(self, target: str) -> bool:
        """Return whether a file exists; an id has no `#`, but a file name may."""
        # A page can have thousands of links that lead nowhere; a Path takes most of the time.
        names = {target, unquote(target)} if "%" in target else (target,)
        return any(_exists(os.path.join(self.folder, name)) for name in names)  # noqa: PTH118

    def find(self, text: str) -> SourceFile:
        """Return a file below the folder, whether a build would list it or not."""
        return SourceFile(text, Path(text))


def _exists(path: str) -> bool:
    """Return whether a file exists; `os.access` raises no error for each one that does not."""
    try:
        return os.access(path, os.F_OK)
    except ValueError:  # a null byte
        return False


@lru_cache(8)
def _note_names(root: Path) -> NoteNames:
    """List the Markdown files, once in each process: sending the list with each page costs more."""
    return NoteNames(file.path for file in find_pages(root))


def _file(entry: SourceEntry) -> SourceFile:
    if not isinstance(entry, SourceFile):
        raise PageError(entry.path, "not a file")
    return entry


def find_pages(root: Path) -> list[SourceFile]:
    """List the pages below a folder in order of their ids; a file is a list of one page.

    Hidden files are omitted. Symbolic links are followed, also out of the folder; a file or folder
    that they lead to as well is listed once, under its own name. A broken link to a page is listed,
    and refused when it is read. Raises SourceError if there is no page, or a folder cannot be
    listed.
    """
    root = Path(root)
    try:
        is_file, is_folder = root.is_file(), root.is_dir()
    except OSError as error:
        raise SourceError(
            root, f"cannot be accessed ({error.strerror})", "name a folder that can"
        ) from error
    if is_file:
        return [SourceFile(_readable(root.name), root)]
    if not is_folder:
        problem = "neither a folder nor a file" if root.exists() else "no such folder"
        raise SourceError(root, problem, "name the folder with the HTML pages")
    pages = sorted(_with_short_ids(_FolderWalk(root).files()), key=_by_id)
    if not pages:
        suffixes = " ".join(PAGE_SUFFIXES)
        remedy = f"name a folder with {suffixes} files, or convert its files to one of them"
        raise SourceError(root, "no pages in it", remedy)
    for one, other in pairwise(pages):
        if one.path == other.path:
            raise SourceError(
                root / one.path,
                "two files have this name, apart from bytes that are not UTF-8",
                "rename one of them",
            )
    return pages


class _FolderWalk:
    """Visits every folder once: real ones first, then those only a link leads to."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folders = [root]
        self._linked_folders: list[Path] = []
        self._linked_files: list[Path] = []
        self._real_files: list[Path] = []
        self._seen: set[tuple[int, int]] = set()

    def files(self) -> Iterator[SourceFile]:
        """Yield the pages in arbitrary order."""
        while self._folders or self._linked_folders:
            yield from self._visit(self._folders.pop() if self._folders else self._first_linked())
        if self._linked_files:
            self._note_real_files()
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
            is_page = entry.name.lower().endswith(PAGE_SUFFIXES)
            if _is_folder(entry):
                folders = self._linked_folders if entry.is_symlink() else self._folders
                folders.append(folder / entry.name)
            elif is_page and entry.is_symlink():
                self._linked_files.append(folder / entry.name)
            elif is_page:
                file = folder / entry.name
                self._real_files.append(file)
                yield SourceFile(_readable(prefix + entry.name), file)

    def _note_real_files(self) -> None:
        for file in self._real_files:
            with suppress(OSError):  # reported when it is read
                self._seen.add(inode_id(file))

    def _first_linked(self) -> Path:
        # Which of two links names a folder must not depend on the order of entries on disk.
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
        except OSError:  # a broken link is listed, so that the build reports it
            return True

    def _source_file(self, file: Path) -> SourceFile:
        return SourceFile(_readable(file.relative_to(self._root).as_posix()), file)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a circular link, a name that is too long, no permission
        return False


def _with_short_ids(pages: Iterable[SourceFile]) -> list[SourceFile]:
    """Give pages the ids without the hashes of an export, where these are unique."""
    shortened = [(page, short_id(page.id)) for page in pages]
    counts = Counter(name for _, name in shortened)
    return [
        replace(page, given_id=name) if name != page.id and counts[name] == 1 else page
        for page, name in shortened
    ]


def _by_id(page: SourceFile) -> tuple[str, str]:
    return page.id, page.path


def _readable(name: str) -> str:
    """Replace bytes of a file name that are not UTF-8: an index cannot store them."""
    return os.fsencode(name).decode("utf-8", "replace")
