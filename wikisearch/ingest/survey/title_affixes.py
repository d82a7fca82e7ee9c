"""What most titles of a wiki begin and end with, such as the name of the site."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

SEPARATOR = re.compile(r"\s+(?:[-–—―─|·•»«/>]{1,2}|::?)\s+|:\s+|\s*[：｜]\s*")
_SUMMARY = "--"
"""What follows the name of the site on its start page: "Tide -- a library for clocks"."""
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
_OPENING = tuple(left for left, _ in _BRACKETS)
_CLOSING = tuple(right for _, right in _BRACKETS)
_MAX_PARTS = 12
"""Separators of one title that are tried."""


def common_affix(titles: Collection[str], needed: int, *, at_start: bool) -> str:
    """Return the longest beginning or ending of at least `needed` titles; empty if none.

    It ends or begins at a separator, or is the brackets at the end. Its separator is the most
    frequent one. Titles that are nothing else do not count.
    """
    find = _prefixes if at_start else _suffixes
    counts: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = {}
    for title in titles:
        affixes = {affix_name(affix): affix for affix in find(title)}
        counts.update(affixes.keys())
        for name, affix in affixes.items():
            forms.setdefault(name, Counter())[affix] += 1
    found = [name for name, count in counts.items() if count >= needed and _is_whole(name)]
    longest = max(found, key=lambda name: (len(name), name), default="")
    same = forms.get(longest, Counter())
    return max(same, key=lambda affix: (same[affix], affix), default="")


def _is_whole(affix: str) -> bool:
    """Return whether an affix has both or none of its brackets."""
    return all(affix.count(left) == affix.count(right) for left, right in _BRACKETS)


def ends_in_bracket(prefix: str) -> bool:
    """Return whether the name of a page is in brackets after a beginning."""
    return prefix.endswith(_OPENING)


def without_affixes(title: str, prefix: str = "", suffix: str = "") -> str:
    """Remove a beginning, and then an ending."""
    return without_title_suffix(without_title_prefix(title, prefix), suffix)


def without_title_prefix(title: str, prefix: str) -> str:
    """Remove a beginning, also with another separator, unless nothing would be left.

    "Tide 2 (Index)" has the name of the book before the bracket, and that of the page in it.
    """
    if ends_in_bracket(prefix):
        is_bracket = title.startswith(prefix) and title.endswith(_CLOSING)
        return title[len(prefix) : -1].strip() or title if is_bracket else title
    if not prefix or title.startswith(prefix):
        return title.removeprefix(prefix).strip() or title
    name = affix_name(prefix)
    separator = SEPARATOR.match(title, len(name)) if title.startswith(name) else None
    if separator is None or _SUMMARY in separator[0]:
        return title
    return title[separator.end() :].strip() or title


def without_title_suffix(title: str, suffix: str) -> str:
    """Remove an ending, also with another separator, unless nothing would be left."""
    if not suffix or title.endswith(suffix):
        return title.removesuffix(suffix).strip() or title
    name = affix_name(suffix)
    if len(name) == len(suffix) or not title.endswith(name):
        return title
    start = title[: -len(name)]
    separators = [each for each in SEPARATOR.finditer(start) if each.end() == len(start)]
    return (start[: separators[0].start()].strip() or title) if separators else title


def affix_name(affix: str) -> str:
    """Return an affix without the separator that it ends or begins with, or the open bracket."""
    if ends_in_bracket(affix):
        return affix[:-1].rstrip()
    for separator in SEPARATOR.finditer(affix):
        if separator.start() == 0:
            return affix[separator.end() :]
        if separator.end() == len(affix):
            return affix[: separator.start()]
    return affix.strip()


def has_separator(affix: str) -> bool:
    """Return whether an affix ends or begins with a separator or a bracket, not only a space."""
    return affix_name(affix) != affix.strip() or affix.lstrip().startswith(_OPENING)


def _prefixes(title: str) -> Iterator[str]:
    ends = [match.end() for match in _first(SEPARATOR.finditer(title))]
    if title.endswith(_CLOSING):
        ends += [match.end() for match in _first(_BRACKET.finditer(title))]
    for end in ends:
        if title[end:].strip() and affix_name(title[:end]).strip():
            yield title[:end]


def _suffixes(title: str) -> Iterator[str]:
    starts = [match.start() for match in SEPARATOR.finditer(title)][-_MAX_PARTS:]
    if title.endswith(_CLOSING):
        starts += [match.start() for match in _BRACKET.finditer(title)][-_MAX_PARTS:]
    yield from (title[start:] for start in starts if title[:start].strip())


def _first(matches: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    for number, match in enumerate(matches):
        if number == _MAX_PARTS:
            return
        yield match
