"""Unicode normalization in linear time, for any text.

Normalization sorts the combining marks after each letter by insertion, which takes quadratic time
for a long run of unsorted marks. Long runs are therefore sorted and cut here first. Unicode's
Stream-Safe Text Format (UAX #15) has the same limit.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import partial
from itertools import groupby
from typing import Literal, TypeAlias

MAX_MARKS = 30
"""Maximum number of combining marks after one letter; all further marks are dropped."""

Form: TypeAlias = Literal["NFC", "NFD", "NFKC", "NFKD"]

# No combining mark is a word character; only the halfwidth kana marks decompose to one. A letter
# has at most two marks after decomposition, and a mark becomes at most two. So a shorter run has
# fewer marks than the limit.
_LONG_RUN = re.compile("\\w?[\\W\uff9e\uff9f]{10,}")


def normalize(form: Form, text: str) -> str:
    """Normalize a text, with at most `MAX_MARKS` combining marks after each letter.

    Canonically equivalent texts stay canonically equivalent.
    """
    if text.isascii():
        return text
    decomposition: Form = "NFKD" if "K" in form else "NFD"
    return unicodedata.normalize(form, _LONG_RUN.sub(partial(_limit_marks, decomposition), text))


def _limit_marks(form: Form, match: re.Match[str]) -> str:
    run = match.group()
    return run if run.isascii() else "".join(_limited(form, run))


def _limited(form: Form, run: str) -> Iterator[str]:
    decomposed = "".join([unicodedata.normalize(form, character) for character in run])
    for is_mark, characters in groupby(decomposed, lambda each: unicodedata.combining(each) > 0):
        if is_mark:
            yield from sorted(characters, key=unicodedata.combining)[:MAX_MARKS]
        else:
            yield from characters
