"""A snippet with its spans marked: for a browser, for a terminal, for a plain file."""

import html
import re
from collections.abc import Callable

from wikisearch.model.results import Snippet

# A page may hold bytes that a terminal takes for commands.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_BOLD, _PLAIN = "\x1b[1m", "\x1b[22m"


def marked_html(snippet: Snippet) -> str:
    """Escape for HTML, with `<mark>` around each span."""
    return _marked(snippet, html.escape, "<mark>", "</mark>")


def marked_ansi(snippet: Snippet) -> str:
    """Make harmless for a terminal, with each span in bold."""
    return _marked(snippet, printable, _BOLD, _PLAIN)


def marked_plain(snippet: Snippet) -> str:
    """Make harmless for a terminal, without marks."""
    return _marked(snippet, printable, "", "")


def printable(text: str) -> str:
    """Text without characters that command a terminal."""
    return _CONTROL.sub("", text)


def _marked(snippet: Snippet, escape: Callable[[str], str], opening: str, closing: str) -> str:
    pieces, position = [], 0
    for start, end in snippet.spans:
        pieces.append(escape(snippet.text[position:start]))
        pieces.append(opening + escape(snippet.text[start:end]) + closing)
        position = end
    return "".join((*pieces, escape(snippet.text[position:])))
