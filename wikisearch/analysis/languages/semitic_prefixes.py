"""Arabic and Hebrew words without the articles and prepositions that are written before them."""

import re
from collections.abc import Callable

MIN_REST = 3
"""Letters that must remain: shorter words begin with such letters by themselves."""

_ARABIC = re.compile(r"(?:[وفبك]?ال|[وف]?لل)(?=\w{3})")
"""The article, alone or after `and`, `so`, `with`, `like` or `for`."""

_ARTICLE = re.compile(r"ال(?=\w{3})")

_HEBREW = re.compile(rf"[והבכלמש]+(?=\w{{{MIN_REST}}})")
"""`and`, the article, `in`, `as`, `to`, `from` and `that`.

All are removed, so that a word that itself begins with several of these letters stays the same.
"""


_OTHER_USE = frozenset({"yi"})
"""Languages in Hebrew script without such prefixes."""


def prefix_stripper(language: str) -> Callable[[str], str]:
    """Make a function that removes the prefixes of a folded word.

    Hebrew is known by its script, because it has no stemmer of its own. A Hebrew word that begins
    with such letters by itself loses them too, always in the same way, so it still equals the same
    word after an article.
    """
    if language in _OTHER_USE:
        return str
    pattern = _ARABIC if language == "ar" else _HEBREW
    return lambda word: _strip(word, pattern)


def without_article_prefix(word: str) -> str:
    """Return a folded word without the Arabic article."""
    return _strip(word, _ARTICLE)


def _strip(word: str, pattern: re.Pattern[str]) -> str:
    match = None if word.isascii() else pattern.match(word)
    return word[match.end() :] if match else word
