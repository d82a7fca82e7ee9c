"""The keys of a profile, and the checks of a table that a user wrote."""

import re
from collections.abc import Mapping
from typing import Any

from wikisearch.errors import SourceError
from wikisearch.ingest.html.selectors import parse_selector

Table = Mapping[str, Any]

DROPS = ("navigation", "boilerplate", "comments")
"""Reasons why elements are dropped, each a list of selectors."""

ADDED = (*DROPS, "main", "keep", "related", "related_headings", "drop_lines", "entries")
"""Lists that are added to those of the extended profile and to the shared ones."""

_LISTS = (
    *(*ADDED, "title", "title_suffix", "category", "aliases", "definition", "redirect"),
    *("plain_headings", "entry_names", "glossary_names", "values"),
)
_PATTERNS = ("title_suffix", "drop_lines", "heading_number")
_WORDS = ("related_headings", "glossary_names")
_TYPES: dict[str, type] = {
    **dict.fromkeys(_LISTS, list),
    "name": str,
    "order": int,
    "heading_number": str,
    "term": bool,
    "extends": str,
    "signs": dict,
}
_SIGN_TYPES: dict[str, type] = {"generator": str, "selectors": list, "headings": list}
_TYPE_NAMES = {list: "a list of strings", str: "a string", int: "a number", bool: "true or false"}


def check_profile(table: object, key: str) -> None:
    """Check the table of a profile; `key` is where it is: `FILE: profiles.NAME`.

    Raises SourceError, which names the wrong key.
    """
    check_type(table, dict, key)
    assert isinstance(table, dict)  # noqa: S101 - for mypy: `check_type` has just checked it
    _check_keys(table, _TYPES, key)
    for name, value in table.items():
        if name in _PATTERNS:
            _check_patterns(value, f"{key}.{name}")
        elif name in _LISTS and name not in _WORDS:
            _check_selectors(value, f"{key}.{name}")
    signs = table.get("signs", {})
    _check_keys(signs, _SIGN_TYPES, f"{key}.signs")
    _check_selectors(signs.get("selectors", []), f"{key}.signs.selectors")
    _check_patterns(signs.get("generator", ""), f"{key}.signs.generator")


def check_type(value: object, expected: type, key: str) -> None:
    """Raise SourceError if the value of a key has another type; lists must be of strings."""
    fits = isinstance(value, expected) and (expected is not int or not isinstance(value, bool))
    if fits and isinstance(value, list):
        fits = all(isinstance(text, str) for text in value)
    if not fits:
        raise SourceError(key, f"not {_TYPE_NAMES.get(expected, 'a table')}")


def _check_keys(table: Table, types: Mapping[str, type], key: str) -> None:
    for name, value in table.items():
        if name not in types:
            raise SourceError(
                f"{key}.{name}", "unknown key", f"keys are {', '.join(sorted(types))}"
            )
        check_type(value, types[name], f"{key}.{name}")


def _check_patterns(value: str | list[str], key: str) -> None:
    for pattern in [value] if isinstance(value, str) else value:
        try:
            re.compile(pattern)
        except re.error as error:
            raise SourceError(key, f"{pattern!r} is not a regular expression: {error}") from error


def _check_selectors(value: list[str], key: str) -> None:
    for css in value:
        try:
            parse_selector(css).check()
        except ValueError as error:
            reason = str(error).partition("\n")[0]
            raise SourceError(key, f"{css!r} is not a CSS selector: {reason}") from error
