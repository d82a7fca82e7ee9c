"""A snippet with its spans marked: for a browser, for a terminal, for a plain file."""

import textwrap
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from wikisearch._lazy import lazy_module
from wikisearch.model.results import Snippet
from wikisearch.render.printable import printable

if TYPE_CHECKING:
    import html
else:
    html = lazy_module("html")  # terminal output does not need its table of entities

_BOLD, _PLAIN = "\x1b[1m", "\x1b[22m"


def marked_html(snippet: Snippet) -> str:
    """Escape for HTML, with `<mark>` around each span."""
    return _marked(snippet, html.escape, "<mark>", "</mark>")


def terminal_lines(snippet: Snippet, width: int, *, bold: bool) -> Iterator[str]:
    """Yield lines harmless for a terminal, each with its part of the spans in bold if asked."""
    safe = _printable_snippet(snippet)
    position = 0
    for line in textwrap.wrap(safe.text, width):
        start = safe.text.index(line, position)
        position = start + len(line)
        places = (
            (max(begin, start) - start, min(end, position) - start) for begin, end in safe.spans
        )
        spans = tuple((begin, end) for begin, end in places if begin < end) if bold else ()
        yield _marked(Snippet(line, spans), str, _BOLD, _PLAIN)


def _printable_snippet(snippet: Snippet) -> Snippet:
    """Drop what commands a terminal, and every second space, and move the spans along."""
    kept: list[str] = []
    moved = [0]
    for character in snippet.text:
        shown = printable(character)
        if shown.isspace():
            shown = "" if not kept or kept[-1] == " " else " "
        kept += [shown] if shown else []
        moved.append(len(kept))
    spans = tuple((moved[start], moved[end]) for start, end in snippet.spans)
    return Snippet("".join(kept), spans)


def _marked(snippet: Snippet, escape: Callable[[str], str], opening: str, closing: str) -> str:
    pieces, position = [], 0
    for start, end in snippet.spans:
        pieces.append(escape(snippet.text[position:start]))
        pieces.append(opening + escape(snippet.text[start:end]) + closing)
        position = end
    return "".join((*pieces, escape(snippet.text[position:])))
