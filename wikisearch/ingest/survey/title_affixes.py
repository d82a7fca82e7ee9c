"""What most titles of a wiki begin and end with, such as the name of the site."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

_SEPARATOR = re.compile(r"\s+(?:[-–—―─|·•»«/>]{1,2}|::?)\s+|:\s+|\s*[：｜]\s*")
_BRACKET = re.compile(r"\s+[(\[]|\s*[（［【「『]")
_BRACKETS = (
    ("(", ")"),
    ("[", "]"),
    ("（", "）"),
    ("［", "］"),
    ("【", "】"),
    ("「", "」"),
    ("『", "』"),
)
_CLOSING = tuple(right for _, right in _BRACKETS)
_MAX_PARTS = 12
"""Separators of one title that are tried."""


def common_affix(titles: Collection[str], needed: int, *, at_start: bool) -> str:
    """Return the longest beginning or ending of at least `needed` titles; empty if none.

    It ends or begins at a separator, or is the brackets at the end. Titles that are nothing else
    do not count.
    """
    find = _prefixes if at_start else _suffixes
    counts: Counter[str] = Counter()
    for title in titles:
        counts.update(set(find(title)))
    found = [affix for affix, count in counts.items() if count >= needed and _is_whole(affix)]
    return max(found, key=lambda affix: (len(affix), affix), default="")


def _is_whole(affix: str) -> bool:
    """Return whether an affix has both or none of its brackets."""
    return all(affix.count(left) == affix.count(right) for left, right in _BRACKETS)


def without_prefix(title: str, prefix: str) -> str:
    """Remove a beginning, unless nothing would be left."""
    return title.removeprefix(prefix).strip() or title if prefix else title


def without_suffix(title: str, suffix: str) -> str:
    """Remove an ending, unless nothing would be left."""
    return title.removesuffix(suffix).strip() or title if suffix else title


def _prefixes(title: str) -> Iterator[str]:
    for match in _first(_SEPARATOR.finditer(title)):
        if title[match.end() :].strip() and title[: match.start()].strip():
            yield title[: match.end()]


def _suffixes(title: str) -> Iterator[str]:
    starts = [match.start() for match in _SEPARATOR.finditer(title)][-_MAX_PARTS:]
    if title.endswith(_CLOSING):
        starts += [match.start() for match in _BRACKET.finditer(title)][-_MAX_PARTS:]
    yield from (title[start:] for start in starts if title[:start].strip())


def _first(matches: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    for number, match in enumerate(matches):
        if number == _MAX_PARTS:
            return
        yield match
