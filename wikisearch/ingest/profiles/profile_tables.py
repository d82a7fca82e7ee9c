"""TOML tables -> Profiles: those that come with the library, and the user's own over them."""

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from wikisearch.analysis.languages import primary
from wikisearch.errors import SourceError
from wikisearch.ingest.html.selectors import Selector, parse_selector
from wikisearch.ingest.profiles.profile import PageSignals, Profile, Profiles

OWN_FILE = "wikisearch.toml"
"""Where users keep profiles of their own."""

Table = Mapping[str, Any]

_SETTINGS = ("language", "profiles", "synonyms")
"""What may stand in it."""

_DROPS = ("navigation", "boilerplate", "comments")
_ADDED = (*_DROPS, "main", "keep", "related", "related_headings", "drop_lines", "entries")
"""Lists that add to what all profiles share, and to what the profile they extend has."""
_TEXTS = (
    *(*_ADDED, "title", "title_suffix", "category", "aliases", "definition", "redirect"),
    *("plain_headings", "entry_names", "glossary_names"),
)
_EXPRESSIONS = ("title_suffix", "drop_lines")
_NO_SELECTORS = ("related_headings", "glossary_names", *_EXPRESSIONS)
_KINDS: dict[str, type] = {
    **dict.fromkeys(_TEXTS, list),
    "name": str,
    "order": int,
    "heading_number": str,
    "term": bool,
    "extends": str,
    "signs": dict,
}
_SIGNS: dict[str, type] = {"generator": str, "selectors": list, "headings": list}
_NAMES = {list: "a list of strings", str: "a string", int: "a number", bool: "true or false"}
_OWN_ORDER = 0
"""A user's own profiles come before all others."""


@cache
def standard_profiles() -> Profiles:
    """Read the profiles that come with the library, once a process."""
    common, tables = _standard_tables()
    return _profiles(tables, common)


def load_profiles(*folders: Path) -> Profiles:
    """Read the user's own profiles over the standard ones, from the first folder that has any.

    Raises SourceError, which names the file and the key that is wrong.
    """
    for folder in folders:
        file = folder / OWN_FILE
        settings = _settings(file)
        if settings is not None:
            own = _own_tables(settings, file)
            profiles = _with_own(own, str(file)) if own else standard_profiles()
            synonyms, language = _own_synonyms(settings, file), _own_language(settings, file)
            if synonyms or language:
                return replace(profiles, synonyms=synonyms, language=language)
            return profiles
    return standard_profiles()


def read_profile(table: Table, common: Table) -> Profile:
    """Read one table; what `common` says is added to it."""
    signs = table.get("signs", {})

    def texts(key: str) -> tuple[str, ...]:
        own = table.get(key, ())
        shared = common.get(key, ()) if key in _ADDED or not own else ()
        return tuple(dict.fromkeys([*own, *shared]))

    def selectors(key: str) -> tuple[Selector, ...]:
        return tuple(map(parse_selector, texts(key)))

    number = table.get("heading_number", "")
    return Profile(
        name=table["name"],
        order=table.get("order", _OWN_ORDER),
        signs=PageSignals(
            generator=signs.get("generator", ""),
            selectors=tuple(map(parse_selector, signs.get("selectors", ()))),
            headings=tuple(text.lower() for text in signs.get("headings", ())),
        ),
        main=selectors("main"),
        drops=tuple((reason, selectors(reason)) for reason in _DROPS),
        shared_drops=frozenset(css for reason in _DROPS for css in common.get(reason, ())),
        keep=selectors("keep"),
        title=selectors("title"),
        title_suffix=texts("title_suffix"),
        category=selectors("category"),
        aliases=selectors("aliases"),
        definition=selectors("definition"),
        related=selectors("related"),
        related_headings=tuple(text.lower() for text in texts("related_headings")),
        redirect=selectors("redirect"),
        plain_headings=selectors("plain_headings"),
        heading_number=re.compile(number) if number else None,
        entries=selectors("entries"),
        entry_names=selectors("entry_names"),
        glossary_names=texts("glossary_names"),
        drop_lines=tuple(re.compile(text, re.IGNORECASE) for text in texts("drop_lines")),
        term=table.get("term", False),
        digest=_digest(table, common),
    )


def _standard_tables() -> tuple[Table, list[Table]]:
    folder = files("wikisearch.ingest.profiles")
    found = {
        file.name: tomllib.loads(file.read_text("utf-8"))
        for file in folder.iterdir()
        if file.name.endswith(".toml")
    }
    return found.pop("common.toml"), list(found.values())


def _profiles(tables: list[Table], common: Table) -> Profiles:
    profiles = [read_profile(table, common) for table in tables]
    return Profiles(tuple(sorted(profiles, key=lambda profile: (profile.order, profile.name))))


