"""A word -> its other forms that pages have."""

from itertools import takewhile

from wikisearch.analysis import Analyzer
from wikisearch.engines.base import Reader
from wikisearch.model.document import POSITIONAL_FIELDS

MIN_BEGINNING = 3
"""Letters that a word and its forms begin with: fewer begin too many words."""


def word_forms(reader: Reader, analyzer: Analyzer, token: str) -> tuple[str, ...]:
    """Return the other exact tokens of an index with the stem of a token in one of its languages.

    Forms that begin with other letters, such as `feet` of `foot`, are not found.
    """
    found: set[str] = set()
    for language in analyzer.analyzers:
        stem = language.stemmed_name(token)
        beginning = _common_beginning(token, stem)
        if len(beginning) >= MIN_BEGINNING and token.isalpha():
            words = {each for name in POSITIONAL_FIELDS for each in reader.tokens(name, beginning)}
            found |= {each for each in words if language.stemmed_name(each) == stem}
    return tuple(sorted(found - {token}))


def _common_beginning(word: str, stem: str) -> str:
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(word, stem, strict=False))
    return "".join(letter for letter, _ in pairs)
