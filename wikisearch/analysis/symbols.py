"""Symbols that are tokens by themselves in running text: operators, mathematical signs, emoji."""

import re

_OPERATORS = (
    "===", "!==", "<=>", ">>>", "=>", "->", "<-", ":=", "==", "!=", "<=", ">=", "::", "&&", "||",
    "<<", ">>", "++", "+=", "-=", "*=", "/=", "%=", "|=", "&=", "^=", "**", "??", "?.", "|>", "<|",
    "=~", "~=", "!~", "<>", "@@", "::=",
)  # fmt: skip

ASCII_SYMBOL = (
    r"(?<![^\s(\[{<\"'`])(?:"
    + "|".join(map(re.escape, sorted(_OPERATORS, key=len, reverse=True)))
    + r")(?![^\s)\]}>\"'`,.;:])"
)
"""An operator of programming languages that stands alone, between spaces, quotes or brackets."""

OTHER_SYMBOL = "[\u2190-\u22ff\u27c0-\u27ef\u2980-\u2aff\u2600-\u27bf\U0001f300-\U0001faff]"
"""An arrow, a mathematical sign or an emoji; each is a token, wherever it stands."""

_SYMBOL = re.compile(
    "|".join(map(re.escape, sorted(_OPERATORS, key=len, reverse=True))) + f"|{OTHER_SYMBOL}"
)


def is_symbol(raw: str) -> bool:
    """Whether a raw token is a symbol."""
    return _SYMBOL.fullmatch(raw) is not None
