"""Symbols that are tokens by themselves in running text: operators, mathematical signs, emoji."""

import re

_SIGNS = "!#$%&*+/:<=>?@^|~.-"
_SIGN = f"[{re.escape(_SIGNS)}]"
_LAST_SIGN = f"[{re.escape(_SIGNS.translate(str.maketrans('', '', '!.:?')))}]"
"""No punctuation of prose after an operator."""

_OPERATORS = (
    *("===", 3 * ">", "==", "::", "&&", "||", "<<", ">>", "++", "**", "??", "@@", "//"),
    *("?:", "?.", "#!", "$?", "$!", "%%", "^^", "~~"),
)
"""Operators of one sign, and those that end like prose; other runs of one sign are rulers."""

_SINGLE = "%@^|$"
"""Signs that are operators alone; others are also words or punctuation: `&`, a dash, a star."""

_AFTER = r"\s)\]}>\"'`,.;:"
"""What can follow an operator, besides the end of the text."""

_MAX_LENGTH = 4
_RULER = "|".join(
    f"{re.escape(sign)}{'+' if sign in _AFTER else f'{{1,{_MAX_LENGTH}}}'}" for sign in _SIGNS
)
"""A run of one sign. The rest of a long one is not read where it cannot follow an operator anyway:
that takes quadratic time for `<`, which can be before one.
"""

_OPERATOR = (
    "(?:"
    + "|".join(map(re.escape, _OPERATORS))
    + f"|(?!(?:{_RULER})(?!{_SIGN})){_SIGN}{{1,{_MAX_LENGTH - 1}}}{_LAST_SIGN}"
    + f"|[{re.escape(_SINGLE)}])"
)

ASCII_SYMBOL = rf"(?={_SIGN})(?<![^\s(\[{{<\"'`]){_OPERATOR}(?![^{_AFTER}])"
"""An operator of programming languages that stands alone, between spaces, quotes or brackets."""

OTHER_SYMBOL = (
    "(?:[\u00a2-\u00a7\u00a9\u00ac\u00ae\u00b1\u00b6\u2020\u2021\u2030\u203b\u20a0-\u20cf\u2116\u2117\u2122"
    "\u2190-\u23ff\u27c0-\u27ef\u2980-\u2aff\u2b00-\u2bff\u2600-\u27bf\U0001f300-\U0001faff]"
    "|[\U0001f1e6-\U0001f1ff]{2})"
)
"""A currency, a sign of law, an arrow, a mathematical sign, an emoji or a flag: each is a token."""

_BETWEEN_WORDS = frozenset(_SINGLE)

_SYMBOL = re.compile(f"{_OPERATOR}|{OTHER_SYMBOL}")


def is_symbol(raw: str) -> bool:
    """Whether a raw token is a symbol."""
    first = raw[:1]
    if first.isascii() and first.isalnum():
        return False  # as nearly all raw tokens
    return _SYMBOL.fullmatch(raw) is not None


def is_between_words(symbol: str) -> bool:
    """Whether a symbol often only joins words, so that a query of words does not need it."""
    return symbol in _BETWEEN_WORDS
