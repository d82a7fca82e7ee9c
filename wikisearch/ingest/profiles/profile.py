"""Where the parts of a page are, on the pages of one site generator."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from wikisearch.ingest.html.inline_needs import InlineNeeds, inline_needs
from wikisearch.ingest.html.selectors import Compound, Selector
from wikisearch.ingest.profiles.page_signals import PageSignals


@dataclass(frozen=True, slots=True)
class Profile:
    """The rules for the pages of one kind; docs/profiles.md has an example of each."""

    name: str
    order: int
    """Profiles are tried in ascending order."""
    signs: PageSignals
    main: tuple[Selector, ...] = ()
    """The element with the content; the first one with text is used."""
    drops: tuple[tuple[str, tuple[Selector, ...]], ...] = ()
    """Elements in the content that are not content, by reason."""
    shared_drops: frozenset[str] = frozenset()
    """Selectors in `drops` that all profiles share; those by id can match a section instead."""
    keep: tuple[Selector, ...] = ()
    """Elements that are content in spite of `drops`."""
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
    """The link on a page that only links to another page."""
    plain_headings: tuple[Selector, ...] = ()
    """Headings that start no section, such as "Note" in a note."""
    heading_number: re.Pattern[str] | None = None
    """The number that the generator puts before a heading."""
    entries: tuple[Selector, ...] = ()
    """Terms of definition lists that start a section."""
    entry_names: tuple[Selector, ...] = ()
    """The name within an entry, without its signature."""
    glossary_names: tuple[str, ...] = ()
    """Words in headings, titles and classes that mark a definition list as a glossary."""
    values: tuple[Selector, ...] = ()
    """Values side by side, which only a style sheet separates."""
    drop_lines: tuple[re.Pattern[str], ...] = ()
    """Regular expressions for whole lines of links around the content."""
    term: bool = False
    """Each page is about one term, with badge, aliases and definition at its top."""
    digest: str = ""
    """Hash of all rules."""
    menu_classes: frozenset[str] = field(init=False)
    """Classes of dropped menus, if no selector needs the layout elements in them."""

    def __post_init__(self) -> None:
        """Collect the classes of the menus once."""
        object.__setattr__(self, "menu_classes", frozenset(self._find_menu_classes()))

    def _find_menu_classes(self) -> Iterator[str]:
        used = (self.signs.selectors, self.title, self.category, self.aliases, self.definition)
        groups = (*used, self.redirect, self.entries, self.entry_names)
        if self.keep or any(css.needs_layout for group in groups for css in group):
            return
        for css in (css for _, selectors in self.drops for css in selectors):
            for compound in css.compounds[:1]:
                names = compound.classes
                if css.compounds == (Compound("", "", names, ""),) and len(names) == 1:
                    yield names[0]

    @property
    def inline_needs(self) -> InlineNeeds:
        """The inline elements that its selectors need."""
        groups = (
            *(self.signs.selectors, self.main, self.keep, self.title, self.category),
            *(self.aliases, self.definition, self.related, self.redirect, self.plain_headings),
            *(
                self.entries,
                self.entry_names,
                self.values,
                *(selectors for _, selectors in self.drops),
            ),
        )
        return inline_needs(css for group in groups for css in group)
