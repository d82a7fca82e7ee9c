"""Unsegmented scripts: Chinese, Japanese, Korean, Thai, Lao, Myanmar and Khmer.

They have no spaces between words, and only a dictionary could find its words. So a run of such text
is indexed as bigrams of its character clusters. Korean has spaces, but particles and endings are
attached to words.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate
from operator import add

from wikisearch.analysis.characters.character_clusters import LETTER_CLUSTER
from wikisearch.analysis.characters.chinese_variants import simplified
from wikisearch.analysis.characters.combining_marks import MARKS
from wikisearch.analysis.characters.folding import fold
from wikisearch.model.cache_sizes import CHARACTER_CLUSTERS

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
# Vowels and finals of decomposed Hangul, and the voicing marks of halfwidth kana.
_FOLLOWING = f"{MARKS}\u1160-\u11ff\ud7b0-\ud7c6\ud7cb-\ud7fb\uff9e-\uff9f"

_LETTERS = ("\u0e01", "\u109f"), ("\u1780", "\u17dc"), ("\ua9e0", "\uaa7a")

UNSEGMENTED = f"[{_CHARACTERS}]"
"""Regular expression of one character of an unsegmented script."""

UNSEGMENTED_RUN = f"{UNSEGMENTED}[{_CHARACTERS}{_FOLLOWING}]*"

_MAX_CLUSTER_LENGTH = 20
"""Maximum length of a folded cluster; further marks are dropped."""


@cache
def _coarse() -> re.Pattern[str]:
    """Pattern of all code points from Thai on, except those between Khmer and kana.

    It compiles much faster than the exact pattern, and most texts with quotes, dashes and accents
    need no other.
    """
    return re.compile("[^\0-\u0dff\u1800-\u3004]")


@cache
def _exact() -> re.Pattern[str]:
    return re.compile(UNSEGMENTED)


@cache
def _cluster() -> re.Pattern[str]:
    return re.compile(f"(?:{LETTER_CLUSTER}|{UNSEGMENTED})[{_FOLLOWING}]*")


def has_unsegmented(text: str) -> bool:
    """Whether a text has a character of an unsegmented script."""
    return (
        not text.isascii()
        and _coarse().search(text) is not None
        and _exact().search(text) is not None
    )


def is_unsegmented(raw: str) -> bool:
    """Whether a raw token is of an unsegmented script; it never mixes both kinds of script."""
    return (
        not raw.isascii() and _coarse().match(raw) is not None and _exact().match(raw) is not None
    )


def count_words(text: str) -> int:
    """Count the words of a text, about: two characters of an unsegmented script are one."""
    words = len(text.split())
    return words if text.isascii() else max(words, len(_exact().findall(text)) // 2)


def character_clusters(raw: str) -> tuple[list[str], list[int]]:
    """Folded clusters of a raw token, and their offsets.

    The list of offsets has one more entry: the length of the raw token.
    """
    written = _cluster().findall(raw)
    return list(map(_folded, written)), list(accumulate(map(len, written), initial=0))


@lru_cache(CHARACTER_CLUSTERS)
def has_letters(stem: str) -> bool:
    """Whether a stem of an unsegmented script is written in letters: Thai, Lao, Myanmar or Khmer.

    A character of the other scripts is a syllable or more.
    """
    return any(first <= stem[0] <= last for first, last in _LETTERS)


def bigram_stems(exact: Sequence[str]) -> tuple[str, ...]:
    """Each cluster with the next one; the last one alone."""
    return (*map(add, exact, exact[1:]), exact[-1])


@lru_cache(CHARACTER_CLUSTERS)
def _folded(cluster: str) -> str:
    return simplified(fold(cluster))[:_MAX_CLUSTER_LENGTH]
