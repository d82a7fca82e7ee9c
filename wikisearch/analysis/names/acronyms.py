"""Running text -> the acronyms that it defines.

A definition is "Retrieval-Augmented Generation (RAG)", the reverse, or "a large language model, or
LLM,". Letters are matched as in Schwartz and Hearst, "A simple algorithm for identifying
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
_MAX_DISTANCE = 120
"""Characters before an acronym that are searched for its long form."""

_MIN_CAPITALS = 2
_MIN_WORDS = 2
_MAX_SKIPPED_WORDS = 4
"""Words without a letter in the acronym: "of", "the", "and"."""


class Acronym(NamedTuple):
    """An acronym and its long form, as they are written."""

    short: str
    long: str


def acronyms(text: str) -> Iterator[Acronym]:
    """Yield the acronyms that a text defines, with repetitions."""
    for match in _BRACKETS.finditer(text):
        inside = match[1].strip()
        line = _line_before(text, match.start())
        word = line.rpartition(" ")[2].lstrip("\"'“‘")
        if _is_acronym(inside):
            yield from _definition(inside, line)
        elif _is_acronym(word) and _long_form(word, inside) == inside:
            yield Acronym(_singular(word), inside)
    for match in _APPOSITION.finditer(text):
        yield from _definition(match[1], _line_before(text, match.start()))


def _line_before(text: str, position: int) -> str:
    return text[max(0, position - _MAX_DISTANCE) : position].rpartition("\n")[2].rstrip()


def _definition(short: str, before: str) -> Iterator[Acronym]:
    sentence = _LAST_WORDS.search(before) if _is_acronym(short) else None
    long = _long_form(short, sentence.group() if sentence else "")
    if long:
        yield Acronym(_singular(short), long)


def _is_acronym(text: str) -> bool:
    # Most texts in brackets are too long.
    return _ACRONYM.fullmatch(text) is not None and sum(map(str.isupper, text)) >= _MIN_CAPITALS


def _long_form(short: str, before: str) -> str:
    """Last words of a text whose letters spell the acronym; an empty string if there are none.

    The first letter and every capital must start a word; lowercase letters may be anywhere in
    between. At most `_MAX_SKIPPED_WORDS` words more than letters are allowed.
    """
    letters = [letter for letter in _singular(short) if letter.isalnum()]
    lowered = before.lower()
    starts = [word.start() for word in _WORD.finditer(before)]
    if len(lowered) != len(before) or len(starts) < _MIN_WORDS:
        return ""
    word_starts = frozenset(starts)
    position = len(before)
    for number, letter in reversed(list(enumerate(letters))):
        anywhere = number > 0 and letter.islower()
        position -= 1
        while position >= 0 and (
            lowered[position] != letter.lower() or not (anywhere or position in word_starts)
        ):
            position -= 1
        if position < 0:
            return ""
    words = sum(start >= position for start in starts)
    if not _MIN_WORDS <= words <= len(letters) + _MAX_SKIPPED_WORDS:
        return ""
    long = before[position:]
    if "," in long:
        return ""  # a list
    return "" if short.lower() in long.lower().split() else " ".join(long.split())


def _singular(acronym: str) -> str:
    """Strip the plural s: LLMs becomes LLM."""
    return acronym[:-1] if acronym.endswith("s") and acronym[:-1].isupper() else acronym
