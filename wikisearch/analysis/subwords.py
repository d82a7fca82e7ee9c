"""The words inside a raw token that has no separators: camelCase names and versions."""

import re

MIN_SUBWORD = 2
"""Letters of every word of a camelCase name: iPhone and LaTeX are single words."""

_IS_CAMEL_CASE = re.compile(r"[a-z\d][A-Z]|[A-Z]{2}[a-z]")
_HUMP = re.compile(
    r"(?:^[A-Za-z](?=[A-Z][a-z]))?(?:[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|^\d+)\d*"
)
"""A word of a camelCase name. Digits belong to the word before, one letter to the word after."""

_VERSION = re.compile(r"(\d+\.\d+)(?:\.\d+)+")


def camel_case_words(part: str) -> list[str]:
    """Words of a camelCase name, in small letters; empty for any other word."""
    if not _IS_CAMEL_CASE.search(part):
        return []
    words = [word.lower() for word in _HUMP.findall(part)]
    return words if len(words) > 1 and min(map(len, words)) >= MIN_SUBWORD else []


def version_series(part: str) -> str:
    """Return the first two numbers of a version: `3.35` of `3.35.0`; empty if it has no more."""
    match = _VERSION.fullmatch(part)
    return match[1] if match else ""
