"""A folded word of the index -> the same word as a page writes it, with its accents."""

import re

from wikisearch.analysis.characters.folding import fold
from wikisearch.model.document import POSITIONAL_FIELDS
from wikisearch.model.query import Phrase
from wikisearch.search.view.index_view import IndexView

_WORD = re.compile(r"\w+")


def written_form(view: IndexView, token: str, typed: str) -> str:
    """Return a token with the accents of a page, and with a capital if the typed word has one."""
    found = view.reader.search(Phrase((token,), POSITIONAL_FIELDS), 1).best
    sections = view.sections.fetch(match.key for match in found)
    words = (word for each in sections for word in _WORD.findall(f"{each.title} {each.text}"))
    written = next((word.lower() for word in words if fold(word) == token), token)
    return written.capitalize() if typed[:1].isupper() else written
