"""Any string of Python -> one that UTF-8 has bytes for, and that an engine keeps in one piece."""

import re
from hashlib import blake2b

LAST = "\U0010ffff"
"""Stands in no encoded string but before one of the characters that nobody uses."""


class _Codes(dict[int, str]):
    """Character -> the one that stands for it in UTF-8, which has none for a lone surrogate.

    From the surrogates on, all move up: order, prefixes and numbers of letters stay as they were.
    The very last, which nobody uses, become pairs.
    """

    def __missing__(self, code: int) -> str:
        moved = code if code < _FREE else code + _STEP
        self[code] = chr(moved) if moved < ord(LAST) else LAST + chr(moved - ord(LAST) + _PAIR)
        return self[code]


_FREE, _STEP, _PAIR = 0xD800, 0x820, 0xA000
_AFTER = 0xE000  # the surrogates end here
_SPACES = [code for code in range(0x3001) if chr(code).isspace()]
_VALUES = _Codes()
# White space parts tokens, so what stands in one goes where surrogates and their like made room.
_WORDS = _Codes({code: chr(_AFTER + place) for place, code in enumerate(_SPACES)})
_UNITS = re.compile(f"{LAST}.|[^{LAST}]", re.DOTALL)


def encoded(value: str) -> str:
    """Value that has bytes, and sorts as it did."""
    return value if value.isascii() else value.translate(_VALUES)


def encoded_token(token: str) -> str:
    """The same without white space, where engines part tokens; two begin alike as they did."""
    return token.translate(_WORDS)


def shortened(text: str, most: int) -> str:
    """Text of so many characters or fewer; of a longer one, the end is hashed."""
    if len(text) <= most:
        return text
    return text[:most] + blake2b(text.encode(), digest_size=20).hexdigest()


def decoded(text: str) -> str:
    """String that was encoded."""
    return text if text.isascii() else "".join(map(_original, _UNITS.findall(text)))


def _original(unit: str) -> str:
    if len(unit) > 1:
        return chr(ord(unit[1]) - _PAIR + ord(LAST) - _STEP)
    place = ord(unit) - _AFTER
    if place < 0:
        return unit
    return chr(_SPACES[place] if place < len(_SPACES) else ord(unit) - _STEP)
