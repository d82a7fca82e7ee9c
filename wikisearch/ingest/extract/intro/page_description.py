"""The description in the head of a page, for readers who have not opened it."""

import re
from collections.abc import Collection
from typing import NamedTuple

from wikisearch.analysis.characters.text_width import width
from wikisearch.ingest.extract.lines.line_kinds import MIN_LENGTH, is_sentence
from wikisearch.ingest.extract.metadata.linked_data import LinkedData
from wikisearch.ingest.extract.titles.document_title import full_document_title
from wikisearch.ingest.html.plain_text import one_line
from wikisearch.ingest.html.tree import Tree
from wikisearch.ingest.survey.line_keys import line_key

_WORD = re.compile(r"\w+")
_MIN_WORDS = 4
_MIN_SHARED = 30
"""Characters of a sentence that is in an excerpt."""
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

    It is a sentence, or a phrase that is one of the lines that the page shows.
    """
    text = _described(tree, data, title, shown)
    if not text:
        return None
    without_names = _key(text, f"{title} {full_document_title(tree)}")
    # The same sentence can be text of the start page, which is the page that it describes.
    return PageDescription(text, (f"\n{line_key(text)}", without_names))


def is_summary(text: str, definition: str) -> bool:
    """Return whether a description is a sentence, and not the first words of the page.

    `definition` is the first sentence of its sections.
    """
    is_excerpt = text.endswith(_CUT_OFF) or definition[:_MIN_SHARED] in text
    return is_sentence(text) and not is_excerpt


def _described(tree: Tree, data: LinkedData, title: str, shown: Collection[str]) -> str:
    if is_sentence(text := data.description(title)):
        return text
    for key in ("name", "property"):
        for meta in tree.by_name.get("meta", ()):
            if meta.attrs.get(key, "").lower() in ("description", "og:description"):
                text = one_line(meta.attrs.get("content", ""))
                is_description = is_sentence(text) or (text in shown and width(text) >= MIN_LENGTH)
                if is_description and text.casefold() != title.casefold():
                    return text
    return ""


def _key(text: str, titles: str) -> str:
    """Return the key of the words that the titles do not have, if enough words are left."""
    names = set(map(str.casefold, _WORD.findall(titles)))
    words = [word for word in _WORD.findall(text) if word.casefold() not in names]
    return line_key(" ".join(words) if len(words) >= _MIN_WORDS else text)
