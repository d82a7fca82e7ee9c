"""CSS selectors -> elements, by index where the selector is plain, by soupsieve where it is not."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

import soupsieve

from wikisearch.ingest.html.element import LAYOUT, Element
from wikisearch.ingest.html.tree import Tree

_STEP = re.compile(
    r"(?P<name>[a-z][a-z0-9]*)?(?:#(?P<id>[\w-]+))?(?P<classes>(?:\.[\w-]+)*)"
    r"(?:\[role=[\"']?(?P<role>[\w-]+)[\"']?\])?"
)
_CLASS = re.compile(r"\.([\w-]+)|\[class[~*^|]?=[\"']?([\w -]+)")


@dataclass(frozen=True, slots=True)
class Step:
    """One compound of a selector: `div#content.body[role=main]`."""

    name: str
    id: str
    classes: tuple[str, ...]
    role: str
    is_parent: bool = False
    """What the next step selects has to stand directly in it: `div > p`."""

    def matches(self, element: Element) -> bool:
        """Tell whether every part of the compound holds."""
        attrs = element.attrs
        return (
            (not self.name or element.name == self.name)
            and (not self.id or attrs.get("id") == self.id)
            and (not self.role or attrs.get("role", "").strip().lower() == self.role)
            and (not self.classes or set(self.classes) <= set(attrs.get("class", "").split()))
        )


@dataclass(frozen=True, slots=True)
class Selector:
    """A selector as written, and its steps when it needs nothing but indexes and ancestors."""

    css: str
    steps: tuple[Step, ...]

    @property
    def classes(self) -> tuple[str, ...]:
        """The class names it asks for: inline elements that bear them have to be kept."""
        return tuple(a or b for a, b in _CLASS.findall(self.css))

    @property
    def is_by_id(self) -> bool:
        """Tell whether it asks for one element by its id, and for no class."""
        return bool(self.steps) and bool(self.steps[-1].id) and not self.steps[-1].classes

    @property
    def looks_at_layout(self) -> bool:
        """Tell whether it selects by elements that only arrange others, or may do so."""
        return not self.steps or any(
            step.is_parent or (step.name in LAYOUT and not (step.id or step.classes or step.role))
            for step in self.steps
        )

    def check(self) -> None:
        """Raise ValueError when no page could be asked with it."""
        if not self.steps:
            try:
                soupsieve.compile(self.css)
            except soupsieve.SelectorSyntaxError as error:
                raise ValueError(str(error)) from error

    def select(self, tree: Tree) -> Iterator[Element]:
        """Find what it selects, in document order."""
        if not self.steps:
            yield from cast("Iterable[Element]", tree.soup.select(self.css))
            return
        *ancestors, last = self.steps
        # Most of what a selector asks for is not on the page at all: then no element need be tried.
        if not all(_candidates(tree, step) for step in ancestors):
            return
        barren: set[Element] = set()
        for element in _candidates(tree, last):
            if last.matches(element) and _descends(element, ancestors, barren):
                yield element


def parse_selector(css: str) -> Selector:
    """Read a selector; `check` says whether it can be read at all."""
    steps: list[Step] = []
    for part in css.split():
        match = _STEP.fullmatch(part)
        if match is not None:
            steps.append(_step(match))
        elif part == ">" and steps and not steps[-1].is_parent:
            steps[-1] = replace(steps[-1], is_parent=True)
        else:
            return Selector(css, ())
    return Selector(css, () if steps and steps[-1].is_parent else tuple(steps))


def _step(match: re.Match[str]) -> Step:
    classes = tuple(match["classes"].split(".")[1:])
    return Step(match["name"] or "", match["id"] or "", classes, match["role"] or "")


def _candidates(tree: Tree, step: Step) -> Sequence[Element]:
    """Take the shortest list that holds every match."""
    if step.id:
        return (tree.by_id[step.id],) if step.id in tree.by_id else ()
    if step.classes:
        return tree.by_class.get(step.classes[0], ())
    if step.role:
        return tree.by_role.get(step.role, ())
    return tree.by_name.get(step.name, ())


def _descends(element: Element, steps: list[Step], barren: set[Element]) -> bool:
    """Tell whether the steps hold, right to left, above the element.

    `barren` are elements above which they are known not to hold: neighbours share most of them.
    """
    if not steps:
        return True
    climbed = []
    above = element.parent
    while isinstance(above, Element) and above not in barren:
        climbed.append(above)
        if steps[-1].matches(above) and _descends(above, steps[:-1], set()):
            return True
        if steps[-1].is_parent:
            return False
        above = above.parent
    barren.update(climbed)
    return False
