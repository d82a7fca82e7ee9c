"""Random changes of an input: pieces of it are dropped, repeated, moved, nested or cut."""

import random
import re

_PIECES = re.compile(r"<[^<>]*>|&\w*;|\w+|\s+|.", re.DOTALL)
_BYTE_PIECES = re.compile(_PIECES.pattern.encode(), re.DOTALL)
_MAX = 4
"""Changes of one variant."""


def changed(value, seed):
    """Yield variants of a text or of bytes without end; the same seed gives the same ones."""
    chance = random.Random(seed)
    pattern = _PIECES if isinstance(value, str) else _BYTE_PIECES
    pieces = pattern.findall(value)
    while True:
        variant = list(pieces)
        for _ in range(chance.randint(1, _MAX)):
            chance.choice(_CHANGES)(variant, chance)
        yield value[:0].join(variant)


def _slice(pieces, chance):
    start = chance.randint(0, len(pieces))
    return slice(start, min(len(pieces), start + chance.randint(1, 8)))


def _drop(pieces, chance):
    del pieces[_slice(pieces, chance)]


def _repeat(pieces, chance):
    place = _slice(pieces, chance)
    pieces[place] = pieces[place] * chance.randint(2, 5)


def _move(pieces, chance):
    place = _slice(pieces, chance)
    taken = pieces[place]
    del pieces[place]
    start = chance.randint(0, len(pieces))
    pieces[start:start] = taken


def _cut(pieces, chance):
    if pieces:
        place = chance.randrange(len(pieces))
        pieces[place] = pieces[place][: chance.randint(0, len(pieces[place]))]


_CHANGES = (_drop, _repeat, _move, _cut)
