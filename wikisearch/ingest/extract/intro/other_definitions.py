"""Definitions of pages without a sentence in a paragraph: of modules, and of plain text."""

from collections.abc import Iterator, Sequence
from itertools import islice

from wikisearch.ingest.extract.lines.labels import without_labels
from wikisearch.ingest.extract.lines.line_kinds import (
    ends_sentence,
    has_sentence,
    is_byline,
    is_code,
    is_sentence,
)
from wikisearch.ingest.extract.raw_sections import Content, Line, RawSection
from wikisearch.model.line_layout import LineKind

_MAX_SECTIONS = 3
_MAX_PARAGRAPHS = 6
_MIN_WORDS = 10
_MIN_ALONE = 7
"""The same for the only preformatted paragraph of a section."""
_MIN_IN_PHRASE = 3
"""Words of a phrase that can be a definition; fewer are a name."""
_UNFINISHED = ("...", "…", ":", "?")
_PROSE = 0.95
"""Share of the characters of prose that are letters, digits, spaces or signs of a sentence."""
_SIGNS = " .,;:!?'\"()-/"


def short_lead(content: Content, paragraphs: list[Line]) -> str:
    """Return the short line above the entries of a module: "Depth-first search"."""
    if not content.raw_sections or not content.raw_sections[0].is_entry:
        return ""
    first = next((line for line in paragraphs if line.block == "p"), None)
    return first.text if first is not None and " " in first.text else ""


def only_phrase(content: Content, own: list[Line], paragraphs: list[Line]) -> str:
    """Return the phrase that is all that stands above the headings: "Copies a policy".

    Labels with their values may stand beside it.
    """
    own, paragraphs = without_labels(own), without_labels(paragraphs)
    if len(own) != 1 or own != paragraphs or not content.raw_sections:
        return ""
    line = own[0]
    if line.linked or line.block not in ("p", "div", "") or line.text.endswith(_UNFINISHED):
        return ""
    is_phrase = len(line.text.split()) >= _MIN_IN_PHRASE and line.text[:1].isalpha()
    return line.text if is_phrase and not content.raw_sections[0].is_entry else ""


def heading_sentence(sections: Sequence[RawSection], title: str) -> str:
    """Return the first heading if it is a sentence that begins with the title."""
    first = sections[0].title if sections else ""
    is_named = len(first) > len(title) and first.casefold().startswith(title.casefold())
    return first if is_named and is_sentence(first) and not first.endswith(_UNFINISHED) else ""


def short_sentence(paragraphs: list[Line]) -> str:
    """Return the first paragraph if it is a short sentence: "Copies policy."."""
    first = next((line for line in paragraphs if line.block in ("p", "div", "")), None)
    if first is None or first.linked or not ends_sentence(first.text):
        return ""
    text = first.text
    return text if text[:1].isupper() and " " in text and not text.endswith(_UNFINISHED) else ""


def first_meaning(lines: list[Line]) -> str:
    """Return the first of the meanings that a glossary lists below a term: all are sentences."""
    items = [line for line in lines if line.block == "li"]
    if not items or not all(has_sentence(each.text) and not each.linked for each in items):
        return ""
    return "" if is_code(items[0].text) else items[0].text


def prose_in_code(content: Content) -> str:
    """Return the first paragraph of prose in preformatted text."""
    for raw in (content.top, *content.raw_sections[:_MAX_SECTIONS]):
        texts = list(islice(filter(None, _paragraphs(raw.lines)), _MAX_PARAGRAPHS))
        fewest = _MIN_ALONE if len(texts) == 1 else _MIN_WORDS
        for text in texts:
            if _is_prose(text, fewest):
                return text
    return ""


def _paragraphs(lines: list[Line]) -> Iterator[str]:
    """Yield the paragraphs of preformatted text, which begin after a blank line."""
    found: list[str] = []
    for line in lines:
        if line.block == "pre" and line.layout != LineKind.CODE_AFTER_BLANK:
            found.append(line.text)
            continue
        yield " ".join(" ".join(found).split())
        found = [line.text] if line.block == "pre" else []
    yield " ".join(" ".join(found).split())


def _is_prose(text: str, fewest: int) -> bool:
    if not text[:1].isupper() or len(text.split()) < fewest:
        return False
    if not has_sentence(text) or is_byline(text) or is_code(text):
        return False
    return sum(char.isalnum() or char in _SIGNS for char in text) >= _PROSE * len(text)
