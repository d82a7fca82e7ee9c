"""Text -> the runs of it that count as words, and a run -> its parts.

A run is what a writer means as one word: `GPT-4`, `k-means`, `A/B`, `C++`, `.NET`, `node.js`,
`U.S.A.`. Its parts are what it is made of; joined, it is what a reader types who leaves the
punctuation out.
"""

import re
from collections.abc import Iterator

from wikisearch.analysis.marks import MARKS

_LETTER = rf"(?:[^\W_]|[{MARKS}])"
_ATOM = rf"{_LETTER}+(?:\+\+|#(?!\w))?"
# One connector between two atoms. A comma connects digits only, a plus sign never does.
_CONNECTOR = r"(?:[-‐‑.'’_/&]|(?<=\d),(?=\d\d\d)|(?<=\+\+)(?=\d))"
RUN = re.compile(rf"(?:(?<![\w.])\.(?=[^\W\d_]))?{_ATOM}(?:{_CONNECTOR}{_ATOM})*")

_NUMBER = r"\d+(?:[.,]\d+)*"
_PART = re.compile(
    rf"{_NUMBER}(?!{_LETTER})"  # 3.5 and 1,000 stay whole
    rf"|[^\W\d_]{{2,}}(?={_NUMBER}(?!{_LETTER}))"  # the letters of GPT4 and python3.11
    rf"|{_ATOM}"
)
_POSSESSIVE = re.compile(r"['’][sS]$")
_DOTTED = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")

MOST_PARTS_JOINED = 4
"""A chain of more parts is a sentence without spaces or a path: nobody types it joined."""

MOST_LETTERS_AROUND_SLASH = 4
"""A/B, TCP/IP and CI/CD are typed joined; input/output is not."""


def runs(text: str) -> Iterator[tuple[int, str]]:
    """Yield each run with the place where it begins."""
    for match in RUN.finditer(text):
        yield match.start(), match.group()


def split(run: str) -> list[tuple[int, str]]:
    """Parts of a run, each with its place in it; one part when it has none."""
    run = _POSSESSIVE.sub("", run)
    if _DOTTED.fullmatch(run):
        return [(0, run)]
    return [(match.start(), match.group()) for match in _PART.finditer(run)]


def joined(run: str, parts: list[tuple[int, str]]) -> str:
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
