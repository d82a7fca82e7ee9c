"""Stop words: one word list per language, in `word_lists/stop_words`."""

from functools import cache

from wikisearch.analysis.characters.folding import fold
from wikisearch.analysis.word_lists import WORD_LISTS

_FOLDER = WORD_LISTS / "stop_words"


def languages_with_stop_words() -> list[str]:
    """Languages that have a list of stop words, sorted."""
    return sorted(path.stem for path in _FOLDER.glob("*.txt"))


@cache
def stop_words(language: str) -> frozenset[str]:
    """Folded stop words of a language; an empty set for a language without a list."""
    path = _FOLDER / f"{language}.txt"
    if not path.is_file():
        return frozenset()
    return frozenset(map(fold, path.read_text(encoding="utf-8").split()))
