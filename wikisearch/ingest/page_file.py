"""A file of the source -> a page before extraction: HTML, or Markdown rendered as HTML."""

import os
import re
import stat
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from wikisearch._lazy import lazy_module
from wikisearch.errors import PageError, install
from wikisearch.ingest.markdown.markdown_files import is_markdown, missing_library
from wikisearch.ingest.markdown.note_names import NoteNames
from wikisearch.ingest.page_input import PageInput, check_size
from wikisearch.model.ids import page_id, short_id

if TYPE_CHECKING:
    from wikisearch.ingest.markdown import markdown_page
else:
    markdown_page = lazy_module("wikisearch.ingest.markdown.markdown_page")

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_OTHER_FORMATS = {".rst", ".adoc", ".asciidoc", ".org", ".tex"}
_OTHER_FORMATS |= {".pdf", ".doc", ".docx", ".odt", ".epub"}
"""Suffixes of files that would be read as HTML without an error, but have no HTML."""

_SHOWN = 40
"""Characters of HTML that an error shows."""


def read_page_file(
    path: str | Path, root: str | Path | None = None, names: NoteNames | None = None
) -> PageInput:
    """Read an HTML or a Markdown file; its path is relative to `root`. Raises PageError.

    `names` has the other Markdown files, which wiki links name.
    """
    data, name = read_bytes(path, root)
    short = short_id(page_id(name))
    if not is_markdown(name):
        return PageInput(name, data, id=short)
    if library := missing_library():
        raise PageError(name, f"Markdown, which needs {library}", install("markdown"))
    return replace(markdown_page.markdown_page(data, name, names or NoteNames()), id=short)


def read_bytes(path: str | Path, root: str | Path | None = None) -> tuple[bytes, str]:
    """Read a file; return its bytes and its path relative to `root`. Raises PageError."""
    file = Path(path)
    name = _relative_path(file, root) if root is not None else file.name
    name = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    try:
        found = file.stat()
        if not stat.S_ISREG(found.st_mode):
            raise PageError(name, "not a file")
        if file.suffix.lower() in _OTHER_FORMATS:
            raise PageError(name, "no HTML file", "convert it to HTML first, as pandoc does")
        check_size(found.st_size, name)
        return file.read_bytes(), name
    except (OSError, ValueError) as error:  # ValueError: the path contains a null character
        raise _read_error(str(path), name, error) from error


def _read_error(path: str, name: str, error: OSError | ValueError) -> PageError:
    """Return the error for a file that cannot be read; HTML or a web address is not a path."""
    if "<" in path and ">" in path:
        problem = "is HTML, not the path of a file"
        return PageError(f"{path[:_SHOWN]}…", problem, "save it to a file and pass its path")
    if _ADDRESS.match(path):
        problem = "is a web address, not the path of a file"
        return PageError(path, problem, "download the page and pass its path")
    reason = error.strerror if isinstance(error, OSError) else None
    transient = isinstance(error, OSError)
    return PageError(name, f"cannot be read: {reason or error}", transient=transient)


def _relative_path(file: Path, root: str | Path) -> str:
    """Return the path of a file below a folder; both can be relative or contain `..`."""
    # Comparing Paths takes half the time of reading a file; Path.absolute() leaves `..` as it is.
    whole = os.path.abspath(file)  # noqa: PTH100
    above = os.path.join(os.path.abspath(root), "")  # noqa: PTH100, PTH118
    if not os.path.normcase(whole).startswith(os.path.normcase(above)):
        raise PageError(str(file), f"is not below {root}")
    return whole[len(above) :].replace(os.sep, "/")
