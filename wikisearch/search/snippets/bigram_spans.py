"""Bigrams of a query -> where a text in an unsegmented script has them."""

from collections.abc import Mapping, Sequence

from wikisearch.analysis import RUN_END, TextTokens, Vocabulary, has_letters


def pair_spans(
    text: TextTokens, vocabulary: Vocabulary, pairs: Mapping[str, str]
) -> list[tuple[int, int, str]]:
    """Start, end and stem of each occurrence of some pairs of numbers, in order.

    In a script of letters, those that overlap others suffice if there are any: a word has more
    than two letters, and two of them are in many other words.
    """
    numbers, offsets = text.numbers, vocabulary.offsets(text)
    places_of = vocabulary.pair_places(text)
    found = pairs.keys() & places_of.keys()
    places: list[int] = []
    for pair in found:
        places += places_of[pair]
    places.sort()
    joined = _overlapping(places)
    whole = [n for pair in found if not has_letters(pairs[pair]) for n in places_of[pair]]
    if whole:
        joined = sorted({*joined, *whole})
    return [
        (offsets[n], offsets[n + 2 - (numbers[n + 1] == RUN_END)], pairs[numbers[n : n + 2]])
        for n in joined or places
    ]


def _overlapping(places: Sequence[int]) -> list[int]:
    """Those of some places, in order, whose pair shares a character with another one."""
    joined: list[int] = []
    before, last = -2, -2
    for place in places:
        if place - before == 1:
            if last != before:
                joined.append(before)
            joined.append(place)
            last = place
        before = place
    return joined


def pair_end(text: TextTokens, offsets: Sequence[int], place: int) -> int:
    """End of the character at a place and the next one, if that does follow it."""
    return offsets[place + 1 if text.numbers[place + 1] == RUN_END else place + 2]
