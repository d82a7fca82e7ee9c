"""Numbers that a generator puts before its headings, told from numbers that belong to them."""

import re
from collections.abc import Iterable
from itertools import pairwise

from wikisearch.ingest.profiles.profile import Profile

_NUMBERED = re.compile(
    r"^(?:(?:chapter|part|appendix|section|kapitel|abschnitt|chapitre|§)\s*)?"
    r"((?:\d{1,3}|[A-Z](?=[.:)]))(?:\.\d{1,3})*)(?:[.:)]\s*|\s*[–—]\s+|\s+-\s+|\s+)(?=\S)",
    re.IGNORECASE,
)


def without_numbers(titles: list[str], profile: Profile) -> list[str]:
    """Take the numbers off the headings of a page, in their order on it.

    A profile knows how its generator writes them. Without that, numbers go when they count: two or
    more, each the next one after the one before, as 3, 3.1, 3.2, 4 do and "3D models" does not.
    """
    if profile.heading_number is not None:
        return [profile.heading_number.sub("", title) or title for title in titles]
    found = [_NUMBERED.match(title) for title in titles]
    numbers = [match[1].upper() for match in found if match]
    if len(numbers) < 2 or not _do_count(numbers):  # noqa: PLR2004 - one number proves nothing
        return titles
    return [without_number(title) for title in titles]


def same_but_number(heading: str, named: str) -> bool:
    """Tell whether a heading is a name with a number before it."""
    short = without_number(heading)
    return short != heading and short.casefold() == named.casefold()


def has_same_number(heading: str, named: str) -> bool:
    """Tell whether two names have the same number, written alike or not: "2. A", "Chapter 2: B"."""
    matches = _NUMBERED.match(heading), _NUMBERED.match(named)
    return all(matches) and len({match[1].upper() for match in matches if match}) == 1


def without_number(title: str) -> str:
    """Take the number off a name that is known to have one."""
    match = _NUMBERED.match(title)
    return title[match.end() :] if match else title


def _do_count(numbers: Iterable[str]) -> bool:
    parts = [[_value(part) for part in number.split(".")] for number in numbers]
    return all(_follows(after, before) for before, after in pairwise(parts))


def _value(part: str) -> int:
    return int(part) if part.isdecimal() else ord(part)


def _follows(after: list[int], before: list[int]) -> bool:
    """Tell whether a number is the first below another, or the next beside it or one above it."""
    depth = len(after)
    if depth == len(before) + 1:
        return after[:-1] == before and after[-1] in (0, 1)
    return depth <= len(before) and after == [*before[: depth - 1], before[depth - 1] + 1]
