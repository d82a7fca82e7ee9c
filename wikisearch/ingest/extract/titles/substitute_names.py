"""A page without a title of its own -> a name: its first words, a link to it, or its file."""

import posixpath
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import PurePosixPath
from urllib.parse import unquote

from wikisearch.analysis.characters.sentence_ends import ends_sentence, ends_with_colon
from wikisearch.ingest.extract.lines.line_kinds import has_sentence, is_byline, is_code
from wikisearch.ingest.extract.links.own_links import leads_to_file
from wikisearch.ingest.extract.page_title import Title
from wikisearch.ingest.extract.titles.manual_page import manual_name
from wikisearch.ingest.extract.titles.path_names import letters_of
from wikisearch.ingest.extract.titles.typed_bullets import without_bullet
from wikisearch.ingest.html.element import Element, TextNode, ancestors, leads_away
from wikisearch.ingest.html.plain_text import (
    LINE_BREAK,
    MAX_HEADING_LENGTH,
    one_line,
    plain_text,
)
from wikisearch.ingest.html.tree import Tree
from wikisearch.model.ids import INDEX, page_id, short_id

_FIRST_NODES = 60
"""Nodes of the content in which its first words are."""
_MIN_NAME_LENGTH = 3
_MAX_LINE_LENGTH = 80
_MAX_LINKS = 1000
_NOT_IN_NAMES = re.compile("[_\x00-\x1f\x7f-\x9f]")
"""Characters that separate words in a file name, or are there by mistake."""
_WORDS = re.compile(r"[^\W\d_]{3,}")


def substitute_title(tree: Tree, main: Element, path: str) -> Title:
    """Name a page without `<title>` and headings."""
    stem = PurePosixPath(path).stem
    if name := manual_name(tree) or _name_in_text(main, stem) or _opening_line(main):
        return Title(without_bullet(name), None, "first line")
    return Title(name_in_link(tree, path) or file_name(path), None, "file name")


def _name_in_text(main: Element, stem: str) -> str:
    """Return the first words of the content if the name of the file begins with them."""
    first = next(_first_texts(main), "").partition(LINE_BREAK)[0]
    name = letters_of(first)
    is_name = len(first) <= MAX_HEADING_LENGTH and letters_of(stem).startswith(name)
    return one_line(first) if len(name) >= _MIN_NAME_LENGTH and is_name else ""


def _opening_line(main: Element) -> str:
    """Return the first line of the content if it is short and above a sentence.

    Only a line break separates the two: `<big>Lag</big><br>A gate that opens late.`
    """
    texts = _first_texts(main)
    start = next(texts, None)
    block = None if start is None else start.parent
    if start is None or block is None or any(map(leads_away, (block, *ancestors(block)))):
        return ""
    first, line_break, rest = start.strip().partition(LINE_BREAK)
    name, below = one_line(first), one_line(rest) or one_line(next(texts, ""))
    is_line = bool(line_break) and 0 < len(name) <= _MAX_LINE_LENGTH and has_sentence(below)
    is_text = ends_sentence(name) or ends_with_colon(name) or is_byline(name) or is_code(name)
    return name if is_line and not is_text else ""


def name_in_link(tree: Tree, path: str) -> str:
    """Return the words of a link to the page itself that are like the name of its file.

    A menu has such a link on every page.
    """
    words = set(_WORDS.findall(PurePosixPath(path).stem.casefold()))
    for link in islice(tree.by_name.get("a", ()), _MAX_LINKS) if words else ():
        target = link.attrs.get("href", "").partition("?")[0]
        if "#" not in target and posixpath.basename(path) == posixpath.basename(unquote(target)):
            text = plain_text(link, _MAX_LINE_LENGTH)
            if leads_to_file(target, path) and words & set(_WORDS.findall(text.casefold())):
                return text if len(text) <= _MAX_LINE_LENGTH else ""
    return ""


def file_name(path: str) -> str:
    """Return the name of a file as words; of the start page of a folder, that of the folder.

    A number has the name of the folder that it is in: `page 2`.
    """
    place = PurePosixPath(path)
    names = [*place.parts[:-1], place.stem]
    if place.stem == INDEX and len(names) > 1:
        del names[-1]
    stem = " ".join(names[-2:]) if names[-1].isdecimal() else names[-1]
    name = " ".join(_NOT_IN_NAMES.sub(" ", short_id(stem)).split())
    return name or page_id(path)


def _first_texts(main: Element) -> Iterator[TextNode]:
    texts = (node for node in islice(main.descendants, _FIRST_NODES) if isinstance(node, TextNode))
    return (text for text in texts if not text.isspace())
