"""What is where on the pages of one kind of site: the values that profiles/*.toml are read into."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from wikisearch.ingest.html.element import plain_text
from wikisearch.ingest.html.selectors import Selector, Step
from wikisearch.ingest.html.tree import Tree

EXTRACTION = 3
"""Raised whenever the same page and profile give another Page than before."""


@dataclass(frozen=True, slots=True)
class PageSignals:
    """How a page of this kind is recognised: any one of these is enough."""

    generator: str = ""
    """Regular expression for the content of `<meta name="generator">`."""
    selectors: tuple[Selector, ...] = ()
    headings: tuple[str, ...] = ()
    """Headings, in lower case, that only pages of this kind have."""

    def found_in(self, tree: Tree) -> str:
        """Say which of the signs a page bears; an empty string when it bears none."""
        if not (self.generator or self.selectors or self.headings):
            return "it fits every page"
        generators = _generators(tree) if self.generator else []
        for name in generators:
            if re.search(self.generator, name, re.IGNORECASE):
                return f'generator "{name}" matches "{self.generator}"'
        for selector in self.selectors:
            if next(selector.select(tree), None) is not None:
                return f'selector "{selector.css}" finds something'
        return self._heading_in(tree)

    def _heading_in(self, tree: Tree) -> str:
        if self.headings:
            for rank in "23":
                for heading in tree.by_name.get(f"h{rank}", ()):
                    text = plain_text(heading)
                    if text.lower() in self.headings:
                        return f'heading "{text}"'
        return ""


@dataclass(frozen=True, slots=True)
class Profile:
    """Where the parts of a page are, on the pages of one kind of site."""

    name: str
    order: int
    """Profiles are tried in this order."""
    signs: PageSignals
    main: tuple[Selector, ...] = ()
    """What holds the content; the first that has text is taken."""
    drops: tuple[tuple[str, tuple[Selector, ...]], ...] = ()
    """What is no content though it stands within it, by reason."""
    shared_drops: frozenset[str] = frozenset()
    """Those of them that all profiles share: told by an id, they may be a section after all."""
    keep: tuple[Selector, ...] = ()
    """What is content after all."""
    title: tuple[Selector, ...] = ()
    title_suffix: tuple[str, ...] = ()
    """Regular expressions for what `<title>` adds to the title of the page."""
    category: tuple[Selector, ...] = ()
    aliases: tuple[Selector, ...] = ()
    definition: tuple[Selector, ...] = ()
    related: tuple[Selector, ...] = ()
    related_headings: tuple[str, ...] = ()
    """Headings, in lower case, of lists of related pages."""
    redirect: tuple[Selector, ...] = ()
    """The link of a page that only leads to another."""
    plain_headings: tuple[Selector, ...] = ()
    """Headings that begin no section: the "Note" on top of a note."""
    heading_number: re.Pattern[str] | None = None
    """The number that the generator puts before a heading."""
    entries: tuple[Selector, ...] = ()
    """What is a heading without being one: the terms of a glossary."""
    entry_names: tuple[Selector, ...] = ()
    """Within an entry, the name itself."""
    glossary_names: tuple[str, ...] = ()
    """Headings, titles and class names that say that a list of definitions is a glossary."""
    drop_lines: tuple[re.Pattern[str], ...] = ()
    """Regular expressions for whole lines that are links around the content, not content."""
    term: bool = False
    """Each page is about one term: badge, title, aliases and definition stand on top of it."""
    digest: str = ""
    """Changes when any rule changes."""
    menus: frozenset[str] = field(init=False)
    """Classes of what it drops for them alone, when it asks for nothing in it by layout."""

    def __post_init__(self) -> None:
        """Gather the menus once."""
        object.__setattr__(self, "menus", frozenset(self._menus()))

    def _menus(self) -> Iterator[str]:
        asking = (self.signs.selectors, self.title, self.category, self.aliases, self.definition)
        groups = (*asking, self.redirect, self.entries, self.entry_names)
        if self.keep or any(css.looks_at_layout for group in groups for css in group):
            return
        for css in (css for _, selectors in self.drops for css in selectors):
            if (
                css.steps
                and css.steps == (Step("", "", css.classes, ""),)
                and len(css.classes) == 1
            ):
                yield css.classes[0]

    @property
    def classes(self) -> frozenset[str]:
        """Every class it asks for."""
        groups = (
            *(self.signs.selectors, self.main, self.keep, self.title, self.category),
            *(self.aliases, self.definition, self.related, self.redirect, self.plain_headings),
            *(self.entries, self.entry_names, *(selectors for _, selectors in self.drops)),
        )
        return frozenset(name for group in groups for css in group for name in css.classes)


class Choice(NamedTuple):
    """A profile, and why it is the one for a page."""

    profile: Profile
    reason: str


@dataclass(frozen=True, slots=True)
class Profiles:
    """The profiles in the order they are tried; the last one fits any page."""

    ordered: tuple[Profile, ...]
    synonyms: tuple[tuple[str, str], ...] = ()
    """Pairs of names of one thing, as the user says; one with an empty name takes back others."""
    language: str = ""
    """Language of all pages, whatever they declare, when the user says one."""
    classes: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Gather the classes once, as every page is parsed with them."""
        names = frozenset().union(*(profile.classes for profile in self.ordered))
        object.__setattr__(self, "classes", names)

    @property
    def fingerprint(self) -> str:
        """Name the rules as a whole: pages read by another set have to be read again."""
        rules = [f"{profile.order} {profile.name} {profile.digest}" for profile in self.ordered]
        rules += [f"{name} = {other}" for name, other in self.synonyms]
        rules += [f"language {self.language}"] if self.language else []
        return hashlib.sha256("\n".join([str(EXTRACTION), *rules]).encode()).hexdigest()[:16]

    def menus(self, tree: Tree) -> frozenset[str]:
        """Classes of what the profile of a page will drop, when the beginning tells the profile."""
        signs = (css for profile in self.ordered for css in profile.signs.selectors)
        if any(css.looks_at_layout for css in signs):
            return frozenset()
        profile = self.choose(tree).profile
        return frozenset() if profile is self.ordered[-1] else profile.menus

    def choose(self, tree: Tree) -> Choice:
        """Take the first whose signs the page bears."""
        for profile in self.ordered[:-1]:
            if reason := profile.signs.found_in(tree):
                return Choice(profile, reason)
        return Choice(self.ordered[-1], "no other profile fits")


def _generators(tree: Tree) -> list[str]:
    return [
        meta.attrs.get("content", "")
        for meta in tree.by_name.get("meta", ())
        if meta.attrs.get("name", "").lower() == "generator"
    ]
