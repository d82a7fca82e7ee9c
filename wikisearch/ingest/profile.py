"""Profiles: what is where on the pages of one kind of site, kept as data in profiles/*.toml."""

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from wikisearch.ingest.element import plain_text
from wikisearch.ingest.selectors import Selector, parse_selector
from wikisearch.ingest.tree import Tree


@dataclass(frozen=True, slots=True)
class Signs:
    """How a page of this kind is recognised: any one of these is enough."""

    generator: str = ""
    """Regular expression for the content of `<meta name="generator">`."""
    selectors: tuple[Selector, ...] = ()
    headings: tuple[str, ...] = ()
    """Headings, in lower case, that only pages of this kind have."""

    def found_in(self, tree: Tree) -> bool:
        """Tell whether a page bears one of the signs."""
        generators = _generators(tree) if self.generator else []
        if any(re.search(self.generator, name, re.IGNORECASE) for name in generators):
            return True
        return self._looks_like(tree)

    def _looks_like(self, tree: Tree) -> bool:
        if any(next(selector.select(tree), None) for selector in self.selectors):
            return True
        return bool(self.headings) and any(
            plain_text(heading).lower() in self.headings
            for rank in "23"
            for heading in tree.by_name.get(f"h{rank}", ())
        )


@dataclass(frozen=True, slots=True)
class Profile:
    """Where the parts of a page are, on the pages of one kind of site."""

    name: str
    order: int
    """Profiles are tried in this order."""
    signs: Signs
    main: tuple[Selector, ...] = ()
    """What holds the content; the first that has text is taken."""
    drop: tuple[Selector, ...] = ()
    """Boilerplate within the content."""
    title: tuple[Selector, ...] = ()
    title_suffix: tuple[str, ...] = ()
    """Regular expressions for what `<title>` adds to the title of the page."""
    category: tuple[Selector, ...] = ()
    aliases: tuple[Selector, ...] = ()
    definition: tuple[Selector, ...] = ()
    related: tuple[Selector, ...] = ()
    related_headings: tuple[str, ...] = ()
    """Headings, in lower case, of lists of related pages."""
    entries: tuple[Selector, ...] = ()
    """What is a heading without being one: the terms of a glossary."""
    drop_lines: tuple[re.Pattern[str], ...] = ()
    """Regular expressions for whole lines that are links around the content, not content."""
    term: bool = False
    """Each page is about one term: badge, title, aliases and definition stand on top of it."""

    @property
    def classes(self) -> frozenset[str]:
        """Every class it asks for."""
        groups = (
            *(self.signs.selectors, self.main, self.drop, self.title, self.category),
            *(self.aliases, self.definition, self.related, self.entries),
        )
        return frozenset(name for group in groups for css in group for name in css.classes)


@dataclass(frozen=True, slots=True)
class Profiles:
    """The profiles in the order they are tried; the last one fits any page."""

    ordered: tuple[Profile, ...]
    classes: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Gather the classes once, as every page is parsed with them."""
        names = frozenset().union(*(profile.classes for profile in self.ordered))
        object.__setattr__(self, "classes", names)

    def choose(self, tree: Tree) -> Profile:
        """Take the first whose signs the page bears."""
        for profile in self.ordered[:-1]:
            if profile.signs.found_in(tree):
                return profile
        return self.ordered[-1]


@cache
def standard_profiles() -> Profiles:
    """Read the profiles that come with the library, once a process."""
    folder = files("wikisearch.ingest") / "profiles"
    tables = [
        tomllib.loads(file.read_text("utf-8"))
        for file in folder.iterdir()
        if file.name.endswith(".toml")
    ]
    common = next(table for table in tables if table["name"] == "generic")
    profiles = [read_profile(table, common) for table in tables]
    return Profiles(tuple(sorted(profiles, key=lambda profile: (profile.order, profile.name))))


def read_profile(table: dict[str, Any], common: dict[str, Any]) -> Profile:
    """Read one TOML table; what `common` drops is dropped everywhere."""
    signs = table.get("signs", {})

    def selectors(key: str, *, shared: bool = False) -> tuple[Selector, ...]:
        names = [*table.get(key, ()), *(common.get(key, ()) if shared else ())]
        return tuple(parse_selector(css) for css in dict.fromkeys(names))

    return Profile(
        name=table["name"],
        order=table.get("order", 0),
        signs=Signs(
            generator=signs.get("generator", ""),
            selectors=tuple(parse_selector(css) for css in signs.get("selectors", ())),
            headings=tuple(text.lower() for text in signs.get("headings", ())),
        ),
        main=selectors("main", shared=True),
        drop=selectors("drop", shared=True),
        title=selectors("title"),
        title_suffix=tuple(table.get("title_suffix", common["title_suffix"])),
        category=selectors("category"),
        aliases=selectors("aliases"),
        definition=selectors("definition"),
        related=selectors("related", shared=True),
        related_headings=(*table.get("related_headings", ()), *common["related_headings"]),
        entries=selectors("entries"),
        drop_lines=tuple(
            re.compile(pattern, re.IGNORECASE) for pattern in table.get("drop_lines", ())
        ),
        term=table.get("term", False),
    )


def _generators(tree: Tree) -> list[str]:
    return [meta.attrs.get("content", "") for meta in tree.by_name.get("meta", ())]
