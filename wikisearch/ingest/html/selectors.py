"""CSS selectors -> elements: by index if a selector is simple, else by soupsieve."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, cast

import soupsieve

from wikisearch.ingest.html.element import LAYOUT, Element, ancestors
from wikisearch.ingest.html.tree import Tree

_COMPOUND = re.compile(
    r"(?P<name>[a-z][a-z0-9]*)?(?:#(?P<id>[\w-]+))?(?P<classes>(?:\.[\w-]+)*)"
    r"(?:\[role=[\"']?(?P<role>[\w-]+)[\"']?\])?"
    r"(?:\[rel=[\"']?(?P<rel>[\w-]+)[\"']?\])?"
)


@dataclass(frozen=True, slots=True)
class Compound:
    """One compound of a selector: `div#content.body[role=main]`."""

    name: str
    id: str
    classes: tuple[str, ...]
    """In lower case: old generators write NAVHEADER."""
    role: str
    rel: str = ""
    is_parent: bool = False
    """The next compound selects children, not all descendants: `div > p`."""

    def matches(self, element: Element) -> bool:
        """Return whether every part of the compound matches."""
        attrs = element.attrs
        names = self.classes and attrs.get("class", "").lower().split()
        return (
            (not self.name or element.name == self.name)
            and (not self.id or attrs.get("id") == self.id)
            and (not self.role or attrs.get("role", "").strip().lower() == self.role)
            and (not self.rel or attrs.get("rel", "").strip().lower() == self.rel)
            and (not self.classes or set(self.classes) <= set(names or ()))
        )


@dataclass(frozen=True, slots=True)
class Selector:
    """A selector as written, and its compounds if indexes and ancestors are enough to match it."""

    css: str
    compounds: tuple[Compound, ...]
    """Empty if soupsieve has to match the selector."""

    @property
    def is_by_id(self) -> bool:
        """Whether it selects one element by its id, without a class."""
        return bool(self.compounds) and bool(self.compounds[-1].id) and not self._last.classes

    @property
    def needs_layout(self) -> bool:
        """Whether it can select by elements that only arrange others."""
        return not self.compounds or any(
            compound.is_parent
            or (compound.name in LAYOUT and not (compound.id or compound.classes or compound.role))
            for compound in self.compounds
        )

    @property
    def _last(self) -> Compound:
        return self.compounds[-1]

    def check(self) -> None:
        """Raise ValueError if the selector is not valid CSS."""
        if not self.compounds:
            try:
                soupsieve.compile(self.css)
            except soupsieve.SelectorSyntaxError as error:
                raise ValueError(str(error)) from error

    def select(self, tree: Tree) -> Iterator[Element]:
        """Iterate over the selected elements in document order."""
        if not self.compounds:
            return iter(cast("Iterable[Element]", tree.soup.select(self.css)))
        # Most selectors of a profile match nothing on a page; then no element is tried.
        for compound in self.compounds:
            if not _candidates(tree, compound):
                return iter(())
        return self._matching(tree)

    def _matching(self, tree: Tree) -> Iterator[Element]:
        *above, last = self.compounds
        known = [dict[Element, bool]() for _ in self.compounds]
        for element in _candidates(tree, last):
            if last.matches(element) and _is_below(element, above, known):
                yield element

    def matches(self, element: Element) -> bool:
        """Return whether the selector selects an element."""
        if not self.compounds:
            return soupsieve.match(self.css, cast("Any", element))
        *above, last = self.compounds
        return last.matches(element) and _is_below(element, above, [{} for _ in self.compounds])


@cache
def parse_selector(css: str) -> Selector:
    """Parse a selector; `Selector.check` validates it. Most profiles have those of all pages."""
    compounds: list[Compound] = []
    for part in css.split():
        match = _COMPOUND.fullmatch(part)
        if match is not None:
            compounds.append(_compound(match))
        elif part == ">" and compounds and not compounds[-1].is_parent:
            compounds[-1] = replace(compounds[-1], is_parent=True)
        else:
            return Selector(css, ())
    return Selector(css, () if compounds and compounds[-1].is_parent else tuple(compounds))


def _compound(match: re.Match[str]) -> Compound:
    classes = tuple(match["classes"].lower().split(".")[1:])
    role, rel = match["role"] or "", match["rel"] or ""
    return Compound(match["name"] or "", match["id"] or "", classes, role, rel)


def _candidates(tree: Tree, compound: Compound) -> Sequence[Element]:
    """Return the shortest indexed list that contains every match."""
    if compound.id:
        return (tree.by_id[compound.id],) if compound.id in tree.by_id else ()
    if compound.classes:
        return tree.by_class.get(compound.classes[0], ())
    if compound.role:
        return tree.by_role.get(compound.role, ())
    if compound.rel:
        return tree.with_rel
    return tree.by_name.get(compound.name, ())


def _is_below(
    element: Element, compounds: list[Compound], known: list[dict[Element, bool]]
) -> bool:
    """Match compounds from right to left against the ancestors of an element.

    `known` has, by the number of compounds, whether they match from an ancestor on up: elements
    with a common ancestor share it.
    """
    if not compounds:
        return True
    climbed, before, found = [], known[len(compounds)], False
    for above in ancestors(element):
        if above in before:
            found = before[above]
            break
        climbed.append(above)
        found = compounds[-1].matches(above) and _is_below(above, compounds[:-1], known)
        if found or compounds[-1].is_parent:
            break
    before.update(dict.fromkeys(climbed, found))
    return found
