"""Symbols that are tokens by themselves in running text: operators, mathematical signs, emoji."""

import re

_OPERATORS = frozenset((
    "===", "!==", "<=>", 3 * ">", "=>", "->", "<-", ":=", "==", "!=", "<=", ">=", "::", "&&", "||",
    "<<", ">>", "++", "+=", "-=", "*=", "/=", "%=", "|=", "&=", "^=", "**", "??", "?.", "|>", "<|",
    "=~", "~=", "!~", "<>", "@@", "::=",
))  # fmt: skip

ASCII_SYMBOL = (
    r"(?<![^\s(\[{<\"'`])(?:"
    + "|".join(map(re.escape, sorted(_OPERATORS, key=lambda sign: (-len(sign), sign))))
    + r")(?![^\s)\]}>\"'`,.;:])"
)
"""An operator of programming languages that stands alone, between spaces, quotes or brackets."""

OTHER_SYMBOL = "[\u2190-\u22ff\u27c0-\u27ef\u2980-\u2aff\u2600-\u27bf\U0001f300-\U0001faff]"
"""An arrow, a mathematical sign or an emoji; each is a token, wherever it stands."""

_OTHER_SYMBOL = re.compile(OTHER_SYMBOL)


def is_symbol(raw: str) -> bool:
    """Whether a raw token is a symbol."""
    return raw in _OPERATORS or _OTHER_SYMBOL.fullmatch(raw) is not None
