"""Closed compounds: whether the letters beside a word in a longer word are another word.

German, Dutch, Finnish and the Scandinavian languages write compounds as one word: `Netzteil`. No
dictionary is used: the parts are words of the wiki, or long enough.
"""

from collections.abc import Container
from functools import cache
from typing import NamedTuple

from wikisearch.analysis.characters.folding import fold
from wikisearch.analysis.languages.stop_words import stop_words
from wikisearch.analysis.word_lists import WORD_LISTS

MIN_WORD = 3
"""Letters of the shortest word whose compounds are found."""

_MIN_PART = 3
"""Letters of the shortest part."""

_MIN_TOGETHER = 8
"""Letters of a compound whose first part no page has alone: `prak` and `tisch` are too short."""

_MIN_FIRST, _MIN_HEAD = 4, 7
"""Letters of its first part, or else of its head."""

_VERB_ENDINGS = ("e", "en", "a")
"""Endings that a word loses at the beginning of a compound: `Schreibtisch`."""

_LIST = WORD_LISTS / "compounds.txt"


class CompoundRules(NamedTuple):
    """How a language joins words."""

    links: tuple[str, ...]
    """What may stand between two parts: the s of `Arbeitszimmer`."""

    endings: frozenset[str]
    """Heads that are also endings of simple words: the `tisch` of `praktisch`."""

    others: frozenset[str]
    """Stop words and prefixes, which are not parts of a compound."""


@cache
def compound_rules(language: str) -> CompoundRules | None:
    """Return the rules of a language; None if it does not write compounds as one word."""
    for line in _LIST.read_text(encoding="utf-8").splitlines():
        tag, colon, rest = line.partition(":")
        if colon and tag == language:
            links, endings, prefixes = map(str.split, rest.split("/"))
            others = stop_words(language).union(map(fold, prefixes))
            return CompoundRules(tuple(links), frozenset(endings), others)
    return None


def is_last_part(after: str, rules: CompoundRules, known: Container[str]) -> bool:
    """Whether the letters after a word are a linking element and another word of the wiki."""
    rests = (after.removeprefix(link) for link in ("", *rules.links))
    return any(len(rest) > _MIN_PART and _is_word(rest, rules, known) for rest in rests)


def is_first_part(before: str, head: str, rules: CompoundRules, known: Container[str]) -> bool:
    """Whether the letters before a word, the head, are a part of a compound with it."""
    if len(before) < _MIN_PART or before in rules.others:
        return False
    forms = (
        before,
        *(before.removesuffix(link) for link in rules.links),
        *(before + ending for ending in _VERB_ENDINGS),
    )
    if any(_is_word(form, rules, known) for form in forms):
        return True
    is_long = len(before) + len(head) >= _MIN_TOGETHER
    return (
        is_long
        and (len(before) >= _MIN_FIRST or len(head) >= _MIN_HEAD)
        and head not in rules.endings
    )


def _is_word(form: str, rules: CompoundRules, known: Container[str]) -> bool:
    return len(form) >= _MIN_PART and form in known and form not in rules.others
