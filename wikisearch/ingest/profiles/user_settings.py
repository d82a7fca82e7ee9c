"""A user's wikisearch.toml -> Profiles: the user's own ones, the standard ones and the settings."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from wikisearch.analysis.languages.language_tags import primary_language
from wikisearch.errors import OptionError, SourceError
from wikisearch.ingest.profiles.profile_parser import USER_ORDER
from wikisearch.ingest.profiles.profile_schema import ADDED, Table, check_profile, check_type
from wikisearch.ingest.profiles.profile_set import Profiles
from wikisearch.ingest.profiles.standard_profiles import (
    profiles_of,
    standard_profiles,
    standard_tables,
)
from wikisearch.model.build import check_base_url

SETTINGS_FILE = "wikisearch.toml"

_KEYS = ("base_url", "clean_urls", "language", "profiles", "synonyms")


def load_profiles(*folders: Path) -> Profiles:
    """Load the first wikisearch.toml in these folders; the standard profiles if there is none.

    Raises SourceError, which names the file and the wrong key.
    """
    for folder in folders:
        file = folder / SETTINGS_FILE
        settings = _read(file)
        if settings is not None:
            own = _own_tables(settings, file)
            profiles = _merged(own, file) if own else standard_profiles()
            return replace(
                profiles,
                synonyms=_synonyms(settings, file),
                language=_language(settings, file),
                base_url=_base_url(settings, file),
                clean_urls=_clean_urls(settings, file),
            )
    return standard_profiles()


def _read(file: Path) -> Table | None:
    """Read the file; None if there is none."""
    try:
        settings = tomllib.loads(file.read_text("utf-8")) if file.is_file() else None
    except OSError as error:
        raise SourceError(
            file, f"cannot be read ({error.strerror})", "make it readable or move it away"
        ) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise SourceError(file, f"not a TOML file: {error}") from error
    for key in settings or ():
        if key not in _KEYS:
            raise SourceError(file, f"{key}: unknown key", f"keys are {', '.join(_KEYS)}")
    return settings


def _synonyms(settings: Table, file: Path) -> tuple[tuple[str, str], ...]:
    """Return pairs of names; a name without synonyms gives a pair with an empty one."""
    table = settings.get("synonyms", {})
    check_type(table, dict, f"{file}: synonyms")
    for name, others in table.items():
        check_type(others, list, f"{file}: synonyms.{name}")
    return tuple((name, other) for name, others in table.items() for other in others or [""])


def _language(settings: Table, file: Path) -> str:
    tag = settings.get("language", "")
    check_type(tag, str, f"{file}: language")
    if "language" in settings and not primary_language(tag):
        raise SourceError(file, f"language: {tag!r} is not a language tag, such as de or pt-BR")
    return primary_language(tag)


def _base_url(settings: Table, file: Path) -> str:
    url: str = settings.get("base_url", "")
    check_type(url, str, f"{file}: base_url")
    try:
        check_base_url("base_url", url)
    except OptionError as error:
        raise SourceError(file, str(error)) from error
    return url


def _clean_urls(settings: Table, file: Path) -> bool:
    clean: bool = settings.get("clean_urls", False)
    check_type(clean, bool, f"{file}: clean_urls")
    return clean


def _own_tables(settings: Table, file: Path) -> Mapping[str, Table]:
    own: dict[str, Table] = settings.get("profiles", {})
    check_type(own, dict, f"{file}: profiles")
    for name, table in own.items():
        check_profile(table, f"{file}: profiles.{name}")
    return own


def _merged(own: Mapping[str, Table], file: Path) -> Profiles:
    """Merge each table into the standard one of the same name, or into the one it extends."""
    common, standard = standard_tables()
    tables: dict[str, Table] = {table["name"]: table for table in standard}
    for name, table in own.items():
        base = table.get("extends", name)
        if "extends" in table and base not in tables:
            known = ", ".join(sorted(tables))
            raise SourceError(file, f"profiles.{name}.extends: no profile {base!r}", f"has {known}")
        tables[name] = _merge(table, tables.get(base, {}), name)
    return profiles_of(tables.values(), common)


def _merge(table: Table, base: Table, name: str) -> Table:
    """Add the lists in `ADDED`, and replace the other keys."""
    added = {key: [*table[key], *base.get(key, ())] for key in ADDED if key in table}
    merged = {**base, **table, **added, "name": name}
    if name != base.get("name") and "order" not in table:
        merged["order"] = USER_ORDER
    return merged
