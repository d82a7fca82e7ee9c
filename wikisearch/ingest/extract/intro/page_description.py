"""The description in the head of a page, for readers who have not opened it."""

import re
from collections.abc import Collection
from typing import NamedTuple

from wikisearch.analysis.characters.sentence_ends import is_unfinished
from wikisearch.analysis.characters.text_width import width
from wikisearch.ingest.extract.lines.line_kinds import MIN_LENGTH, is_byline, is_sentence
from wikisearch.ingest.extract.metadata.linked_data import LinkedData
from wikisearch.ingest.extract.raw_sections import Content
from wikisearch.ingest.extract.titles.document_title import full_document_title
from wikisearch.ingest.html.plain_text import one_line
from wikisearch.ingest.html.tree import Tree
from wikisearch.ingest.survey.line_keys import line_key

_WORD = re.compile(r"\w+")
_MIN_WORDS = 4
_MIN_SHARED = 30
"""Characters of a sentence that is in an excerpt."""
_MIN_FIRST = 10
"""Characters of the first line of a page."""
_MAX_SECTIONS = 3
_CUT_OFF = ("...", "…")


class PageDescription(NamedTuple):
    """A description, and what it shares with those of other pages."""

    text: str
    keys: tuple[str, ...]
    """Of the text, and of its words that are not in the titles: a program fills in the names."""


def page_description(
    tree: Tree, data: LinkedData, title: str, shown: Collection[str] = ()
) -> PageDescription | None:
    """Return the description of a page; None if it has none that is more than a name.

    It is a sentence, a phrase that begins with the title, or one that the page shows as a line.
    """
    text = _described(tree, data, title, shown)
    if not text:
        return None
    without_names = _key(text, f"{title} {full_document_title(tree)}")
    # The same sentence can be text of the start page, which is the page that it describes.
    return PageDescription(text, (f"\n{line_key(text)}", without_names))


def is_excerpt(text: str, content: Content) -> bool:
    """Return whether a description is the start of the page, or of the text below a heading.

    A program has made it of the page, with the heading above the text.
    """
    first = next((line.text for line in content.top.lines), "")
    if len(first) >= _MIN_FIRST and text != first and text.startswith(first):
        return True
    sections = content.raw_sections[:_MAX_SECTIONS]
    starts = (raw.lines[0].text[:_MIN_SHARED] for raw in sections if raw.lines)
    return any(len(start) == _MIN_SHARED and start in text for start in starts)


def is_summary(text: str, definition: str) -> bool:
    """Return whether a description is not the first words of the page.

    `definition` is the first sentence of its sections.
    """
    is_start = text.endswith(_CUT_OFF) or definition[:_MIN_SHARED] in text
    return bool(text) and not is_start


def _described(tree: Tree, data: LinkedData, title: str, shown: Collection[str]) -> str:
    if is_sentence(text := data.description(title)):
        return text
    for key in ("name", "property"):
        for meta in tree.by_name.get("meta", ()):
            if meta.attrs.get(key, "").lower() in ("description", "og:description"):
                text = one_line(meta.attrs.get("content", ""))
                is_description = is_sentence(text) or (text in shown and width(text) >= MIN_LENGTH)
                is_description = is_description or _goes_on_after(title, text)
                is_other = text.casefold() == title.casefold() or is_byline(text, title)
                if is_description and not is_other:
                    return text
    return ""


def _goes_on_after(title: str, text: str) -> bool:
    """Return whether a text is a sentence that begins with the title and lacks its stop."""
    rest = text[len(title) :]
    is_named = text.casefold().startswith(title.casefold()) and rest[:1] == " "
    is_phrase = rest[1:2].islower() and len(rest.split()) >= _MIN_WORDS
    return is_named and is_phrase and not is_unfinished(text)


def _key(text: str, titles: str) -> str:
    """Return the key of the words that the titles do not have, if enough words are left."""
    names = set(map(str.casefold, _WORD.findall(titles)))
    words = [word for word in _WORD.findall(text) if word.casefold() not in names]
    return line_key(" ".join(words) if len(words) >= _MIN_WORDS else text)
