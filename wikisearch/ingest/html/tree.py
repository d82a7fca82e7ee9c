"""A parsed page, with indexes that make looking things up in it cheap."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup

from wikisearch.ingest.html.element import HEADINGS, Element, Text

_OF_HEAD = ("head", "title")


def _lists() -> dict[str, list[Element]]:
    return defaultdict(list)


@dataclass(slots=True)
class Tree:
    """A parsed page, with its elements in document order under each key one looks them up by."""

    soup: BeautifulSoup
    by_name: dict[str, list[Element]] = field(default_factory=_lists)
    by_class: dict[str, list[Element]] = field(default_factory=_lists)
    by_role: dict[str, list[Element]] = field(default_factory=_lists)
    by_id: dict[str, Element] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    """Every id and anchor name of the page, those of parts that are not read included."""
    menus: list[Element] = field(default_factory=list)
    """Those in which no object was made of what only arranges them."""
    hidden_words: int = 0
    """Words that a browser would not show."""

    def add(self, element: Element, classes: tuple[str, ...]) -> None:
        """Enter an element with these classes in the indexes."""
        name, attrs = element.name, element.attrs
        self.by_name[name].append(element)
        if name in HEADINGS:
            element.rank = HEADINGS[name]
        elif name in _OF_HEAD:
            element.dropped = "head"
        for word in classes:
            self.by_class[word].append(element)
        if "id" in attrs:
            self.by_id.setdefault(attrs["id"], element)
        if "role" in attrs:
            self._add_role(element, attrs["role"].strip().lower())

    def note_ids(self, name: str, attrs: Mapping[str, str]) -> None:
        """Remember what a fragment could lead to."""
        if "id" in attrs:
            self.ids.add(attrs["id"])
        if name == "a" and "name" in attrs:
            self.ids.add(attrs["name"])

    def _add_role(self, element: Element, role: str) -> None:
        self.by_role[role].append(element)
        if role == "heading" and not element.rank:
            level = element.attrs.get("aria-level", "")
            element.rank = min(int(level), 6) if re.fullmatch("[1-9]", level) else 2
        elif role in ("presentation", "none"):
            element.layout = True

    def unlink(self) -> None:
        """Take the nodes apart when the page is read; nothing can be found in it any more.

        They hold one another, and Python takes longer to find out that nobody else does than
        the page took to read.
        """
        self.menus.clear()
        for index in (self.by_name, self.by_class, self.by_role, self.by_id):
            index.clear()
        node: Any = self.soup
        while node is not None:
            after = node.next_element
            # What is left leads back to the start, and goes from its end.
            node.next_element = node.next_sibling = None
            if node.__class__ is not Text:
                node.contents.clear()
            node = after
