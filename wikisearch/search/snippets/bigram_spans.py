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
    stems: dict[int, str] = {}
    for pair in pairs.keys() & found.keys():
        stems |= dict.fromkeys(found[pair], pairs[pair])
    joined = [
        n for n, stem in stems.items() if n + 1 in stems or n - 1 in stems or not has_letters(stem)
    ]
    return [
        (offsets[n], offsets[n + 1 if numbers[n + 1] == RUN_END else n + 2], stems[n])
        for n in sorted(joined or stems)
    ]


def pair_end(text: TextTokens, offsets: Sequence[int], place: int) -> int:
    """End of the character at a place and the next one, if that does follow it."""
    return offsets[place + 1 if text.numbers[place + 1] == RUN_END else place + 2]
