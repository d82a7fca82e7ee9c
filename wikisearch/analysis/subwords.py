"""The words inside a raw token that has no separators: camelCase names and versions."""

import re
from string import digits

MIN_SUBWORD = 2
"""Letters of every word of a camelCase name: iPhone and LaTeX are single words."""

_IS_CAMEL_CASE = re.compile(r"[a-z\d][A-Z]|[A-Z]{2}[a-z]")
_HUMP = re.compile(
    r"(?:^[A-Za-z](?=[A-Z][a-z]{2}))?"
    r"(?:[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|^\d+)"
    r"(?:\d+D?(?![a-z]))?"
)
"""A word of a camelCase name: `OAuth2` of `OAuth2Client`, and `Conv2D` of `Conv2DTranspose`."""

_VERSION = re.compile(r"(\d+\.\d+)(?:\.\d+)+")


def camel_case_words(part: str) -> list[str]:
    """Words of a camelCase name, in small letters; empty for any other word."""
    if part.islower() or not _IS_CAMEL_CASE.search(part):
        return []
    words = [word.lower() for word in _HUMP.findall(part)]
    letters = (len(word.strip(digits)) for word in words)
    return words if len(words) > 1 and min(letters) >= MIN_SUBWORD else []


def version_series(part: str) -> str:
    """Return the first two numbers of a version: `3.35` of `3.35.0`; empty if it has no more."""
    match = _VERSION.fullmatch(part) if "." in part else None
    return match[1] if match else ""
