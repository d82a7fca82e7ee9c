"""A fuzzy lookup compares few tokens and misses none within the edit distance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikisearch.engines import expansion
from wikisearch.engines.expansion import Lexicon
from wikisearch.model.query import Fuzzy
from wikisearch.scoring.distance import within_distance

words = st.text("abé\U0010ffff", max_size=9)


@pytest.mark.parametrize(("letters", "few"), [(0, 0), (500, 0), (500, 20)])
@given(tokens=st.sets(words, max_size=60), fuzzy=words, distance=st.integers(0, 3))
def test_all_tokens_within_the_edit_distance_are_found(letters, few, tokens, fuzzy, distance):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(expansion, "MAX_ALPHABET", letters)
        patched.setattr(expansion, "_MAX_SCANNED", few)
        found = dict(Lexicon(enumerate(sorted(tokens))).similar(Fuzzy(fuzzy, distance, ())))
    expected = {
        name: next(edits for edits in range(4) if within_distance(fuzzy, token, edits))
        for name, token in enumerate(sorted(tokens))
        if within_distance(fuzzy, token, distance)
    }
    assert found == expected
