"""A passage of text with the matches of a query."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wikisearch._lazy import lazy_module

if TYPE_CHECKING:
    import html
else:
    html = lazy_module("html")  # terminal output does not need its table of entities


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage of text, and the spans that match the query."""

    text: str
    spans: tuple[tuple[int, int], ...]
    """Start and end of each match, in order, not overlapping."""

    def html(self) -> str:
        """Return the text escaped for HTML, with `<mark>` around each match."""
        return "".join(
            f"<mark>{html.escape(text)}</mark>" if matches else html.escape(text)
            for text, matches in self.parts()
        )

    def parts(self) -> Iterator[tuple[str, bool]]:
        """Split the text into pieces, and whether each is a match."""
        position = 0
        for start, end in self.spans:
            yield self.text[position:start], False
            yield self.text[start:end], True
            position = end
        yield self.text[position:], False
