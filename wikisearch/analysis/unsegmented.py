"""Scripts that put no spaces between words: Chinese, Japanese, Korean, Thai and its neighbours.

A stretch of one is searched by the pairs of its characters, for what a word is only a dictionary
could tell. Korean has spaces, but its particles and endings are written onto the words.
"""

import re
from functools import cache, lru_cache
from itertools import accumulate

from wikisearch.analysis.combining_marks import MARKS
from wikisearch.analysis.folding import fold

_CHARACTERS = (
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f"  # kana
    "\u31a0-\u31bf\u31f0-\u31ff\uff66-\uff9d"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufa6d\ufa70-\ufad9\U00020000-\U000323af"  # Han
    "\u1100-\u115f\u3131-\u3163\u3165-\u318e\ua960-\ua97c\uac00-\ud7a3"  # Hangul
    "\u0e01-\u0e30\u0e32-\u0e33\u0e40-\u0e46"  # Thai
    "\u0e81-\u0e82\u0e84\u0e86-\u0e8a\u0e8c-\u0ea3\u0ea5\u0ea7-\u0eb0\u0eb2-\u0eb3"  # Lao
    "\u0ebd\u0ec0-\u0ec4\u0ec6\u0edc-\u0edf"
    "\u1000-\u102a\u103f\u1050-\u1055\u105a-\u105d\u1061\u1065-\u1066\u106e-\u1070"  # Myanmar
    "\u1075-\u1081\u108e\ua9e0-\ua9e4\ua9e6-\ua9ef\ua9fa-\ua9fe\uaa60-\uaa76\uaa7a"
    "\u1780-\u17b3\u17d7\u17dc"  # Khmer
)
# Vowels and finals of Hangul that is written letter by letter, and the voicing of narrow kana.
_FOLLOWING = f"{MARKS}\u1160-\u11ff\ud7b0-\ud7c6\ud7cb-\ud7fb\uff9e-\uff9f"

DENSE = f"[{_CHARACTERS}]"
"""One character of such a script, for a regular expression."""

DENSE_RUN = f"{DENSE}[{_CHARACTERS}{_FOLLOWING}]*"

_CACHED_CHARACTERS = 1 << 14

_LONGEST_CHARACTER = 20
"""Of more marks, only a prankster has need."""


@cache
def _coarse() -> re.Pattern[str]:
    """Not before Thai, nor from there to kana: compiled sooner than what is dense, by far.

    Quotes, dashes and accents are none, so that most texts need not wait for the other pattern.
    """
    return re.compile("[^\0-\u0dff\u1800-\u3004]")


@cache
def _dense() -> re.Pattern[str]:
    return re.compile(DENSE)


@cache
def _character() -> re.Pattern[str]:
    return re.compile(f"{DENSE}[{_FOLLOWING}]*")


def has_unsegmented(text: str) -> bool:
    """Whether any of a text is written so."""
    return (
        not text.isascii()
        and _coarse().search(text) is not None
        and _dense().search(text) is not None
    )


def is_unsegmented(run: str) -> bool:
    """Whether a run is: a run is so from beginning to end, or not at all."""
    return (
        not run.isascii() and _coarse().match(run) is not None and _dense().match(run) is not None
    )


def characters(run: str) -> tuple[list[str], list[int]]:
    """Folded characters of a run, with their marks, and where each begins; last, the run's end."""
    written = _character().findall(run)
    return list(map(_folded, written)), list(accumulate(map(len, written), initial=0))


@lru_cache(_CACHED_CHARACTERS)
def _folded(character: str) -> str:
    return fold(character)[:_LONGEST_CHARACTER]
