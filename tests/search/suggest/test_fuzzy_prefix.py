"""Fuzzy prefix lookup finds the same words as a comparison with each word."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from wikisearch.search.suggest.fuzzy_prefix import fuzzy_prefix_ranges, prefix_range

short = st.text("abc", max_size=6)
WORDS = st.lists(short.filter(bool), max_size=30, unique=True).map(sorted)


def found(words, stretches):
    return {word for start, end in stretches for word in words[start:end]}


@given(WORDS, short)
def test_words_with_the_prefix_are_found(words, typed):
    assert found(words, [prefix_range(words, typed)]) == {
        word for word in words if word.startswith(typed)
    }


@given(WORDS, short)
def test_words_with_the_prefix_after_one_typo_are_found(words, typed):
    assert found(words, fuzzy_prefix_ranges(words, typed, 1)) == {
        word
        for word in words
        if any(OSA.distance(typed, word[:end]) <= 1 for end in range(len(word) + 1))
    }


@given(WORDS, short)
def test_whole_words_with_one_typo_are_found(words, typed):
    ended = [f"{word}." for word in words]
    ended.sort()
    assert found(ended, fuzzy_prefix_ranges(ended, typed, 1, ".")) == {
        f"{word}." for word in words if OSA.distance(typed, word) <= 1
    }


class Counted(list):
    """A list that counts the accesses to its items."""

    looks = 0

    def __getitem__(self, place):
        self.looks += 1
        return super().__getitem__(place)


def made_up(count):
    chance = random.Random(3)
    words = set()
    while len(words) < count:
        words.add("".join(chance.choice("abdeiklmnorstu") for _ in range(chance.randint(4, 12))))
    return sorted(words)


@pytest.mark.parametrize("slips", [0, 1])
def test_few_words_are_compared_in_a_large_list(slips):
    few, many = made_up(2_000), made_up(20_000)
    looks = []
    for words in (few, many):
        counted = Counted(words)
        for typed in few[::100]:
            assert list(fuzzy_prefix_ranges(counted, f"{typed[:1]}{typed[2:]}", slips)) or not slips
        looks.append(counted.looks / len(few[::100]))
    assert looks[1] < 2 * looks[0] if slips else looks[1] < looks[0] + 20
    assert looks[1] < len(many) / 3
