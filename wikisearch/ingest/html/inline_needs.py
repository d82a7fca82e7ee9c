"""Selectors -> the inline elements that the tree has to contain for them.

The tree builder makes no objects of inline elements that nothing selects. A selector finds only
what is in the tree, so its classes, names and attributes are collected before a page is parsed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import soupsieve

from wikisearch.ingest.html.element import BLOCKS
from wikisearch.ingest.html.selectors import Selector

_ALWAYS_BUILT = BLOCKS | {"a", "base", "img", "link", "meta", "title"}
"""Elements that the builder handles by name; of `a`, those with a link or a name."""


@dataclass(frozen=True, slots=True)
class InlineNeeds:
    """What an inline element must have, one of these at least, to be built."""

    classes: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset()
    everything: bool = False
    """A selector depends on positions (`:first-child`, `a + b`) or has no condition at all."""

    def __or__(self, other: "InlineNeeds") -> "InlineNeeds":
        """Combine the needs of two profiles."""
        return InlineNeeds(
            self.classes | other.classes,
            self.names | other.names,
            self.attributes | other.attributes,
            self.everything or other.everything,
        )


def inline_needs(selectors: Iterable[Selector]) -> InlineNeeds:
    """Collect what selectors need."""
    classes: set[str] = set()
    names: set[str] = set()
    attributes: set[str] = set()
    everything = False
    for part in (part for selector in selectors for part in _parts(selector)):
        classes.update(part.classes)
        attributes.update(part.attributes)
        if part.name and not (part.classes or part.attributes):
            names.update({part.name} - _ALWAYS_BUILT)
        everything = everything or part.needs_siblings or part.is_unconditional
    return InlineNeeds(frozenset(classes), frozenset(names), frozenset(attributes), everything)


@dataclass(frozen=True, slots=True)
class _Part:
    """What one compound of a selector requires of an element."""

    name: str
    classes: tuple[str, ...]
    attributes: tuple[str, ...]
    needs_siblings: bool = False
    is_unconditional: bool = False


def _parts(selector: Selector) -> Iterator[_Part]:
    if selector.compounds:
        for compound in selector.compounds:
            indexed = tuple(
                filter(
                    None, [compound.id and "id", compound.role and "role", compound.rel and "rel"]
                )
            )
            yield _Part(compound.name, compound.classes, indexed)
    else:
        try:
            yield from _compiled_parts(soupsieve.compile(selector.css).selectors)
        except soupsieve.SelectorSyntaxError:
            # `Selector.check` reports it.
            return


def _compiled_parts(selectors: Any) -> Iterator[_Part]:
    """Walk through the selectors that soupsieve has compiled, and those nested in them."""
    for one in selectors:
        # A null selector matches nothing.
        if not hasattr(one, "relation"):
            continue
        attributes = tuple(each.attribute.lower() for each in one.attributes)
        indexed = ("id",) if one.ids else ()
        name = one.tag.name if one.tag is not None else ""
        name = "" if name == "*" else name
        yield _Part(
            name,
            tuple(map(str.lower, one.classes)),
            (*attributes, *indexed),
            needs_siblings=bool(one.nth or one.flags) or one.rel_type in ("+", "~", ":+", ":~"),
            is_unconditional=not (
                name or one.classes or attributes or indexed or _has_positive(one.selectors)
            ),
        )
        for nested in one.selectors:
            yield from _compiled_parts(nested)
        yield from _compiled_parts(one.relation)


def _has_positive(nested: Any) -> bool:
    """Return whether one of the nested lists is not the argument of `:not`."""
    return any(not selectors.is_not for selectors in nested)
