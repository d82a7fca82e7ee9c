"""What the survey needs of one page."""

from collections.abc import Sequence
from typing import Any, NamedTuple


class PageFacts(NamedTuple):
    """What one page has in common with others, perhaps."""

    content: str
    """Hash of its text: copies count once."""
    document_title: str = ""
    title: str = ""
    title_edges: tuple[str, str] = ("", "")
    """What `<title>` has before and after the words of a heading."""
    is_shown: bool = False
    """Whether a heading or the first line has the title."""
    top: tuple[str, ...] = ()
    """Keys of the first lines and headings."""
    bottom: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    """Keys of the lines of links."""
    link_words: tuple[str, ...] = ()
    """Words in the lines of links at the edges."""
    notices: tuple[str, ...] = ()
    """Keys of lines that hold no content by their form."""
    sentences: tuple[str, ...] = ()
    """Keys of the first lines that are sentences."""
    descriptions: tuple[str, ...] = ()
    """Keys of the description in the head, with and without the words of the title."""
    is_noindex: bool = False
    has_form: bool = False
    content_element: str = ""
    """Name of the element with the content."""

    @property
    def first_sentence(self) -> str:
        """Key of the first line that is a sentence; empty if there is none."""
        return next(iter(self.sentences), "")

    @classmethod
    def from_row(cls, row: Sequence[Any]) -> "PageFacts":
        """Decode a JSON row; raises a built-in exception for any other value."""
        values = [tuple(each) if isinstance(each, list) else each for each in row]
        return cls._make(values)
