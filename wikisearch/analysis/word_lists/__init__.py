"""Lists of words and characters, one file for each use."""

from pathlib import Path

WORD_LISTS = Path(__file__).parent
