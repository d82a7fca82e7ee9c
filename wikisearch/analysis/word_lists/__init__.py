"""Lists of words and characters, one file for each use."""

from functools import cache
from pathlib import Path

WORD_LISTS = Path(__file__).parent


@cache
def language_rows(name: str, language: str) -> tuple[tuple[str, ...], ...]:
    """Return the words after the tag of a language, line by line; empty if it has no line."""
    lines = (WORD_LISTS / name).read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines if not line.startswith("#"))
    return tuple(tuple(words) for tag, *words in rows if tag == language)