def _settings(file: Path) -> Table | None:
    """Read what a file has; None where there is no file."""
    try:
        settings = tomllib.loads(file.read_text("utf-8")) if file.is_file() else None
    except OSError as error:
        raise SourceError(
            f"{file}: cannot be read ({error.strerror}); make it readable or move it away"
        ) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise SourceError(f"{file}: not a TOML file: {error}") from error
    for key in settings or ():
        if key not in _SETTINGS:
            raise SourceError(f"{file}: {key}: no such key; has {', '.join(_SETTINGS)}")
    return settings


def _own_synonyms(settings: Table, file: Path) -> tuple[tuple[str, str], ...]:
    """Pairs of names; a name without others is a pair with an empty one."""
    table = settings.get("synonyms", {})
    _check_kind(table, dict, f"{file}: synonyms")
    for name, others in table.items():
        _check_kind(others, list, f"{file}: synonyms.{name}")
    return tuple((name, other) for name, others in table.items() for other in others or [""])


def _own_language(settings: Table, file: Path) -> str:
    tag = settings.get("language", "")
    _check_kind(tag, str, f"{file}: language")
    if "language" in settings and not primary(tag):
        raise SourceError(f"{file}: language: {tag!r} is no tag of a language, such as de or pt-BR")
    return primary(tag)


def _own_tables(settings: Table, file: Path) -> dict[str, Table]:
    own = settings.get("profiles", {})
    _check_kind(own, dict, f"{file}: profiles")
    for name, table in own.items():
        _check_table(table, f"{file}: profiles.{name}")
    return dict(own)


def _with_own(own: dict[str, Table], file: str) -> Profiles:
    """Lay the user's tables over the standard ones of the same name, or of the one they extend."""
    common, tables = _standard_tables()
    named: dict[str, Table] = {table["name"]: table for table in tables}
    for name, table in own.items():
        model = table.get("extends", name)
        if "extends" in table and model not in named:
            known = ", ".join(sorted(named))
            raise SourceError(f"{file}: profiles.{name}.extends: no profile {model!r}; has {known}")
        named[name] = _laid_over(table, named.get(model, {}), name)
    return _profiles(list(named.values()), common)


def _laid_over(table: Table, below: Table, name: str) -> Table:
    """Add the lists that add up, replace the rest."""
    added = {key: [*table[key], *below.get(key, ())] for key in _ADDED if key in table}
    whole = {**below, **table, **added, "name": name}
    if name != below.get("name") and "order" not in table:
        whole["order"] = _OWN_ORDER
    return whole


def _check_table(table: object, place: str) -> None:
    _check_kind(table, dict, place)
    assert isinstance(table, dict)  # noqa: S101 - says to mypy what was just checked
    for key, value in table.items():
        if key not in _KINDS:
            raise SourceError(f"{place}.{key}: no such key; has {', '.join(sorted(_KINDS))}")
        _check_kind(value, _KINDS[key], f"{place}.{key}")
        if key in _EXPRESSIONS or key == "heading_number":
            _check_expressions(value, f"{place}.{key}")
        elif key in _TEXTS and key not in _NO_SELECTORS:
            _check_selectors(value, f"{place}.{key}")
    for key, value in table.get("signs", {}).items():
        if key not in _SIGNS:
            raise SourceError(f"{place}.signs.{key}: no such key; has {', '.join(sorted(_SIGNS))}")
        _check_kind(value, _SIGNS[key], f"{place}.signs.{key}")
        if key == "selectors":
            _check_selectors(value, f"{place}.signs.{key}")
        elif key == "generator":
            _check_expressions(value, f"{place}.signs.{key}")


def _check_kind(value: object, kind: type, place: str) -> None:
    fits = isinstance(value, kind) and (kind is not int or not isinstance(value, bool))
    if fits and isinstance(value, list):
        fits = all(isinstance(text, str) for text in value)
    if not fits:
        raise SourceError(f"{place}: not {_NAMES.get(kind, 'a table')}")


def _check_expressions(value: str | list[str], place: str) -> None:
    for pattern in [value] if isinstance(value, str) else value:
        try:
            re.compile(pattern)
        except re.error as error:
            raise SourceError(f"{place}: {pattern!r} is no regular expression: {error}") from error


def _check_selectors(value: list[str], place: str) -> None:
    for css in value:
        try:
            parse_selector(css).check()
        except ValueError as error:
            reason = str(error).partition("\n")[0]
            raise SourceError(f"{place}: {css!r} is no CSS selector: {reason}") from error


def _digest(table: Table, common: Table) -> str:
    rules = json.dumps([table, common], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(rules.encode()).hexdigest()[:16]
