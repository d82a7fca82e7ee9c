"""A name with symbols -> how it is said: `C#` is C sharp, `Salt & Pepper` is salt and pepper."""

import re
from functools import cache

from wikisearch.analysis.languages.language_tags import primary_language
from wikisearch.analysis.word_lists import WORD_LISTS

_AND = WORD_LISTS / "and.txt"

_SYMBOLS = (
    (re.compile(r"(?<=\w)[#♯](?!\w)"), " sharp"),
    (re.compile(r"(?<=\w)♭(?!\w)"), " flat"),
    (re.compile(r"(?<=\w)\+\+"), " plus plus"),
    (re.compile(r"(?<=\w)\+(?!\w|\+)"), " plus"),
    (re.compile(r"(?<=\w)\*(?!\w|\*)"), " star"),
    (re.compile(r"(?<![\w.])\.(?=[A-Za-z])"), "dot "),
)
"""Symbols that are part of a name."""

_SHORT = (("c plus plus", "cpp"), ("C plus plus", "cpp"))
"""Common short spellings of a spoken name."""


_WRITTEN = (
    (re.compile(r"(\w+?) ?sharp"), r"\1#"),
    (re.compile(r"(\w+?) ?plus? ?plus?"), r"\1++"),
    (re.compile(r"dot ?(\w+)"), r".\1"),
    (re.compile(r"(\w+) dot (\w+)"), r"\1.\2"),
    (re.compile("cpp"), "c++"),
)
"""Stems of spoken forms that may be names with symbols; that of `plus` may be `plu`."""


def written_names(spoken: str) -> tuple[str, ...]:
    """Return the names with symbols that some stems may mean: `csharp` and `c sharp` mean `c#`."""
    return tuple(
        match.expand(written) for form, written in _WRITTEN if (match := form.fullmatch(spoken))
    )


def spoken_names(name: str, language: str) -> tuple[str, ...]:
    """Return the spoken forms of a name; empty if no symbol in it is spoken."""
    spoken = name
    for symbol, word in _SYMBOLS:
        spoken = symbol.sub(word, spoken)
    conjunction = _conjunctions().get(primary_language(language), "")
    if conjunction:
        spoken = re.sub(r"\s*&\s*", f" {conjunction} ", spoken)
    if spoken == name:
        return ()
    short = (spoken.replace(long, brief) for long, brief in _SHORT if long in spoken)
    return (spoken, *short)


@cache
def _conjunctions() -> dict[str, str]:
    lines = _AND.read_text(encoding="utf-8").splitlines()
    return dict(line.split() for line in lines)
