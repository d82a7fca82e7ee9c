"""The title of an exported document: a paragraph above its headings, which are chapters."""

import re
from itertools import islice
from pathlib import PurePosixPath
from urllib.parse import unquote

from wikisearch.analysis.characters.sentence_ends import ends_sentence, ends_with_colon
from wikisearch.ingest.extract.lines.line_kinds import has_sentence, is_byline, is_code
from wikisearch.ingest.extract.titles.captions import captions
from wikisearch.ingest.extract.titles.page_h1 import same_name, shown_headings
from wikisearch.ingest.extract.titles.path_names import letters_of
from wikisearch.ingest.extract.titles.typed_bullets import without_bullet
from wikisearch.ingest.html.element import (
    BLOCKS,
    Element,
    TextNode,
    elements_in,
    is_shown_in,
    next_element,
)
from wikisearch.ingest.html.link_targets import is_first_text
from wikisearch.ingest.html.plain_text import heading_text, plain_text
from wikisearch.ingest.html.tree import Tree
from wikisearch.ingest.survey.line_keys import line_key
from wikisearch.ingest.survey.survey import FolderSurvey, Trait

_OFFICE_CLASS = "msotitle"
"""Class of a title that an editor sets; its `<title>` is often that of an older document."""
_CHAPTER = re.compile(r"\d+[.)]?\s")
_FIRST_NODES = 60
_TITLE_BLOCKS = ("div", "p", "center", "caption")
_MAX_LENGTH = 100
_MIN_FILE_LETTERS = 6

Line = tuple[str, Element, str]
"""The text of a line that can be a title, its block, and where it is."""


def exported_title(tree: Tree, main: Element, named: str) -> Element | None:
    """Return the element with the title of a document whose `<title>` is missing, if it has one."""
    for caption in captions(tree):
        is_office = _OFFICE_CLASS in caption.attrs.get("class", "").lower().split()
        if (is_office or not named) and not caption.rank and _is_first(caption, main):
            return caption if heading_text(caption) else None
    if named:
        return None
    heading = next(shown_headings(tree, main), None)
    if heading is None:
        line = _line_above(None, main)
        return line if line is not None and _is_above_prose(line) else None
    return _line_above(heading, main) if _CHAPTER.match(heading_text(heading)) else None


def first_line(main: Element, survey: FolderSurvey) -> Line | None:
    """Return the first line of the content, if it can be the title of a page without a heading.

    It is short, has no link with text, and stands on few pages.
    """
    block = _line_above(None, main)
    if block is None or any(part.name == "a" and plain_text(part) for part in elements_in(block)):
        return None
    text = without_bullet(heading_text(block))
    is_label = ends_with_colon(text) or is_byline(text) or is_code(text)
    if block.name not in _TITLE_BLOCKS or is_label or survey.count_at_top(line_key(text)):
        return None
    return text, block, "first line"


def shown_line(tree: Tree, main: Element, text: str, survey: FolderSurvey) -> Line | None:
    """Return the first line of the content, or a caption in it, with a text that few pages have."""
    if survey.count_at_top(line_key(text)):
        return None
    line = first_line(main, survey)
    if line is not None and line[0] == text:
        return line
    shown = (each for each in captions(tree) if heading_text(each) == text)
    caption = next((each for each in shown if is_shown_in(each, main)), None)
    return None if caption is None else (text, caption, "caption")


def line_with_title(main: Element, named: str, full: str, survey: FolderSurvey) -> Line | None:
    """Return the first line if it has all words of a `<title>` that seems to end with a site.

    No other page ends so: "Gate - ryu" above the line "Gate-ryu".
    """
    own = survey.own_part(full)
    if own == named or not survey.has_trait(Trait.COMPARED):
        return None
    line = first_line(main, survey)
    return line if line is not None and same_name(line[0], own) else None


def line_like_file(main: Element, path: str, survey: FolderSurvey) -> Line | None:
    """Return the first line if it has the words of the name of the file, and perhaps more."""
    name = letters_of(unquote(PurePosixPath(path).stem))
    if len(name) < _MIN_FILE_LETTERS or name.isdecimal():
        return None
    line = first_line(main, survey)
    return line if line is not None and name in letters_of(line[0]) else None


def _is_first(element: Element, main: Element) -> bool:
    """Return whether an element is the first one with text in the content."""
    place = element
    while is_shown_in(element, main) and is_first_text(place):
        if place.parent is main or place.parent is None:
            return True
        place = place.parent
    return False


def _is_above_prose(line: Element) -> bool:
    """Return whether a line without links is directly above a paragraph."""
    after = next_element(line)
    if after is None or after.name != "p" or any(part.name == "a" for part in elements_in(line)):
        return False
    return has_sentence(plain_text(after))


def _line_above(heading: Element | None, main: Element) -> Element | None:
    """Return the first block of the content, if it is one short line and not the heading."""
    texts = (node for node in islice(main.descendants, _FIRST_NODES) if isinstance(node, TextNode))
    block = next((text.parent for text in texts if not text.isspace()), None)
    while block is not None and block.name not in BLOCKS:
        block = block.parent
    if block is None or block is main or block.rank or block.dropped or block is heading:
        return None
    text = heading_text(block)
    return block if 0 < len(text) <= _MAX_LENGTH and not ends_sentence(text) else None
