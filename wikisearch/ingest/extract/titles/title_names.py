"""A title -> the shorter name in it: without its kind, with that of the file, before a summary."""

import re
from pathlib import PurePosixPath

from wikisearch.ingest.extract.words.word_list import phrase_list

_HOME_TITLES = phrase_list("home_titles.txt")
_PARTS = re.compile(r"\s+[-–—|•·]\s+")
_KIND = re.compile(r"[^\W\d]+\s")
_PARAMETERS = re.compile(r"<.*>")
_LABELED = re.compile(r"(?:[Cc]lass|[Mm]odule|[Nn]amespace|[Ii]nterface|[Mm]ixin): (\S+)")
"""A title with its kind before a colon: `Class: Lag`."""


def name_like_file(title: str, full: str, path: str) -> str:
    """Return the part of `<title>` that is the name of the file: "Turn a gate — turn_gate"."""
    stem = PurePosixPath(path).stem
    parts = _PARTS.split(full) if stem in full and stem != title else ()
    return stem if len(parts) > 1 and stem in parts else ""


def without_kind(text: str, named: str) -> str:
    """Return the name in a title without its kind and parameters: `Lag` in `Class Lag<T>`."""
    kind, found, rest = text.partition(named) if named else ("", "", "")
    if found and _KIND.fullmatch(kind) and (not rest or _PARAMETERS.fullmatch(rest)):
        return named
    labeled = _LABELED.fullmatch(text)
    return labeled[1] if labeled is not None else ""


def before_summary(text: str) -> str:
    """Return the name in a heading with a summary: "gate -- holds back the water"."""
    name, dashes, _ = text.partition(" -- ")
    return name if dashes else ""


def name_of_home(heading: str, named: str) -> str:
    """Return `<title>` if a heading is only that of a start page: "Home"; else empty."""
    words = named.casefold()
    is_home = heading.casefold() in _HOME_TITLES
    return named if is_home and words and not words.endswith(tuple(_HOME_TITLES)) else ""
