"""The TOML files beside this module -> the standard profiles."""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from wikisearch.ingest.profiles.profile_parser import parse_profile
from wikisearch.ingest.profiles.profile_schema import Table
from wikisearch.ingest.profiles.profile_set import Profiles


@cache
def standard_profiles() -> Profiles:
    """Read the standard profiles, once per process."""
    common, tables = standard_tables()
    return profiles_of(tables, common)


def standard_tables() -> tuple[Table, list[Table]]:
    """Read the table that all profiles share, and the table of each standard profile."""
    folder = files("wikisearch.ingest.profiles")
    tables = {
        file.name: tomllib.loads(file.read_text("utf-8"))
        for file in folder.iterdir()
        if file.name.endswith(".toml")
    }
    return tables.pop("common.toml"), list(tables.values())


def profiles_of(tables: Iterable[Table], common: Table) -> Profiles:
    """Parse tables, and put the profiles in order."""
    profiles = [parse_profile(table, common) for table in tables]
    return Profiles(tuple(sorted(profiles, key=lambda profile: (profile.order, profile.name))))
