"""The syntax tree of a query: small nodes that hold text, and how to write them as a query."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from wikisearch.query.fields import PAGE_FIELDS


@dataclass(frozen=True, slots=True)
class BareWord:
    """A bare word, including its punctuation."""

    text: str


@dataclass(frozen=True, slots=True)
class QuotedPhrase:
    """Words in quotes: an exact phrase, or a sloppy one."""

    text: str
    slop: int = 0


@dataclass(frozen=True, slots=True)
class WordPrefix:
    """`word*`: words with this prefix."""

    text: str
    is_typed: bool = True
    """Whether the reader wrote the `*`; otherwise it completes a word that no page has."""


@dataclass(frozen=True, slots=True)
class FuzzyWord:
    """`word~`: words within an edit distance."""

    text: str
    edits: int | None = None
    """Maximum edit distance; None derives it from the length of the word."""


@dataclass(frozen=True, slots=True)
class FieldClause:
    """`field:…`: the content of one field, or the pages that a page field selects."""

    field: str
    inner: "SyntaxTree"


@dataclass(frozen=True, slots=True)
class AllOf:
    """All of the children must match."""

    children: tuple["SyntaxTree", ...]
    explicit_and: bool = False
    """Whether AND stands between the children: then relaxation drops none of them."""


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the children must match."""

    children: tuple["SyntaxTree", ...]
    are_forms: bool = False
    """Whether the children are forms of one phrase: then only the best one counts."""


@dataclass(frozen=True, slots=True)
class Excluded:
    """`-…` or `NOT …`."""

    inner: "SyntaxTree"


EXCLUDED = re.compile(r'["(（]|[^\s)）-]*\w')
"""Beginning of an operand of `-`. Before symbols a dash is text, as in `->` and `--all`."""

Leaf: TypeAlias = BareWord | QuotedPhrase | WordPrefix | FuzzyWord
"""Nodes that hold text."""

SyntaxTree: TypeAlias = Leaf | FieldClause | AllOf | AnyOf | Excluded


def render(tree: SyntaxTree) -> str:
    """Write a tree as a query that parses to the same tree."""
    match tree:
        case BareWord(text):
            return text
        case QuotedPhrase(text, slop):
            return f'"{text}"~{slop}' if slop else f'"{text}"'
        case WordPrefix(text):
            return f"{text}*"
        case FuzzyWord(text, edits):
            return f"{text}~" if edits is None else f"{text}~{edits}"
        case FieldClause(field, inner):
            written = _grouped(inner)
            # Two colons in a row would be text.
            return (
                f"{field}:({written})" if written.startswith((":", "：")) else f"{field}:{written}"
            )
        case Excluded(inner):
            written = _grouped(inner)
            # A minus before a number is a sign.
            is_minus = EXCLUDED.match(written) and not written[:1].isdigit()
            return f"-{written}" if is_minus else f"NOT {written}"
        case AllOf(children, explicit_and):
            return (" AND " if explicit_and else " ").join(map(_grouped, children))
        case AnyOf(children):
            return " OR ".join(map(_grouped, children))


def _grouped(tree: SyntaxTree) -> str:
    written = render(tree)
    return f"({written})" if isinstance(tree, AllOf | AnyOf) else written


def is_plain(tree: SyntaxTree) -> bool:
    """Whether a query has only bare words, so that it may be a name."""
    match tree:
        case BareWord():
            return True
        case AllOf(children, explicit_and):
            return not explicit_and and all(map(is_plain, children))
        case QuotedPhrase() | WordPrefix() | FuzzyWord() | FieldClause() | AnyOf() | Excluded():
            return False


def bare_words(tree: SyntaxTree) -> tuple[str, ...]:
    """Return the bare words outside of operators, in order."""
    match tree:
        case BareWord(text):
            return (text,)
        case AllOf(children):
            return tuple(word for child in children for word in bare_words(child))
        case QuotedPhrase() | WordPrefix() | FuzzyWord() | FieldClause() | AnyOf() | Excluded():
            return ()


def spelled_words(tree: SyntaxTree) -> tuple[str, ...]:
    """Return the words to check for spelling: not quoted, excluded or in a page field."""
    match tree:
        case BareWord(text):
            return (text,)
        case AllOf(children) | AnyOf(children):
            return tuple(word for child in children for word in spelled_words(child))
        case FieldClause(field, inner) if field not in PAGE_FIELDS:
            return spelled_words(inner)
        case QuotedPhrase() | WordPrefix() | FuzzyWord() | FieldClause() | Excluded():
            return ()


def replaced(tree: SyntaxTree, words: Mapping[str, SyntaxTree]) -> SyntaxTree:
    """Replace some of the words that `spelled_words` returns."""
    match tree:
        case BareWord(text):
            return words.get(text, tree)
        case AllOf(children, explicit_and):
            return AllOf(tuple(replaced(child, words) for child in children), explicit_and)
        case AnyOf(children):
            return AnyOf(tuple(replaced(child, words) for child in children))
        case FieldClause(field, inner) if field not in PAGE_FIELDS:
            return FieldClause(field, replaced(inner, words))
        case QuotedPhrase() | WordPrefix() | FuzzyWord() | FieldClause() | Excluded():
            return tree


def quotes_among_words(tree: SyntaxTree) -> bool:
    """Whether a query has phrases and bare words side by side, as a question may.

    One that is phrases alone means them, and finds nothing rather than something else.
    """
    if not isinstance(tree, AllOf) or tree.explicit_and:
        return False
    kinds = {type(child) for child in tree.children}
    return BareWord in kinds and QuotedPhrase in kinds


def unquoted(tree: SyntaxTree) -> SyntaxTree:
    """Replace the phrases of a query with their bare words."""
    match tree:
        case QuotedPhrase(text):
            return AllOf(tuple(map(BareWord, text.split())))
        case AllOf(children, explicit_and):
            parts: list[SyntaxTree] = []
            for child in map(unquoted, children):
                parts += child.children if isinstance(child, AllOf) else (child,)
            return AllOf(tuple(parts), explicit_and)
        case BareWord() | WordPrefix() | FuzzyWord() | FieldClause() | AnyOf() | Excluded():
            return tree
