"""Shortens texts and URLs, so that one value does not fill an answer."""

from wikisearch.agents.untrusted_text import on_one_line, visible_id

_MAX_URL = 300
"""Characters of a URL; of a longer one, half would be of no use."""

_MAX_VALUE = 80

MAX_CATEGORY = 80
"""Characters of a category."""

_MAX_NOTE = 300


def shortened(text: str, most: int) -> str:
    """Put a text on one line, and cut it if it is too long; at a space, if one is near the end."""
    line = on_one_line(text)
    if len(line) <= most:
        return line
    start = line[: max(0, most - 1)]
    space = start.rfind(" ", len(start) * 3 // 4)  # some scripts have few spaces
    return f"{start[:space] if space > 0 else start}…"


def quoted_value(value: object) -> str:
    """Return a wrong value as an error shows it: in quotes, and not longer than a line."""
    return shortened(repr(value), _MAX_VALUE)


def short_note(note: str) -> str:
    """Return a note of a search, which may name long values of pages, on one line."""
    return shortened(note, _MAX_NOTE)


def short_url(url: str) -> str:
    """Return a URL, or nothing for one that would take the room of several results."""
    return visible_id(url) if len(url) <= _MAX_URL else ""
