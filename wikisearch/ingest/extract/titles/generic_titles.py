"""A title that names no page, such as "Documentation" or "Home", and the name to use instead."""

import re
from collections.abc import Iterator
from itertools import islice

from wikisearch.ingest.extract.content.page_contents import CONTENTS_TITLES, is_contents_title
from wikisearch.ingest.extract.titles.captions import captions
from wikisearch.ingest.extract.titles.numbering import is_only_number
from wikisearch.ingest.extract.titles.page_h1 import (
    EMPTY_TITLES,
    is_placeholder,
    shown_headings,
)
from wikisearch.ingest.extract.titles.path_names import heading_like_file
from wikisearch.ingest.extract.words.word_list import phrase_list
from wikisearch.ingest.html.element import (
    Element,
    TextNode,
    ancestors,
    leads_away,
    next_element,
)
from wikisearch.ingest.html.plain_text import heading_text, plain_text
from wikisearch.ingest.html.tree import Tree
from wikisearch.ingest.survey.line_keys import heading_key
from wikisearch.ingest.survey.survey import FolderSurvey

NAME_HEADINGS = phrase_list("name_headings.txt")
MANUAL_HEADINGS = phrase_list("manual_headings.txt")
_HOME_TITLES = phrase_list("home_titles.txt")
_LEAD_HEADINGS = phrase_list("lead_headings.txt")
_NAME = re.compile(r"\s*(\S.{0,80}?)\s+(?:[-–—]{1,2}|\\-)\s")
"""What a manual page is called, before what it is for."""
_FIRST_OF_NAMES = re.compile(r"\s*(\S{1,80}),\s.*?\s(?:[-–—]{1,2}|\\-)\s", re.DOTALL)
_NAME_IN_TEXT = re.compile(
    rf"^[ \t]*(?:{'|'.join(map(re.escape, sorted(NAME_HEADINGS)))})[ \t]*\n{_NAME.pattern}",
    re.IGNORECASE | re.MULTILINE,
)
_NAME_TEXT = 5000
"""Characters of preformatted text in which the name of a manual page is."""
_MAX_WORD_LENGTH = 80
_LETTER = re.compile(r"\W*[a-z_]\W*", re.IGNORECASE | re.ASCII)
_MARKED_LETTER = re.compile(r"\W+[^\W\d]\W+|([-–—])\s+\S{1,8}\s+\1")
"""A heading of an index: "- a -", "- ab -"."""
_MAX_PEERS = 50
_CARD_LEVELS = 3
"""From the heading of a card to the link around the card."""
_FEW = 3
"""Headings of one rank, of which the first can be the title."""


def is_generic_title(title: str, survey: FolderSurvey) -> bool:
    """Return whether a title cannot name a page.

    Many pages have it, or it is a number, or a placeholder such as "Untitled".
    """
    if survey.is_shared_title(title) or title.casefold() in EMPTY_TITLES:
        return True
    return is_only_number(title)


def is_generic_document(named: str, survey: FolderSurvey) -> bool:
    """Return whether `<title>` cannot name a page, for the same reasons."""
    return survey.is_shared_document(named) or is_generic_title(named, survey)


def name_of_home(heading: str, named: str) -> str:
    """Return `<title>` if a heading is only that of a start page: "Home"; else empty."""
    words = named.casefold()
    is_home = heading.casefold() in _HOME_TITLES
    return named if is_home and words and not words.endswith(tuple(_HOME_TITLES)) else ""


def name_above_lead(heading: Element, named: str, survey: FolderSurvey) -> str:
    """Return `<title>` if the h1 only names the first part of the page: "Overview"; else empty."""
    lead, words = heading_text(heading).casefold(), named.casefold()
    is_lead = lead in _LEAD_HEADINGS or is_contents_title(heading)
    if not is_lead or not named or lead in words or words in CONTENTS_TITLES | _LEAD_HEADINGS:
        return ""
    return "" if is_generic_document(named, survey) else named


def is_manual_heading(text: str) -> bool:
    """Return whether a text is a heading in a manual page: "NAME", "SYNOPSIS"."""
    return text.casefold() in MANUAL_HEADINGS | NAME_HEADINGS


def is_repeated(tree: Tree, heading: Element) -> bool:
    """Return whether another heading of the same rank has the same text."""
    text = heading_text(heading)
    peers = tree.by_name.get(heading.name, ())
    return any(peer is not heading and heading_text(peer) == text for peer in peers)


def is_numbered_page(
    tree: Tree, title: str, heading: Element | None, named: str, survey: FolderSurvey
) -> bool:
    """Return whether a number in the h1 is the name of a page: "Section 230", the law.

    A chapter has its name in `<title>`, or in the heading directly below its number.
    """
    if heading is None or heading.rank != 1 or not is_only_number(title):
        return False
    if survey.is_shared_title(title) or not (is_only_number(named) or named.startswith(title)):
        return False
    subtitle = next_element(heading)
    if subtitle is None or not subtitle.rank:
        return True
    return len(tree.by_name.get(subtitle.name, ())) > 1


