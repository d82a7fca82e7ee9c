"""Running text -> the acronyms that it explains, in brackets or in a few words.

"Retrieval-Augmented Generation (RAG)", the reverse, or "a large language model, or LLM,".

The matching of letters is that of Schwartz and Hearst, "A simple algorithm for identifying
abbreviation definitions in biomedical text" (2003), with stricter rules for what is an acronym.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_BRACKETS = re.compile(r"\(([^()\n]{2,80})\)")
_ACRONYM = re.compile(r"\w[\w&/.+-]{0,8}[\w+]")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_LAST_WORDS = re.compile(r"""[^\n.,;:!?()"“”„«»]*$""")
_APPOSITION = re.compile(r", or (\w[\w&/.+-]{1,9}?)(?=[,;:]|\.\s|\s|$)")
_LOOKED_AT = 120
"""Characters before an acronym that may explain it."""

_FEWEST_CAPITALS = 2
_FEWEST_WORDS = 2
_WORDS_MORE = 4
"""Small words that an acronym may leave out: "of", "the", "and"."""


class Acronym(NamedTuple):
    """A short name and the long one that it stands for, as they were written."""

    short: str
    long: str


def acronyms(text: str) -> Iterator[Acronym]:
    """Yield what a text explains, once for each time it does."""
    for match in _BRACKETS.finditer(text):
        inside = match[1].strip()
        line = _line_before(text, match.start())
        word = line.rpartition(" ")[2].lstrip("\"'“‘")
        if _is_acronym(inside):
            yield from _explained(inside, line)
        elif _is_acronym(word) and _long_form(word, inside) == inside:
            yield Acronym(_singular(word), inside)
    for match in _APPOSITION.finditer(text):
        yield from _explained(match[1], _line_before(text, match.start()))


def _line_before(text: str, place: int) -> str:
    return text[max(0, place - _LOOKED_AT) : place].rpartition("\n")[2].rstrip()


def _explained(short: str, before: str) -> Iterator[Acronym]:
    sentence = _LAST_WORDS.search(before) if _is_acronym(short) else None
    long = _long_form(short, sentence.group() if sentence else "")
    if long:
        yield Acronym(_singular(short), long)


def _is_acronym(text: str) -> bool:
    capitals = sum(letter.isupper() for letter in text)
    return capitals >= _FEWEST_CAPITALS and _ACRONYM.fullmatch(text) is not None


def _long_form(short: str, before: str) -> str:
    """Last words of a text whose letters spell the acronym; an empty string when none do.

    The first letter and every capital begin a word or a part of one; small letters stand anywhere
    between. No more words are passed over than small words may be.
    """
    letters = [letter for letter in _singular(short) if letter.isalnum()]
    lowered = before.lower()
    starts = [word.start() for word in _WORD.finditer(before)]
    if len(lowered) != len(before) or len(starts) < _FEWEST_WORDS:
        return ""
    begins = frozenset(starts)
    place = len(before)
    for number, letter in reversed(list(enumerate(letters))):
        anywhere = number > 0 and letter.islower()
        place -= 1
        while place >= 0 and (
            lowered[place] != letter.lower() or not (anywhere or place in begins)
        ):
            place -= 1
        if place < 0:
            return ""
    words = sum(start >= place for start in starts)
    if not _FEWEST_WORDS <= words <= len(letters) + _WORDS_MORE:
        return ""
    long = before[place:]
    if "," in long:
        return ""  # a list
    return "" if short.lower() in long.lower().split() else " ".join(long.split())


def _singular(acronym: str) -> str:
    """LLMs is the plural of LLM."""
    return acronym[:-1] if acronym.endswith("s") and acronym[:-1].isupper() else acronym
