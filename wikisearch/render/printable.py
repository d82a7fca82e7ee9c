"""A text -> one line of it, harmless for a terminal."""

import re

_BREAKS = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029]+")
# A page may hold bytes that a terminal takes for commands.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """Text on one line, without tabs and without characters that command a terminal."""
    return _CONTROL.sub("", _BREAKS.sub(" ", text))
