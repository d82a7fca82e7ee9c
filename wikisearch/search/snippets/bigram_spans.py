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
    found = vocabulary.pair_places(text)
    places: set[int] = set()
    whole: set[int] = set()
    for pair in pairs.keys() & found.keys():
        (places if has_letters(pairs[pair]) else whole).update(found[pair])
    places |= whole
    overlapped = {place + 1 for place in places} & places
    joined = overlapped.union([place - 1 for place in overlapped], whole)
    return [
        (offsets[n], offsets[n + 2 - (numbers[n + 1] == RUN_END)], pairs[numbers[n : n + 2]])
        for n in sorted(joined or places)
    ]


def pair_end(text: TextTokens, offsets: Sequence[int], place: int) -> int:
    """End of the character at a place and the next one, if that does follow it."""
    return offsets[place + 1 if text.numbers[place + 1] == RUN_END else place + 2]
