"""A query as it was typed: a tree of small nodes that hold text, and how to write it out again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from wikisearch.query.fields import PAGE_FIELDS


@dataclass(frozen=True, slots=True)
class Text:
    """A bare word, with whatever punctuation is in it."""

    text: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words in quotes: as they stand, side by side, or with `slop` words more between them."""

    text: str
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Starting:
    """`word*`: words that begin so."""

    text: str


@dataclass(frozen=True, slots=True)
class Similar:
    """`word~`: words spelled nearly so."""

    text: str
    edits: int | None = None
    """Letters that may differ; None leaves it to the length of the word."""


@dataclass(frozen=True, slots=True)
class InField:
    """`field:…`: what is asked of one field."""

    field: str
    inner: "Tree"


@dataclass(frozen=True, slots=True)
class AllOf:
    """All of the children must match."""

    children: tuple["Tree", ...]
    explicit_and: bool = False
    """Whether AND stands between the children: then relaxation drops none of them."""


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of them is enough."""

    children: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class Excluded:
    """`-…` or `NOT …`."""

    inner: "Tree"


EXCLUDED = re.compile(r'["(]|[^\s)-]*\w')
"""How anything begins that a dash excludes: before signs it is one more, as in `->` and `--all`."""

Tree: TypeAlias = Text | Quoted | Starting | Similar | InField | AllOf | AnyOf | Excluded


def render(tree: Tree) -> str:
    """Write a tree as a query that is parsed to the same tree."""
    match tree:
        case Text(text):
            return text
        case Quoted(text, slop):
            return f'"{text}"~{slop}' if slop else f'"{text}"'
        case Starting(text):
            return f"{text}*"
        case Similar(text, edits):
            return f"{text}~" if edits is None else f"{text}~{edits}"
        case InField(field, inner):
            written = _grouped(inner)
            # A second colon would make the first one text.
            return f"{field}:({written})" if written.startswith(":") else f"{field}:{written}"
        case Excluded(inner):
            written = _grouped(inner)
            return f"-{written}" if EXCLUDED.match(written) else f"NOT {written}"
        case AllOf(children, explicit_and):
            return (" AND " if explicit_and else " ").join(map(_grouped, children))
        case AnyOf(children):
            return " OR ".join(map(_grouped, children))


def _grouped(tree: Tree) -> str:
    written = render(tree)
    return f"({written})" if isinstance(tree, AllOf | AnyOf) else written


def is_plain(tree: Tree) -> bool:
    """Whether a query is words alone, in brackets or not, so that it may name something."""
    match tree:
        case Text():
            return True
        case AllOf(children, explicit_and):
            return not explicit_and and all(map(is_plain, children))
        case Quoted() | Starting() | Similar() | InField() | AnyOf() | Excluded():
            return False


def bare_words(tree: Tree) -> tuple[str, ...]:
    """Words that are asked for side by side, outside of operators, in order."""
    match tree:
        case Text(text):
            return (text,)
        case AllOf(children):
            return tuple(word for child in children for word in bare_words(child))
        case Quoted() | Starting() | Similar() | InField() | AnyOf() | Excluded():
            return ()


def spelled_words(tree: Tree) -> tuple[str, ...]:
    """Words whose spelling matters wherever they stand: not quoted, excluded or about pages."""
    match tree:
        case Text(text):
            return (text,)
        case AllOf(children) | AnyOf(children):
            return tuple(word for child in children for word in spelled_words(child))
        case InField(field, inner) if field not in PAGE_FIELDS:
            return spelled_words(inner)
        case Quoted() | Starting() | Similar() | InField() | Excluded():
            return ()


def replaced(tree: Tree, words: Mapping[str, str]) -> Tree:
    """The same query with some of its spelled words written otherwise."""
    match tree:
        case Text(text):
            return Text(words.get(text, text))
        case AllOf(children, explicit_and):
            return AllOf(tuple(replaced(child, words) for child in children), explicit_and)
        case AnyOf(children):
            return AnyOf(tuple(replaced(child, words) for child in children))
        case InField(field, inner) if field not in PAGE_FIELDS:
            return InField(field, replaced(inner, words))
        case Quoted() | Starting() | Similar() | InField() | Excluded():
            return tree


def quotes_among_words(tree: Tree) -> bool:
    """Whether a query has phrases and bare words side by side, as a question may have.

    One that is phrases alone means them, and finds nothing rather than something else.
    """
    if not isinstance(tree, AllOf) or tree.explicit_and:
        return False
    kinds = {type(child) for child in tree.children}
    return Text in kinds and Quoted in kinds


def unquoted(tree: Tree) -> Tree:
    """The same query with its phrases taken for words side by side."""
    match tree:
        case Quoted(text):
            return AllOf(tuple(map(Text, text.split())))
        case AllOf(children, explicit_and):
            parts: list[Tree] = []
            for child in map(unquoted, children):
                parts += child.children if isinstance(child, AllOf) else (child,)
            return AllOf(tuple(parts), explicit_and)
        case Text() | Starting() | Similar() | InField() | AnyOf() | Excluded():
            return tree
