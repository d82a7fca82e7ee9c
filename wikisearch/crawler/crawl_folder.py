"""The folder of a crawl: the names of its files, and its lock."""

import hashlib
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from unicodedata import normalize as unicode_form
from urllib.parse import unquote, urlsplit

from wikisearch.crawler.crawl_ledger import NAME
from wikisearch.errors import CrawlError
from wikisearch.storage.file_lock import try_lock_exclusive
from wikisearch.storage.files import open_descriptor

PAGES = "pages"
MANIFEST = "manifest.jsonl"
_LOCK = "crawl.lock"
_ATTEMPTS, _PAUSE = 5, 0.05
_MAX_SLUG = 60
SETTINGS = "wikisearch.toml"
_OURS = (NAME, f"{NAME}-wal", f"{NAME}-shm", _LOCK, PAGES, MANIFEST, SETTINGS)


def page_path(url: str) -> str:
    """Return the path of the file of a normalized address, below the folder of the crawl.

    The hash makes it unique on file systems that ignore case, and next to a folder of its name.
    """
    name = hashlib.sha256(url.encode()).hexdigest()[:16]
    return f"{PAGES}/{name[:2]}/{_slug(url)}~{name}.html"


def _slug(url: str) -> str:
    last = unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2]
    plain = unicode_form("NFKD", last).encode("ascii", "ignore").decode()
    slug = re.sub("[^a-z0-9]+", "-", re.sub(r"\.\w{2,5}$", "", plain.lower()))
    return slug.strip("-")[:_MAX_SLUG] or "page"


def store(folder: Path, path: str, data: bytes) -> None:
    """Write the file of a page; a reader sees the old file or the new one."""
    file = folder / path
    part = file.with_suffix(".part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)  # it may be a link to another place
        with part.open("xb") as opened:
            opened.write(data)
        part.replace(file)
    except OSError as error:
        raise _write_error(folder, error) from error


@contextmanager
def own_folder(folder: Path) -> Iterator[None]:
    """Create the folder and hold its lock.

    Raises CrawlError for a folder with other files, or with links to other places.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        others = sorted(file.name for file in folder.iterdir() if file.name not in _OURS)
        if others and not (folder / NAME).exists():
            problem = f"has files that are not of a crawl, such as {others[0]}"
            raise CrawlError(folder, problem, "name a new folder")
        _require_no_links(folder)
        lock = os.fdopen(open_descriptor(folder / _LOCK, os.O_RDWR | os.O_CREAT), "r+b")
    except (FileExistsError, NotADirectoryError) as error:
        problem = "is a file, or a path below a file"
        raise CrawlError(folder, problem, "name another folder") from error
    except OSError as error:
        raise _write_error(folder, error) from error
    with lock:
        if not any(_lock_or_pause(lock) for _ in range(_ATTEMPTS)):
            problem = "another crawl is writing to it"
            raise CrawlError(folder, problem, "wait until it ends", transient=True)
        yield


def _require_no_links(folder: Path) -> None:
    """Refuse a folder of a stranger whose links make a crawl write or delete elsewhere."""
    for file in (*folder.iterdir(), *(folder / PAGES).glob("*")):
        if file.is_symlink() and file.name != SETTINGS:
            problem = f"{file.relative_to(folder)} is a symbolic link"
            raise CrawlError(folder, problem, "delete the link, or name a new folder")


def _lock_or_pause(lock: IO[bytes]) -> bool:
    """Take the lock and return True, or pause: `is_locked` may hold it for a moment."""
    if try_lock_exclusive(lock):
        return True
    time.sleep(_PAUSE)
    return False


def is_locked(folder: Path) -> bool:
    """Return whether a crawl is running in this folder."""
    try:
        with os.fdopen(open_descriptor(folder / _LOCK, os.O_RDWR), "r+b") as lock:
            return not try_lock_exclusive(lock)
    except OSError:
        return False


def delete_others(folder: Path, wanted: set[str]) -> None:
    """Delete the files of pages that the crawl does not have."""
    for file in (folder / PAGES).glob("*/*"):
        if f"{PAGES}/{file.parent.name}/{file.name}" not in wanted:
            file.unlink(missing_ok=True)


def _write_error(folder: Path, error: OSError) -> CrawlError:
    problem = f"cannot be written ({error.strerror or error})"
    return CrawlError(folder, problem, "make room in it, or name another folder")
