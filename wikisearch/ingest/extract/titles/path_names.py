"""The path of a page -> which part of its title, and which of its headings, is its own name."""

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from urllib.parse import unquote

from wikisearch.ingest.html.element import Element
from wikisearch.ingest.html.plain_text import heading_text

_NOT_NAME = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,8})?|\d+")
"""A page that is a translation or a part of the page above it: "Gate/de", "Gate/2"."""
_MIN_LETTERS = 3
_COPY = re.compile(r"[-_]\d{1,2}$")
"""The end of the file of a page if another page has the same name."""


def without_folders(named: str, path: str) -> str:
    """Remove the folders of a page from `<title>`: "Help/Gates" of `wiki/help/gates.html`."""
    *folders, name = named.split("/")
    parents = PurePosixPath(path).parts[:-1][-len(folders) :] if folders else ()
    if not parents or not letters_of(name) or _NOT_NAME.fullmatch(name.strip()):
        return named
    above = [letters_of(folder) for folder in folders]
    is_place = all(above) and above == [letters_of(unquote(parent)) for parent in parents]
    return name.strip() if is_place else named


def heading_like_file(headings: Sequence[Element], path: str) -> Element | None:
    """Return the heading with the words of the name of the file: "Open a gate", `open-a-gate-2`."""
    stem = unquote(PurePosixPath(path).stem)
    names = {letters_of(stem), letters_of(_COPY.sub("", stem))}
    named = ((heading, letters_of(heading_text(heading))) for heading in headings)
    long = (each for each in named if len(each[1]) >= _MIN_LETTERS)
    return next((heading for heading, name in long if name in names), None)


def letters_of(text: str) -> str:
    """Return the letters and digits of a text, without case."""
    return "".join(filter(str.isalnum, text)).casefold()
