"""The highlighter of a request without snippets."""

from wikisearch.model.snippet import Snippet
from wikisearch.search.snippets.highlighter import Passage

_NOTHING = Passage(Snippet("", ()), "", 0)


class NoHighlighter:
    """Has the methods of `Highlighter`, and reads no text."""

    def snippet(self, _text: str) -> Snippet:
        """Return an empty snippet."""
        return _NOTHING.snippet

    def passage(self, _text: str) -> Passage:
        """Return an empty passage."""
        return _NOTHING

    def matches(self, _text: str) -> bool:
        """Find nothing."""
        return False

    def side_by_side(self, _text: str) -> tuple[int, int]:
        """Find nothing."""
        return 0, 0
