"""Bigrams of a query -> where a text in an unsegmented script has them."""

from collections.abc import Mapping, Sequence

from wikisearch.analysis import RUN_END, TextTokens, has_letters


def pair_spans(
    text: TextTokens, offsets: Sequence[int], pairs: Mapping[str, str]
) -> list[tuple[int, int, str]]:
    """Start, end and stem of each occurrence of some pairs of numbers, in order.

    In a script of letters, those that overlap others suffice if there are any: a word has more
    than two letters, and two of them are in many other words.
    """
    found = [(n, stem) for pair, stem in pairs.items() for n in _places(text.numbers, pair)]
    found.sort()
    places = {n for n, _ in found}
    joined = [
        (n, stem)
        for n, stem in found
        if n + 1 in places or n - 1 in places or not has_letters(stem)
    ]
    return [(offsets[n], pair_end(text, offsets, n), stem) for n, stem in joined or found]


def pair_end(text: TextTokens, offsets: Sequence[int], place: int) -> int:
    """End of the character at a place and the next one, if that does follow it."""
    return offsets[place + 1 if text.numbers[place + 1] == RUN_END else place + 2]


def _places(numbers: str, pair: str) -> list[int]:
    found = []
    place = numbers.find(pair)
    while place >= 0:
        found.append(place)
        place = numbers.find(pair, place + 1)
    return found
