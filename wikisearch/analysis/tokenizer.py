"""Text -> raw tokens, and a raw token -> its parts.

A raw token is what a writer means as one word: `GPT-4`, `k-means`, `A/B`, `C++`, `.NET`, `node.js`,
`U.S.A.`. Its parts are GPT and 4. Catenated, without punctuation, it is `GPT4`, as many people type
it. Lucene's WordDelimiterGraphFilter uses the same terms.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from wikisearch.analysis.characters.combining_marks import MARKS, has_marks
from wikisearch.analysis.characters.symbols import ASCII_SYMBOL, OTHER_SYMBOL
from wikisearch.analysis.characters.unsegmented import UNSEGMENTED, UNSEGMENTED_RUN, has_unsegmented
from wikisearch.model.cache_sizes import SHORT_TEXTS

# One connector between two atoms. A comma connects digits only, a plus sign never does. U+200C is a
# joint of a Persian word, which many people type without it.
_CONNECTOR = r"(?:[-‐‑.'’_/&\u200c]|,(?<=\d,)(?=\d\d\d)|(?=\d)(?<=\+\+))"
_NUMBER = r"\d+(?:[.,]\d+)*"

# Overloaded operators, as in C++: `operator<<`, and in titles `operator==,!=`. A sign that may be
# punctuation must not be followed by a word: `operator-based`.
_SIGN = (
    r"(?:<=>|<<=|>>=|->\*|<<|>>|&&|\|\||\+\+|--|->|\(\)|\[\]"
    r"|[-+*/%^&|!=<>]=|[-+*/%^&|~!=<>](?!\w))"
)
_OPERATOR = re.compile(rf"[Oo](?<!\w[Oo])perator(?:(?:(?<=tor)|,){_SIGN})+")
_OPERATOR_PART = re.compile(rf"[Oo]perator|{_SIGN}")

_MINUS = "\u2212"
_FLAG = rf"[-{_MINUS}](?<![^\s(\[{{<\"'`|,=/][-{_MINUS}])(?:(?<=-)-|)(?=[^\W_])"
"""The minus of an option or a number: `tar -xvf`, `--all`, `-1`."""

_VERSION_START = re.compile(r"[vV](?=\d+\.\d)")
"""`v1.8` is `1.8`."""

_ALL_OF_SERIES = re.compile(r"(\d+(?:\.\d+)+)\.[xX]")
"""All versions of a series: `1.8.x` is any 1.8."""


_MAX_SHORT = 24
"""Characters of a text whose raw tokens are remembered: a query is analyzed for many purposes."""


class _Patterns(NamedTuple):
    raw_token: re.Pattern[str]
    part: re.Pattern[str]
    quantity: re.Pattern[str]
    """A number and its unit: `5GB` has the same parts as `5 GB`, and `60km/h` as `60 km/h`."""


def _patterns(text: str) -> _Patterns:
    """Patterns for a text; most processes never compile the slow ones with combining marks."""
    if text.isascii():
        return _compiled("ascii")
    return _compiled("marks" if has_marks(text) else "letters")


@cache
def _compiled(characters: str) -> _Patterns:
    is_ascii = characters == "ascii"
    letter = rf"(?:[^\W_]|[{MARKS}])" if characters == "marks" else r"[^\W_]"
    atom = rf"{letter}+(?:\+\+|[#♯](?!\w)|)"
    atoms = rf"{atom}(?:{_CONNECTOR}{atom})*"
    # An alternative whose first character does not fit costs next to nothing, so each begins with
    # a character and looks behind it after that.
    raw_token = (
        rf"{_OPERATOR.pattern}|{atoms}|\.(?<![\w.]\.)(?=[^\W\d_]){atoms}|{_FLAG}{atoms}"
        rf"|{ASCII_SYMBOL if is_ascii else f'{ASCII_SYMBOL}|{OTHER_SYMBOL}'}"
    )
    part = (
        rf"{_NUMBER}(?!{letter})"  # 3.5 and 1,000 stay whole
        rf"|[^\W\d_]{{2,}}(?={_NUMBER}(?!{letter}))"  # the letters of GPT4 and python3.11
        rf"|{atom}"
    )
    unit = rf"(?:(?!\d){letter}){{1,4}}"
    quantity = rf"({_NUMBER})({unit})(?:/({unit}))?"
    flags = re.ASCII if is_ascii else re.UNICODE
    return _Patterns(*(re.compile(each, flags) for each in (raw_token, part, quantity)))


@cache
def _unsegmented_text() -> re.Pattern[str]:
    """Pattern for text with an unsegmented script, which ends a raw token of any other script."""
    atom = rf"(?:(?!{UNSEGMENTED})[^\W_]|[{MARKS}])+(?:\+\+|#(?:(?={UNSEGMENTED})|(?!\w)))?"
    dot = rf"(?:(?<![\w.])|(?<={UNSEGMENTED}))\.(?=[^\W\d_])"
    segmented = rf"(?:{dot}|{_FLAG})?{atom}(?:{_CONNECTOR}{atom})*"
    symbol = f"{ASCII_SYMBOL}|{OTHER_SYMBOL}"
    return re.compile(rf"{UNSEGMENTED_RUN}|{_OPERATOR.pattern}|{segmented}|{symbol}")


def _raw_token(text: str) -> re.Pattern[str]:
    if has_unsegmented(text):
        return _unsegmented_text()
    return _patterns(text).raw_token


_POSSESSIVE = re.compile(r"['’][sS]$")
_DOTTED = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")

MAX_CATENATED_PARTS = 4
"""A longer chain is a sentence without spaces or a path, which nobody types catenated."""

MAX_LETTERS_AT_SLASH = 4
"""A/B, TCP/IP and CI/CD are typed catenated; input/output is not."""


def raw_tokens_with_offsets(text: str) -> Iterator[tuple[int, str]]:
    """Yield each raw token with its offset in the text."""
    for match in _raw_token(text).finditer(text):
        yield match.start(), match.group()


def raw_tokens(text: str) -> Sequence[str]:
    """Raw tokens without offsets, which takes a third of the time."""
    return _short_raw_tokens(text) if len(text) <= _MAX_SHORT else _raw_token(text).findall(text)


@lru_cache(SHORT_TEXTS)
def _short_raw_tokens(text: str) -> tuple[str, ...]:
    return tuple(_raw_token(text).findall(text))


def split_parts(raw: str) -> list[tuple[int, str]]:
    """Parts of a raw token, each with its offset; a single part if it cannot be split."""
    raw = _without_possessive(raw)
    if _DOTTED.fullmatch(raw):
        return [(0, raw)]
    patterns = _patterns(raw)
    start = 1 if _VERSION_START.match(raw) else 0
    if raw[start : start + 1].isdecimal():
        match = patterns.quantity.fullmatch(raw) or _ALL_OF_SERIES.fullmatch(raw, start)
        if match is not None:
            return [(match.start(n + 1), text) for n, text in enumerate(match.groups()) if text]
    is_operator = _OPERATOR.fullmatch(raw) is not None
    part = _OPERATOR_PART if is_operator else patterns.part
    return [(match.start(), match.group()) for match in part.finditer(raw, start)]


def _without_possessive(raw: str) -> str:
    return _POSSESSIVE.sub("", raw) if raw.endswith(("s", "S")) else raw


def catenated(raw: str, parts: list[tuple[int, str]]) -> str:
    """Spelling of a raw token without its connectors, or an empty string if it has none."""
    raw = _without_possessive(raw).replace(_MINUS, "-")
    if raw.startswith((".", "-")) and len(parts) == 1:
        return raw
    if raw.startswith("."):
        return ""
    words = [part for _, part in parts]
    if not 1 < len(words) <= MAX_CATENATED_PARTS:
        return ""
    if "/" in raw and max(map(len, words)) > MAX_LETTERS_AT_SLASH:
        return ""
    return "".join(words)
