"""Lines of links that lead around a site: a pager, or back to a page above."""

import re
from collections.abc import Iterator

from wikisearch.analysis.characters.text_width import width
from wikisearch.ingest.extract.words.word_list import phrase_list, phrase_pattern

_PAGER = re.compile(r"(?:Previous|Prev)[\sA-ZÀ-Þ].*\sNext[\sA-ZÀ-Þ].*")
"""The previous and the next page, whose words a style sheet parts."""
_BACK = phrase_pattern("back_phrases.txt")
_PREVIOUS = phrase_list("previous_phrases.txt")
_NEXT = phrase_list("next_phrases.txt")
_ENDS = tuple(_PREVIOUS | _NEXT)
_SIGNS = " \t[]|/·•←→⟵⟶«»‹›<>–—-:"
"""What stands around the links of a pager."""
_PARAGRAPHS = ("p", "div", "")


def leads_around(text: str, block: str) -> bool:
    """Return whether a line of links is a pager, or leads back: "Back to the manual".

    An item of a list can be a name that begins like that.
    """
    if _PAGER.fullmatch(text) is not None or is_pager(text):
        return True
    return block in _PARAGRAPHS and _BACK.match(text) is not None


def is_pager(text: str) -> bool:
    """Return whether a text ends with both links of a pager, or has one at each end.

    The links to the neighbours can be pictures, beside the names of the pages.
    """
    words = text.casefold().strip(_SIGNS)
    if not words.endswith(_ENDS):
        return False
    for first, last in ((_PREVIOUS, _NEXT), (_NEXT, _PREVIOUS)):
        for rest in _before(words, last):
            if _begins_with(rest, first) or any(True for _ in _before(rest, first)):
                return True
    return False


def _begins_with(words: str, phrases: frozenset[str]) -> bool:
    found = (phrase for phrase in phrases if words.startswith(phrase))
    return any(not _joins(phrase[-1], words[len(phrase) :][:1]) for phrase in found)


def _before(words: str, phrases: frozenset[str]) -> Iterator[str]:
    """Yield what stands before each phrase that words end with."""
    for phrase in phrases:
        if words.endswith(phrase):
            rest = words.removesuffix(phrase)
            if rest and not _joins(rest[-1], phrase[0]):
                yield rest.rstrip(_SIGNS)


def _joins(one: str, other: str) -> bool:
    """Return whether two characters are of one word; ideographs are not."""
    return one.isalnum() and other.isalnum() and width(one) == width(other) == 1
