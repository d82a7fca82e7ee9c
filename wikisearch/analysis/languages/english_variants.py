"""English word -> one form for its British and American spelling and its irregular plural.

Snowball gives `colour` and `color`, or `criteria` and `criterion`, different stems. The word lists
have one pair per line: a variant and the form that replaces it before stemming.
"""

import re
from functools import cache

from wikisearch.analysis.word_lists import WORD_LISTS

_ISE = re.compile(
    r"(\w{3,})is(e|ed|edly|es|er|ers|ing|ingly|ings|able|ation|ations|ational|ationally)"
)
_YSE = re.compile(r"(\w{2,}l)ys(e|ed|er|ers|ing)")

_OUR = re.compile("(behavio|colo|favo|flavo|harbo|hono|neighbo)ur")
"""Parts of compounds that the list of spellings does not have: `multicolour`."""

_PLURALS_IN_COMPOUNDS = {
    "women": "woman",
    "children": "child",
    "wives": "wife",
    "knives": "knife",
    "shelves": "shelf",
    "wolves": "wolf",
    "teeth": "tooth",
    "geese": "goose",
    "corpora": "corpus",
}
"""Irregular plurals that also end compound words: `grandchildren`, `housewives`."""

_PLURAL_ENDINGS = tuple(_PLURALS_IN_COMPOUNDS)


def base_form(word: str) -> str:
    """Return the form that all spellings of a folded word share; the word itself if it has one."""
    word = _plurals().get(word) or _compound_singular(word) or word
    return _spellings().get(word) or _with_z(_OUR.sub(r"\1r", word) if "our" in word else word)


def _compound_singular(word: str) -> str | None:
    if not word.endswith(_PLURAL_ENDINGS):
        return None
    for plural, singular in _PLURALS_IN_COMPOUNDS.items():
        if word.endswith(plural) and len(word) > len(plural):
            return word[: -len(plural)] + singular
    return None


def _with_z(word: str) -> str:
    """Spell `organise` as `organize`, but not `exercise`, whose s is not a matter of spelling."""
    match = _ISE.fullmatch(word) if "is" in word else None
    if match is not None:
        base = f"{match[1]}ise"
        is_ise = base in _ise_words() or base.endswith("wise")
        return word if is_ise else f"{match[1]}iz{match[2]}"
    match = _YSE.fullmatch(word) if "ys" in word else None
    return f"{match[1]}yz{match[2]}" if match else word


@cache
def _plurals() -> dict[str, str]:
    return _pairs("english_plurals.txt")


@cache
def _spellings() -> dict[str, str]:
    return _pairs("english_spellings.txt")


@cache
def _ise_words() -> frozenset[str]:
    return frozenset((WORD_LISTS / "english_ise.txt").read_text(encoding="utf-8").split())


def _pairs(name: str) -> dict[str, str]:
    lines = (WORD_LISTS / name).read_text(encoding="utf-8").splitlines()
    return dict(line.split() for line in lines)
