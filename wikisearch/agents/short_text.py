"""Texts and URLs that must not take the room of the rest of an answer."""

from wikisearch.agents.untrusted_text import on_one_line

_MOST_URL = 300
"""Characters of a URL; of a longer one, half would be of no use."""


def shortened(text: str, most: int) -> str:
    """Put a text on one line, and cut it at a space if it is too long."""
    line = on_one_line(text)
    if len(line) <= most:
        return line
    start = line[: most - 1]
    return f"{start.rpartition(' ')[0] or start}…"


def short_url(url: str) -> str:
    """Return a URL, or nothing for one that would take the room of several results."""
    return url if len(url) <= _MOST_URL else ""
