"""Text -> the runs of it that count as words, and a run -> its parts.

A run is what a writer means as one word: `GPT-4`, `k-means`, `A/B`, `C++`, `.NET`, `node.js`,
`U.S.A.`. Its parts are what it is made of; joined, it is what a reader types who leaves the
punctuation out.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from wikisearch.analysis.combining_marks import MARKS
from wikisearch.analysis.unsegmented import DENSE, DENSE_RUN, has_unsegmented

# One connector between two atoms. A comma connects digits only, a plus sign never does.
_CONNECTOR = r"(?:[-‐‑.'’_/&]|(?<=\d),(?=\d\d\d)|(?<=\+\+)(?=\d))"
_NUMBER = r"\d+(?:[.,]\d+)*"

# What C++ and its like define anew: `operator<<`, and in titles `operator==,!=`. A sign that may
# be punctuation does not stand before a word: `operator-based`.
_SIGN = (
    r"(?:<=>|<<=|>>=|->\*|<<|>>|&&|\|\||\+\+|--|->|\(\)|\[\]"
    r"|[-+*/%^&|!=<>]=|[-+*/%^&|~!=<>](?!\w))"
)
_OPERATOR = re.compile(rf"[Oo]perator{_SIGN}(?:,{_SIGN})*")
_OF_OPERATOR = re.compile(rf"[Oo]perator|{_SIGN}")


class _Patterns(NamedTuple):
    run: re.Pattern[str]
    part: re.Pattern[str]


@cache
def _patterns(*, plain: bool) -> _Patterns:
    """Patterns for text in ASCII, which is most, and for any; only one may ever be needed."""
    letter = r"[^\W_]" if plain else rf"(?:[^\W_]|[{MARKS}])"
    atom = rf"{letter}+(?:\+\+|#(?!\w))?"
    run = rf"\b{_OPERATOR.pattern}|(?:(?<![\w.])\.(?=[^\W\d_]))?{atom}(?:{_CONNECTOR}{atom})*"
    part = (
        rf"{_NUMBER}(?!{letter})"  # 3.5 and 1,000 stay whole
        rf"|[^\W\d_]{{2,}}(?={_NUMBER}(?!{letter}))"  # the letters of GPT4 and python3.11
        rf"|{atom}"
    )
    flags = re.ASCII if plain else re.UNICODE
    return _Patterns(re.compile(run, flags), re.compile(part, flags))


@cache
def _dense_run() -> re.Pattern[str]:
    """Pattern for text with a script without spaces in it: other runs end where it begins."""
    atom = rf"(?:(?!{DENSE})[^\W_]|[{MARKS}])+(?:\+\+|#(?:(?={DENSE})|(?!\w)))?"
    dot = rf"(?:(?<![\w.])|(?<={DENSE}))\.(?=[^\W\d_])"
    return re.compile(rf"{DENSE_RUN}|\b{_OPERATOR.pattern}|(?:{dot})?{atom}(?:{_CONNECTOR}{atom})*")


def _run(text: str) -> re.Pattern[str]:
    return _dense_run() if has_unsegmented(text) else _patterns(plain=text.isascii()).run


_POSSESSIVE = re.compile(r"['’][sS]$")
_DOTTED = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")

MOST_PARTS_JOINED = 4
"""A chain of more parts is a sentence without spaces or a path: nobody types it joined."""

MOST_LETTERS_AROUND_SLASH = 4
"""A/B, TCP/IP and CI/CD are typed joined; input/output is not."""


def raw_tokens(text: str) -> Iterator[tuple[int, str]]:
    """Yield each run with the place where it begins."""
    for match in _run(text).finditer(text):
        yield match.start(), match.group()


def unsigned_tokens(text: str) -> list[str]:
    """Runs without their places, which takes a third of the time."""
    return _run(text).findall(text)


def split(run: str) -> list[tuple[int, str]]:
    """Parts of a run, each with its place in it; one part when it has none."""
    run = _POSSESSIVE.sub("", run)
    if _DOTTED.fullmatch(run):
        return [(0, run)]
    part = _OF_OPERATOR if _OPERATOR.fullmatch(run) else _patterns(plain=run.isascii()).part
    return [(match.start(), match.group()) for match in part.finditer(run)]


def catenated(run: str, parts: list[tuple[int, str]]) -> str:
    """Spelling of a run without what connects it, or an empty string when it has no other."""
    run = _POSSESSIVE.sub("", run)
    if run.startswith("."):
        return run if len(parts) == 1 else ""
    words = [part for _, part in parts]
    if not 1 < len(words) <= MOST_PARTS_JOINED:
        return ""
    if "/" in run and max(map(len, words)) > MOST_LETTERS_AROUND_SLASH:
        return ""
    return "".join(words)
