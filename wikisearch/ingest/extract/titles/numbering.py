"""Numbers before headings: those of a generator, and those that belong to the name."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from wikisearch.ingest.extract.words.word_list import word_list
from wikisearch.ingest.profiles.profile import Profile

_UNITS = "|".join(sorted(word_list("numbered_units.txt")))
_NUMBERED = re.compile(
    rf"^(?:(?:{_UNITS}|§|第)\s*)?((?:\d{{1,3}}|[A-Z](?=[.:)]))(?:\.\d{{1,3}})*)"
    r"(?:\s*[章节節回课課部]\s*|[.:)]\s*|\s*[–—]\s+|\s+-\s+|\s+)(?=\S)",
    re.IGNORECASE,
)
_ONLY_NUMBER = re.compile(
    rf"(?:{_UNITS}|page|pagina|página|seite|страница|§|第)\s*"
    r"((?:\d{1,3}|[A-Z])(?:\.\d{1,3})*)(?:[.:)]|\s*[章节節回课課部页頁])?",
    re.IGNORECASE,
)

_LAST_NUMBER = re.compile(r"(?<=[\s:])((?:\d{1,3}|[A-Z](?=\.))(?:\.\d{1,3})*)$")


def without_numbers(titles: list[str], profile: Profile) -> list[str]:
    """Remove the numbers from the headings of a page, which are in document order.

    A profile can have a pattern for them. Where no heading matches it, they are removed if there
    are two or more and each follows the one before, as 3, 3.1, 3.2, 4 do, or all are below the
    first; "3D models" is not.
    """
    if profile.heading_number is not None:
        without = [profile.heading_number.sub("", title) or title for title in titles]
        if without != titles:
            return without
    found = [_NUMBERED.match(title) for title in titles]
    numbers = [match[1].upper() for match in found if match]
    if len(numbers) < 2 or not (_are_consecutive(numbers) or _are_below_first(numbers)):  # noqa: PLR2004 - one number proves nothing
        return titles
    return [without_number(title) for title in titles]


def same_but_number(heading: str, named: str) -> bool:
    """Return whether a heading is a name with a number before it."""
    short = without_number(heading)
    return short != heading and short.casefold() == named.casefold()


def has_same_number(heading: str, named: str) -> bool:
    """Return whether two names have the same number, in any form: "2. A", "Chapter 2: B"."""
    matches = _NUMBERED.match(heading), _NUMBERED.match(named)
    return all(matches) and len({match[1].upper() for match in matches if match}) == 1


def has_number_of(title: str, full: str) -> bool:
    """Return whether a title begins with the number that `<title>` ends with: "Section 2.6"."""
    number = _last_number(full)
    return bool(number) and has_same_number(title, f"{number} x")


@lru_cache(1)
def _last_number(full: str) -> str:
    """Return the number that `<title>` ends with; each heading of a page is compared with it."""
    found = _LAST_NUMBER.search(full)
    return found[1] if found is not None else ""


def is_named_without_number(title: str, full: str) -> bool:
    """Return whether `<title>` begins with the words of a title, but not with its number."""
    short = without_number(title)
    return short != title and (full == short or full.startswith(f"{short} "))


def is_only_number(title: str) -> bool:
    """Return whether a title is the number of a chapter or section, as "Section A.3"."""
    return _ONLY_NUMBER.fullmatch(title) is not None


def without_number(title: str) -> str:
    """Remove the number from a name, if it has one."""
    match = _NUMBERED.match(title)
    return title[match.end() :] if match else title


def _are_consecutive(numbers: Iterable[str]) -> bool:
    parts = [[_value(part) for part in number.split(".")] for number in numbers]
    return all(_follows(after, before) for before, after in pairwise(parts))


def _are_below_first(numbers: list[str]) -> bool:
    """Return whether a chapter has the numbers of its own sections only, perhaps not all."""
    first, *others = numbers
    return len(others) > 1 and all(number.startswith(f"{first}.") for number in others)


def _value(part: str) -> int:
    return int(part) if part.isdecimal() else ord(part)


def _follows(after: list[int], before: list[int]) -> bool:
    """Return whether a number is the first below another, or the next on its level or above."""
    depth = len(after)
    if depth == len(before) + 1:
        return after[:-1] == before and after[-1] in (0, 1)
    return depth <= len(before) and after == [*before[: depth - 1], before[depth - 1] + 1]
