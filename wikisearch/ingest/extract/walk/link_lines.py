"""Lines of links that lead around a site: a pager, or back to a page above."""

import re

from wikisearch.ingest.extract.words.word_list import phrase_pattern

_PAGER = re.compile(r"(?:Previous|Prev)[\sA-ZÀ-Þ].*\sNext[\sA-ZÀ-Þ].*")
"""The previous and the next page, whose words a style sheet parts."""
_BACK = phrase_pattern("back_phrases.txt")
_PARAGRAPHS = ("p", "div", "")


def leads_around(text: str, block: str) -> bool:
    """Return whether a line of links is a pager, or leads back: "Back to the manual".

    An item of a list can be a name that begins like that.
    """
    if _PAGER.fullmatch(text) is not None:
        return True
    return block in _PARAGRAPHS and _BACK.match(text) is not None
