"""A text file of this folder -> its words."""

import re
from importlib.resources import files

from wikisearch.analysis.characters.unsegmented import has_unsegmented


def word_list(name: str) -> frozenset[str]:
    """Read the words of a file; lines that begin with `#` are comments."""
    return frozenset(word for line in phrase_list(name) for word in line.split())


def phrase_list(name: str) -> frozenset[str]:
    """Read the lines of a file; those that begin with `#` are comments."""
    text = files("wikisearch.ingest.extract.words").joinpath(name).read_text("utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def phrase_pattern(name: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """Return a pattern for texts that begin with a phrase of a file; 0 means a number.

    Signs before the phrase do not count, and a letter after its last letter makes another word.
    """
    parts = (re.escape(phrase).replace("0", r"\d[\d.]*") for phrase in phrase_list(name))
    ended = (rf"{part}(?!\w)" if part[-1:].isalnum() and part.isascii() else part for part in parts)
    return re.compile(rf"[^\w(©]*+(?:{'|'.join(sorted(ended, key=len, reverse=True))})", flags)


def word_pattern(name: str) -> re.Pattern[str]:
    """Return a pattern for texts that contain a line of a file; some scripts have no spaces."""
    words = sorted(phrase_list(name))
    inside = "|".join(re.escape(word) for word in words if has_unsegmented(word))
    whole = "|".join(re.escape(word) for word in words if not has_unsegmented(word))
    return re.compile(rf"\b(?:{whole})\b{'|' if inside else ''}{inside}", re.IGNORECASE)
