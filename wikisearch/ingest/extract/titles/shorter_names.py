"""A title -> the shorter name in it: without its kind, before a summary."""

import re

_KIND = re.compile(r"[^\W\d]+\s")
_PARAMETERS = re.compile(r"<.*>")
_LABELED = re.compile(r"(?:[Cc]lass|[Mm]odule|[Nn]amespace|[Ii]nterface|[Mm]ixin): (\S+)")
"""A title with its kind before a colon: `Class: Lag`."""


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
