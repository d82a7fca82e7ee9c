"""A table of a TOML file -> Profile."""

import hashlib
import json
import re

from wikisearch.ingest.html.selectors import Selector, parse_selector
from wikisearch.ingest.profiles.page_signals import PageSignals
from wikisearch.ingest.profiles.profile import Profile
from wikisearch.ingest.profiles.profile_schema import ADDED, DROPS, Table

USER_ORDER = 0
"""Order of a user's own profiles: before all others."""


def parse_profile(table: Table, common: Table) -> Profile:
    """Parse one table; the lists of `common`, which all profiles share, are added to it."""
    lists = _Lists(table, common)
    number = table.get("heading_number", "")
    return Profile(
        name=table["name"],
        order=table.get("order", USER_ORDER),
        signs=_parse_signs(table.get("signs", {})),
        drops=tuple((reason, lists.selectors(reason)) for reason in DROPS),
        shared_drops=frozenset(css for reason in DROPS for css in common.get(reason, ())),
        main=lists.selectors("main"),
        keep=lists.selectors("keep"),
        title=lists.selectors("title"),
        title_suffix=lists.strings("title_suffix"),
        category=lists.selectors("category"),
        aliases=lists.selectors("aliases"),
        definition=lists.selectors("definition"),
        related=lists.selectors("related"),
        related_headings=tuple(text.lower() for text in lists.strings("related_headings")),
        redirect=lists.selectors("redirect"),
        plain_headings=lists.selectors("plain_headings"),
        heading_number=re.compile(number) if number else None,
        entries=lists.selectors("entries"),
        entry_names=lists.selectors("entry_names"),
        values=lists.selectors("values"),
        glossary_names=lists.strings("glossary_names"),
        drop_lines=tuple(re.compile(text, re.IGNORECASE) for text in lists.strings("drop_lines")),
        term=table.get("term", False),
        digest=_digest(table, common),
    )


class _Lists:
    """The lists of a table, with the shared ones."""

    def __init__(self, table: Table, common: Table) -> None:
        self._table = table
        self._common = common

    def strings(self, key: str) -> tuple[str, ...]:
        own = self._table.get(key, ())
        shared = self._common.get(key, ()) if key in ADDED or not own else ()
        return tuple(dict.fromkeys([*own, *shared]))

    def selectors(self, key: str) -> tuple[Selector, ...]:
        return tuple(map(parse_selector, self.strings(key)))


def _parse_signs(signs: Table) -> PageSignals:
    return PageSignals(
        generator=signs.get("generator", ""),
        selectors=tuple(map(parse_selector, signs.get("selectors", ()))),
        headings=tuple(text.lower() for text in signs.get("headings", ())),
    )


def _digest(table: Table, common: Table) -> str:
    rules = json.dumps([table, common], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(rules.encode()).hexdigest()[:16]
