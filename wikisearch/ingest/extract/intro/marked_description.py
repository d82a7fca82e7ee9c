"""The description of a page that a class marks, directly below its title."""

import re
from collections.abc import Iterator
from itertools import islice

from wikisearch.analysis.characters.letter_case import has_case
from wikisearch.analysis.characters.sentence_ends import is_unfinished
from wikisearch.analysis.characters.text_width import width
from wikisearch.ingest.extract.lines.line_kinds import is_byline, is_code, is_same, is_sentence
from wikisearch.ingest.extract.page_title import Title
from wikisearch.ingest.extract.words.word_list import word_list
from wikisearch.ingest.html.element import BLOCKS, Element, elements_in
from wikisearch.ingest.html.plain_text import plain_text
from wikisearch.ingest.html.text_measures import text_size
from wikisearch.ingest.survey.line_keys import line_key
from wikisearch.ingest.survey.survey import FolderSurvey

_CLASSES = word_list("description_classes.txt")
_BLOCKS = ("p", "div", "section", "header")
_WORD = re.compile(r"[a-z]+")
_MAX_AFTER = 40
"""Elements below the title that are looked at."""
_MAX_AROUND = 4
_MIN_LENGTH = 8
"""Columns."""
_MAX_LENGTH = 600


def marked_definition(title: Title, own: str, survey: FolderSurvey) -> str:
    """Return the marked description, unless `own`, the definition in the text, is better.

    A sentence that begins with the title is better than a phrase. A description that several pages
    share is not that of the page.
    """
    found = _marked_description(title.heading, title.text)
    if not found or survey.is_shared_sentence(line_key(found)):
        return ""
    is_own = own.casefold().startswith(title.text.casefold())
    return "" if is_own and not is_sentence(found) else found


def _marked_description(heading: Element | None, title: str) -> str:
    """Return the text of the first such element before the next heading; empty if none."""
    if heading is None:
        return ""
    for element in islice(_after(heading), _MAX_AFTER):
        if element.rank or element.holds_entries:
            return ""
        if element.name in _BLOCKS and not element.dropped and _is_marked(element):
            place = _only_block(element)
            text = "" if place is None else plain_text(place, _MAX_LENGTH + 1)
            return text if place is not None and _is_description(place, text, title) else ""
    return ""


def _after(heading: Element) -> Iterator[Element]:
    """Yield the elements after a heading, those around it left out, in document order."""
    place: Element | None = heading
    for _ in range(_MAX_AROUND):
        if place is None:
            return
        after = place.next_sibling
        while after is not None:
            if isinstance(after, Element):
                yield after
                yield from elements_in(after, _MAX_AFTER)
            after = after.next_sibling
        place = place.parent


def _is_marked(element: Element) -> bool:
    """Return whether the last word of a class is one for descriptions: `hero-lead`."""
    names = element.attrs.get("class", "").lower().split()
    return any((words := _WORD.findall(name)) and words[-1] in _CLASSES for name in names)


def _only_block(element: Element) -> Element | None:
    """Return an element with text only, or the paragraph that it begins with; else None."""
    blocks = (each for each in elements_in(element, _MAX_AFTER) if each.name in BLOCKS)
    first = next(blocks, element)
    return first if first is element or first.name == "p" else None


def _is_description(element: Element, text: str, title: str) -> bool:
    if not _MIN_LENGTH <= width(text) <= _MAX_LENGTH or is_unfinished(text):
        return False
    if is_byline(text, title) or is_code(text) or is_same(text, title):
        return False
    links = [each for each in elements_in(element, _MAX_AFTER) if each.name == "a"]
    unlinked = text_size(element) - sum(map(text_size, links))
    return unlinked >= _MIN_LENGTH and (" " in text or not has_case(text[:1]))
