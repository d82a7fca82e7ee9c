"""Traditional Chinese characters -> simplified ones, so that both spellings match.

The table has pairs of one traditional and one simplified character, from the character data of
OpenCC. A character that is not in it stays.
"""

from functools import cache

from wikisearch.analysis.word_lists import WORD_LISTS

_TABLE = WORD_LISTS / "chinese_variants.txt"


def simplified(character: str) -> str:
    """Return the simplified form of a character."""
    return _pairs().get(character, character)


@cache
def _pairs() -> dict[str, str]:
    text = "".join(_TABLE.read_text(encoding="utf-8").split())
    return dict(zip(text[::2], text[1::2], strict=True))
