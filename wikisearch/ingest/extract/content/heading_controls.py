"""Headings -> marks on the links in them that are controls: source, edit, fold."""

import re
from itertools import islice

from wikisearch.ingest.extract.words.word_list import phrase_list
from wikisearch.ingest.html.element import HEADINGS, Element, elements_in
from wikisearch.ingest.html.plain_text import plain_text
from wikisearch.ingest.html.tree import Tree

_CONTROL_WORDS = phrase_list("control_words.txt")
_MAX_CONTROL_LENGTH = 30
_MAX_PARTS = 60
"""Nodes of a heading that are looked at; headings that nobody closed are nested."""
_MAX_NODES = 10
"""Nodes of a control; a link that nobody closed has the page in it."""
_SIGNS = re.compile(r"^[\W_]+|(?<![\W_])[\W_]+$")


def mark_heading_controls(tree: Tree) -> None:
    """Drop the links of a heading that are controls, and the pictures beside its words."""
    for name in HEADINGS:
        for heading in tree.by_name.get(name, ()):
            inner = list(elements_in(heading, _MAX_PARTS))
            _keep_words(heading, [part for part in inner if part.dropped])
            if parts := [part for part in inner if not part.dropped and _is_control(part)]:
                _drop_beside_words(heading, parts)


def _keep_words(heading: Element, dropped: list[Element]) -> None:
    """Keep the parts that a profile drops if they are the heading: a link around all its words."""
    if dropped and not _has_words(heading):
        for part in dropped:
            part.dropped = ""


def _is_control(part: Element) -> bool:
    if part.name == "img":
        return True
    if part.name != "a" or "href" not in part.attrs:
        return False
    nodes = list(islice(part.descendants, _MAX_NODES + 1))
    if len(nodes) > _MAX_NODES:
        return False
    if part.attrs["href"].lower() == "#top":
        return True
    text = plain_text(part, _MAX_CONTROL_LENGTH)
    return _SIGNS.sub("", text).casefold() in _CONTROL_WORDS


def _drop_beside_words(heading: Element, parts: list[Element]) -> None:
    """Drop parts, unless nothing of the heading is left: "Source" can be its only word."""
    for part in parts:
        part.dropped = "boilerplate"
    if not _has_words(heading):
        for part in parts:
            part.dropped = ""


def _has_words(heading: Element) -> bool:
    return any(map(str.isalnum, plain_text(heading, _MAX_CONTROL_LENGTH)))
