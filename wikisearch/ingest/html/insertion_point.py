"""Where the tree builder is in the tree: nodes are appended here."""

from collections.abc import Mapping
from typing import Any

from wikisearch.analysis.characters.invisible import without_invisible
from wikisearch.ingest.html.element import HEADINGS, Element, Node, TextNode
from wikisearch.ingest.html.plain_text import LINE_BREAK, is_permalink, one_line, plain_text
from wikisearch.ingest.html.tags import (
    BOLD,
    SHOWN_TEMPLATES,
    is_folded,
    is_hidden,
    is_popup,
    parts_from_text,
    unfolds,
)

DEEPEST = 100
"""Elements nested deeper become siblings, as in browsers; the deepest real page seen has 19 levels.

It bounds the time of everything that looks at the ancestors or descendants of many elements.
"""

_MAX_TWINS = 20
"""Nodes before a hidden element that are compared with it."""
_FEW_NODES = 4
"""White space and a link target before the first words of a paragraph."""


_NAMED = "named"
"""The name of an open wrapper that has an address."""
_WRAPPERS = ("div", "section")
_TEXT_BLOCKS = ("p", "div", "td", "dd", "center", "blockquote")
ENDED_BY_BLOCKS = frozenset({"p", "a", "dt", *HEADINGS})
"""Elements that can end where a block begins."""
NAMED_BLOCKS = ("p", "li", _NAMED)
"""Blocks that can begin with the name of an entry."""


class InsertionPoint:
    """The element that is open, the text collected in it and the last node of the tree."""

    def __init__(self, root: Any) -> None:
        self.text: list[str] = []
        """Text since the last element."""
        self.parent: Any = root
        """The element that is open."""
        self.name = ""
        """Its name; an attribute of a Tag costs several times as much as one of ours."""
        self.pictures: set[str] = set()
        """Texts of images."""
        self._last: Any = root
        self._above: list[tuple[Any, str]] = []
        """What is open around it, with the names."""

    @property
    def last_child(self) -> Node | None:
        """The last node in the open element; None if text follows it."""
        contents = self.parent.contents
        return contents[-1] if contents and self._is_blank else None

    def begins_name(self, tag: str) -> bool:
        """Return whether the open paragraph can begin with its name, in one of `NAMES` here.

        The paragraph has no text yet. If the element is not bold, it has a link target.
        """
        parent = self.parent
        if not self._is_blank or len(parent.contents) > _FEW_NODES:
            return False
        targets = [node for node in parent.contents if isinstance(node, Element)]
        if len(targets) > 1 or any(node.contents for node in targets):
            return False
        if not all(isinstance(node, Element) or node.isspace() for node in parent.contents):
            return False
        return tag in BOLD or bool(targets) or "id" in parent.attrs

    @property
    def _is_blank(self) -> bool:
        """Whether no text follows the last node."""
        return not self.text or (len(self.text) == 1 and self.text[0].isspace())

    def text_of_picture(self, text: str) -> str:
        """Return the text of an image, as a line of its own if a paragraph begins with it."""
        self.pictures.add(one_line(text))
        is_first = self.name in _TEXT_BLOCKS and self._is_blank and not self.parent.contents
        return f"{text}{LINE_BREAK}" if is_first and parts_from_text(text) else text

    @property
    def is_in_heading(self) -> bool:
        """Whether the open element is a heading, a term or a summary, or directly in one."""
        places = (self.parent, self.parent.parent)
        return any(
            isinstance(place, Element) and (place.rank or place.name in ("dt", "summary"))
            for place in places
        )

    def hides(self, tag: str, attrs: Mapping[str, str]) -> bool:
        """Return whether readers never see an element that begins here."""
        if not is_hidden(tag, attrs) or is_folded(tag, attrs, self.last_child):
            return False
        return is_popup(attrs) or not self._has_twin(tag, attrs)

    def _has_twin(self, tag: str, attrs: Mapping[str, str]) -> bool:
        """Return whether an element that is shown has the same name and class: the first tab."""
        name = attrs.get("class", "")
        return (
            tag in _WRAPPERS
            and bool(name)
            and any(
                isinstance(node, Element) and node.name == tag and node.attrs.get("class") == name
                for node in self.parent.contents[-_MAX_TWINS:]
            )
        )

    def is_unread(self, tag: str, attrs: Mapping[str, str]) -> bool:
        """Return whether the text of an element, which pages seldom show, is not shown here.

        A button can name what unfolds, and a template can be the content of a component.
        """
        if tag == "button":
            return not (self.is_in_heading or unfolds(attrs))
        return tag != "template" or SHOWN_TEMPLATES.isdisjoint(attrs)

    @property
    def is_in_page_link(self) -> bool:
        """Whether the open element is a link to a place of its own page."""
        return self.name == "a" and self.parent.attrs.get("href", "")[:1] == "#"

    def enter(self, element: Element, name: str) -> None:
        """Append an element, and go on in it."""
        if len(self._above) >= DEEPEST:
            self.parent, self.name = self._above[-1]
        self._above.append((self.parent, self.name))
        self._append(element)
        is_named = name in _WRAPPERS and "id" in element.attrs
        self.parent, self.name = element, _NAMED if is_named else name

    def leave(self) -> None:
        """Go on after the open element."""
        self.parent, self.name = self._above.pop()

    def append_leaf(self, element: Element, text: str) -> None:
        """Append an inline element with only text in it, after the collected text."""
        if self.text:
            self.flush(block=False)
        self.enter(element, element.name)
        self.text.append(text)
        self.flush(block=False)
        self.leave()

    def flush(self, *, block: bool) -> None:
        """Append the collected text, unless it is only white space between blocks."""
        text = "".join(self.text)
        if not text.isascii():
            text = without_invisible(text)
        self.text.clear()
        if not block or not text.isspace() or LINE_BREAK in text:
            self._append(str.__new__(TextNode, text))

    def ends_before_block(self, tag: str) -> bool:
        """Return whether the open element ends where a block begins.

        lxml does not know that a `<section>` ends a paragraph. What comes after a
        heading that nobody closed is not in it, and a term does not contain the next term.
        """
        if len(self._above) >= DEEPEST:
            return False
        name = self.name
        if name == "p" or (name == "a" and self._is_open_target):
            return True
        return (name in HEADINGS or tag == name == "dt") and self._has_words()

    @property
    def _is_open_target(self) -> bool:
        """Whether the open link is a target in a paragraph, which nobody closed."""
        return self._above[-1][1] == "p" and "href" not in self.parent.attrs

    def _has_words(self) -> bool:
        """Return whether the open element has words; children checked before are skipped."""
        parent: Element = self.parent
        contents = parent.contents
        for at in range(parent.wordless_children, len(contents)):
            node = contents[at]
            if isinstance(node, Element):
                if not (node.dropped or is_permalink(node)) and plain_text(node):
                    return True
            elif one_line(node):
                return True
        parent.wordless_children = len(contents)
        return False

    def _append(self, node: Any) -> None:
        """Link a node in as the last of the tree, as the navigation of bs4 expects it."""
        parent, last = self.parent, self._last
        contents = parent.contents
        node.parent = parent
        node.previous_element = last
        last.next_element = node
        if contents:
            node.previous_sibling = contents[-1]
            contents[-1].next_sibling = node
        contents.append(node)
        self._last = node
