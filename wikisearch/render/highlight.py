"""A snippet with its matches highlighted, as lines for a terminal."""

from collections.abc import Iterator

from wikisearch.model.snippet import Snippet
from wikisearch.render.columns import wrap
from wikisearch.render.line import Style, Styled
from wikisearch.render.printable import printable


def highlighted_lines(
    snippet: Snippet, columns: int, style: Style | None = None
) -> Iterator[tuple[Styled, ...]]:
    """Wrap a snippet into lines, matches in bold and the rest in `style`."""
    snippet = _printable_snippet(snippet)
    end = 0
    for line in wrap(snippet.text, columns):
        start = snippet.text.index(line, end)
        end = start + len(line)
        clipped = ((max(first, start), min(last, end)) for first, last in snippet.spans)
        spans = tuple((first - start, last - start) for first, last in clipped if first < last)
        parts = Snippet(line, spans).parts()
        yield tuple(Styled(text, Style.BOLD if matches else style) for text, matches in parts)


def _printable_snippet(snippet: Snippet) -> Snippet:
    """Remove control characters and repeated spaces, and move the spans accordingly."""
    characters: list[str] = []
    positions = [0]
    for character in snippet.text:
        shown = printable(character)
        if shown.isspace():
            shown = "" if not characters or characters[-1] == " " else " "
        characters += [shown] if shown else []
        positions.append(len(characters))
    spans = tuple((positions[start], positions[end]) for start, end in snippet.spans)
    return Snippet("".join(characters), spans)
