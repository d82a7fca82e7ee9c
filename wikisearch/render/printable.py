"""A text -> the same, harmless for a terminal."""

import re

# A page may hold bytes that a terminal takes for commands.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """Text without characters that command a terminal."""
    return _CONTROL.sub("", text)
