"""The description in the head of a page, for readers who have not opened it."""

import re

from wikisearch.ingest.extract.lines.line_kinds import is_sentence
from wikisearch.ingest.extract.metadata.linked_data import LinkedData
from wikisearch.ingest.html.plain_text import one_line
from wikisearch.ingest.html.tree import Tree
from wikisearch.ingest.survey.line_keys import line_key

_WORD = re.compile(r"\w+")
_FEWEST_WORDS = 4


def page_description(tree: Tree, data: LinkedData, title: str) -> str:
    """Return the description of a page; empty if it has none that is more than a name."""
    if is_sentence(text := data.description(title)):
        return text
    for key in ("name", "property"):
        for meta in tree.by_name.get("meta", ()):
            if meta.attrs.get(key, "").lower() in ("description", "og:description"):
                text = one_line(meta.attrs.get("content", ""))
                if is_sentence(text) and text.casefold() != title.casefold():
                    return text
    return ""


def description_key(text: str, *titles: str) -> str:
    """Return the key of a description: equal for pages where a program fills in their names.

    The words that the titles of the page have do not count, if enough others are left.
    """
    names = {word.casefold() for title in titles for word in _WORD.findall(title)}
    words = [word for word in _WORD.findall(text) if word.casefold() not in names]
    return line_key(" ".join(words) if len(words) >= _FEWEST_WORDS else text)
