"""Any Python string -> a string that UTF-8 can encode and that an engine does not split."""

import re
from hashlib import blake2b

LAST = "\U0010ffff"
"""Encoded strings contain it only as an escape, before one other character."""


class _Codes(dict[int, str]):
    """Code point -> encoded text. UTF-8 has no bytes for a lone surrogate.

    Code points from the surrogates on move up by `_STEP`, so order, prefixes and lengths stay.
    The very last code points, which are unassigned, become pairs.
    """

    def __missing__(self, code: int) -> str:
        shifted = code if code < _FIRST_SURROGATE else code + _STEP
        is_free = shifted < ord(LAST)
        self[code] = chr(shifted) if is_free else LAST + chr(shifted - ord(LAST) + _PAIR)
        return self[code]


_FIRST_SURROGATE, _STEP, _PAIR = 0xD800, 0x820, 0xA000
_AFTER_SURROGATES = 0xE000
_SPACES = [code for code in range(0x3001) if chr(code).isspace()]
_VALUES = _Codes()
# Engines split tokens at white space, so it moves into the code points that became free.
_TOKENS = _Codes({code: chr(_AFTER_SURROGATES + index) for index, code in enumerate(_SPACES)})
_UNITS = re.compile(f"{LAST}.|[^{LAST}]", re.DOTALL)


def encoded(value: str) -> str:
    """Return a value that UTF-8 can encode; the sort order does not change."""
    return value if value.isascii() else value.translate(_VALUES)


def encoded_token(token: str) -> str:
    """Return a token that UTF-8 can encode, without white space; prefixes stay prefixes."""
    return token.translate(_TOKENS)


def shortened(text: str, max_length: int) -> str:
    """Return the text; beyond `max_length` characters, its end is replaced by a hash."""
    if len(text) <= max_length:
        return text
    return text[:max_length] + blake2b(text.encode(), digest_size=20).hexdigest()


def decoded(text: str) -> str:
    """Return the original of an encoded value or token."""
    return text if text.isascii() else "".join(map(_original, _UNITS.findall(text)))


def _original(unit: str) -> str:
    if len(unit) > 1:
        return chr(ord(unit[1]) - _PAIR + ord(LAST) - _STEP)
    index = ord(unit) - _AFTER_SURROGATES
    if index < 0:
        return unit
    return chr(_SPACES[index] if index < len(_SPACES) else ord(unit) - _STEP)
