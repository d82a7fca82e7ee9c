"""A parsed page, with indexes by name, class, role and id."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup

from wikisearch.ingest.html.element import HEADINGS, Element, TextNode

_MAX_SCRIPTS = 20
_MAX_SCRIPT_LENGTH = 100_000
"""Characters of a script with linked data."""
_HEAD_ELEMENTS = ("head", "title")


def _index() -> dict[str, list[Element]]:
    return defaultdict(list)


@dataclass(slots=True)
class Tree:
    """A parsed page; each index lists elements in document order."""

    soup: BeautifulSoup
    by_name: dict[str, list[Element]] = field(default_factory=_index)
    by_class: dict[str, list[Element]] = field(default_factory=_index)
    by_role: dict[str, list[Element]] = field(default_factory=_index)
    with_rel: list[Element] = field(default_factory=list)
    """The links that say what they are: `<a rel=tag>`, `<link rel=canonical>`."""
    by_id: dict[str, Element] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    """Every id and anchor name of the page, also those of parts that are not built."""
    menus: list[Element] = field(default_factory=list)
    """Menus whose layout elements were not built."""
    linked_data: list[str] = field(default_factory=list)
    """The scripts in JSON-LD."""
    pictures: set[str] = field(default_factory=set)
    """The texts of the images outside headings."""
    hidden_words: int = 0
    """Number of words that browsers do not show."""

    def add(
        self, element: Element, name: str, attrs: Mapping[str, str], classes: tuple[str, ...]
    ) -> int:
        """Add an element with these classes, in lower case, to the indexes; return its rank."""
        self.by_name[name].append(element)
        rank = 0
        if name in HEADINGS:
            element.rank = rank = HEADINGS[name]
        elif name in _HEAD_ELEMENTS:
            element.dropped = "head"
        if not attrs:
            return rank
        for word in classes:
            self.by_class[word].append(element)
        if "id" in attrs:
            self.by_id.setdefault(attrs["id"], element)
        if "rel" in attrs:
            self.with_rel.append(element)
        if "role" in attrs:
            self._add_role(element, attrs["role"].strip().lower())
            rank = element.rank
        return rank

    def add_ids(self, name: str, attrs: Mapping[str, str]) -> None:
        """Add the fragments that lead to an element."""
        if "id" in attrs:
            self.ids.add(attrs["id"])
        if name == "a" and "name" in attrs:
            self.ids.add(attrs["name"])

    def add_linked_data(self, script: str) -> None:
        """Add a script in JSON-LD, unless it is too long."""
        if len(self.linked_data) < _MAX_SCRIPTS and len(script) <= _MAX_SCRIPT_LENGTH:
            self.linked_data.append(script)

    def _add_role(self, element: Element, role: str) -> None:
        self.by_role[role].append(element)
        if role == "heading" and not element.rank:
            level = element.attrs.get("aria-level", "")
            element.rank = min(int(level), 6) if re.fullmatch("[1-9]", level) else 2
        elif role in ("presentation", "none"):
            element.layout = True

    def unlink(self) -> None:
        """Remove all links between the nodes; the tree is empty then.

        The nodes form reference cycles. Python needs more time to find them than a page to parse.
        """
        self.menus.clear()
        self.with_rel.clear()
        for index in (self.by_name, self.by_class, self.by_role, self.by_id):
            index.clear()
        stack: list[Any] = [self.soup]
        while stack:
            contents = stack.pop().contents
            for node in contents:
                # The links that remain lead back only, so nodes are freed from the end.
                node.next_element = node.next_sibling = None
                if type(node) is not TextNode:
                    stack.append(node)
            contents.clear()
        vars(self.soup).clear()  # it has itself in a list, and its builder has it