def other_name(
    tree: Tree, main: Element, named: str, path: str, survey: FolderSurvey
) -> tuple[str, Element | None, str] | None:
    """Find another name on the page: its text, its heading, and where it was found.

    That is `<title>`, which is `named`, the NAME line of a manual page, a heading or a caption.
    """
    if named and not is_generic_document(named, survey):
        return named, None, "title element"
    if name := _name_line(tree):
        return name, None, "name line"
    if not named and _has_manual_headings(tree):
        return None
    if (heading := _named_heading(tree, main, path, survey)) is not None:
        return survey.own_part(heading_text(heading)), heading, "heading"
    for caption in captions(tree):
        text = survey.own_part(heading_text(caption))
        if text and not is_generic_title(text, survey):
            return text, None, "caption"
    return None


def naming_headings(tree: Tree, main: Element) -> Iterator[Element]:
    """Yield the headings of the content that can name the page, the highest first.

    Not those of its table of contents, the letters of an index, the items of a list of pages, and
    "<no title>".
    """
    for heading in shown_headings(tree, main):
        text = heading_text(heading)
        is_letter = _MARKED_LETTER.fullmatch(text) is not None
        if not (
            is_letter
            or is_placeholder(text)
            or is_contents_title(heading)
            or _is_listed(tree, heading)
        ):
            yield heading


def _is_listed(tree: Tree, heading: Element) -> bool:
    """Return whether a heading links to another page, as others of its rank do."""
    peers = islice(tree.by_name.get(heading.name, ()), _MAX_PEERS)
    return _is_link(heading) and any(peer is not heading and _is_link(peer) for peer in peers)


def _is_link(heading: Element) -> bool:
    """Return whether all of a heading is one link to another page."""
    parts = [node for node in heading.contents if isinstance(node, Element) or not node.isspace()]
    if len(parts) == 1 and isinstance(parts[0], Element) and leads_away(parts[0]):
        return True
    return any(map(leads_away, islice(ancestors(heading), _CARD_LEVELS)))


def _has_manual_headings(tree: Tree) -> bool:
    """Return whether the first h1 is that of a section of a manual page."""
    first = next(filter(None, map(heading_text, tree.by_name.get("h1", ()))), "")
    return is_manual_heading(first)


def whole_title(
    whole: str, named: str, survey: FolderSurvey
) -> tuple[str, Element | None, str] | None:
    """Return all of `<title>` if its start, `named`, is that of many pages: "Gates - Repair"."""
    is_own = whole != named and not is_generic_document(whole, survey)
    return (whole, None, "title element") if is_own else None


def _named_heading(tree: Tree, main: Element, path: str, survey: FolderSurvey) -> Element | None:
    """Find the highest heading that names the page: the one like its file, the first, one of few.

    Among many headings of one rank, the one after "Introduction" is a section like the others.
    """
    named: list[Element] = []
    skipped = 0
    """Rank of the last heading before them that names no page."""
    for heading in naming_headings(tree, main):
        if named and (heading.rank != named[0].rank or len(named) > _FEW):
            break
        text = survey.own_part(heading_text(heading))
        is_letter = _LETTER.fullmatch(text) is not None
        if not (is_letter or is_generic_title(text, survey) or _is_shared_heading(text, survey)):
            named.append(heading)
        elif not named:
            skipped = heading.rank
    if (like_file := heading_like_file(named, path)) is not None:
        return like_file
    is_one_of_many = bool(named) and skipped == named[0].rank and len(named) > _FEW
    return None if is_one_of_many else next(iter(named), None)


def _name_line(tree: Tree) -> str:
    """Return the name on the NAME line of a manual page; empty if there is none."""
    for rank in range(1, 7):
        for heading in islice(tree.by_name.get(f"h{rank}", ()), 3):
            if heading_text(heading).casefold() in NAME_HEADINGS:
                return _first_name(_text_after(heading))
    for block in islice(tree.by_name.get("pre", ()), 1):
        texts = (node for node in block.descendants if isinstance(node, TextNode))
        match = _NAME_IN_TEXT.search("".join(islice(texts, 200))[:_NAME_TEXT])
        return match[1].strip() if match else ""
    return ""


def _first_name(text: str) -> str:
    """Return what stands before the dash; of many names the first one; or the only word."""
    if match := _NAME.match(text) or _FIRST_OF_NAMES.match(text):
        return match[1].strip()
    words = text.split(maxsplit=1)
    return words[0] if len(words) == 1 and len(words[0]) <= _MAX_WORD_LENGTH else ""


def _text_after(heading: Element) -> str:
    """Return the start of the text after a heading."""
    node = heading.next_sibling
    while node is not None:
        text = plain_text(node, 300) if isinstance(node, Element) else str(node)
        if text.strip():
            return text
        node = node.next_sibling
    return ""


def _is_shared_heading(text: str, survey: FolderSurvey) -> bool:
    """Return whether most pages have a heading."""
    key = heading_key(text)
    return bool(survey.count_at_top(key) or survey.count_at_bottom(key))
