"""Lexemes -> tree. Never raises on what a reader typed, and never turns a meaning round.

    any      = all ("OR" all)*
    all      = one ("AND"? one)*
    one      = ("-" | "NOT")* (field ":")? (word | phrase | prefix | similar | "(" any ")")

Operators are written in capitals. `-` counts at the start of a word only, so that GPT-4 and
fine-tuning are words. An operator with nothing to work on, and a bracket without its pair, is
text or nothing, and a warning says so.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from wikisearch.query.lexer import FIELDS, Kind, Lexeme, lexemes
from wikisearch.query.syntax import (
    AllOf,
    AnyOf,
    Excluded,
    InField,
    Quoted,
    Similar,
    Starting,
    Text,
    Tree,
)

MOST_WORDS = 256
"""Words and phrases looked at; the rest of a longer query is left out, with a warning."""

DEEPEST = 32
"""Brackets inside brackets; deeper ones are passed over, with a warning."""

_LEAVES: dict[Kind, Callable[[str], Tree]] = {
    Kind.WORD: Text,
    Kind.PHRASE: Quoted,
    Kind.PREFIX: Starting,
    Kind.SIMILAR: Similar,
}


@dataclass
class _Group:
    """A bracket being read."""

    alternatives: list[list[Tree]] = field(default_factory=lambda: [[]])
    spoken: bool = False
    prefixes: list[Lexeme] = field(default_factory=list)
    """Minuses, NOTs and fields that wait for what they work on."""

    def add(self, tree: Tree) -> None:
        for prefix in reversed(self.prefixes):
            if prefix.kind is Kind.FIELD:
                tree = InField(FIELDS[prefix.text], tree)
            elif isinstance(tree, Excluded):
                tree = tree.inner  # not not: as the asker wrote it
            else:
                tree = Excluded(tree)
        self.prefixes.clear()
        self.alternatives[-1].append(tree)

    def tree(self) -> Tree | None:
        ways = [_all_of(way, spoken=self.spoken) for way in self.alternatives if way]
        if len(ways) > 1:
            return AnyOf(tuple(ways))
        return ways[0] if ways else None


def parse(query: str) -> tuple[Tree | None, tuple[str, ...]]:
    """Tree of a query, None for an empty one, and what the asker should know of it."""
    warnings: list[str] = []
    groups = [_Group()]
    skipped = words = 0
    for lexeme in lexemes(query, warnings):
        group = groups[-1]
        if lexeme.kind in _LEAVES:
            words += 1
            if words <= MOST_WORDS:
                group.add(_LEAVES[lexeme.kind](lexeme.text))
        elif lexeme.kind is Kind.OPEN:
            if len(groups) < DEEPEST:
                groups.append(_Group())
            else:
                skipped += 1
        elif lexeme.kind is Kind.CLOSE:
            if skipped:
                skipped -= 1
                continue
            _close(groups, warnings)
        else:
            _operate(group, lexeme)
    return _finish(groups, words, warnings)


def _operate(group: _Group, lexeme: Lexeme) -> None:
    way = group.alternatives[-1]
    match lexeme.kind:
        case Kind.OR if way and not group.prefixes:
            group.alternatives.append([])
        case Kind.AND if way and not group.prefixes:
            group.spoken = True
        case Kind.NOT | Kind.MINUS | Kind.FIELD:
            group.prefixes.append(lexeme)
        case _:
            group.add(Text(lexeme.text.lower()))  # nothing stands before it: it is a word


def _close(groups: list[_Group], warnings: list[str]) -> None:
    if len(groups) == 1:
        warnings.append("a closing bracket has no opening one and was passed over")
        return
    _settle(groups[-1])
    inner = groups.pop().tree()
    if inner is None:
        groups[-1].prefixes.clear()
    else:
        groups[-1].add(inner)


def _settle(group: _Group) -> None:
    """Take a last operator that has nothing to work on for a word."""
    if group.prefixes:
        last = group.prefixes.pop()
        group.prefixes.clear()
        if last.kind is not Kind.MINUS:
            group.add(Text(last.text.lower()))
    if len(group.alternatives) > 1 and not group.alternatives[-1]:
        group.alternatives.pop()
        group.add(Text("or"))


def _finish(
    groups: list[_Group], words: int, warnings: list[str]
) -> tuple[Tree | None, tuple[str, ...]]:
    if len(groups) > 1:
        warnings.append("a bracket is not closed; it was taken to close at the end")
    while len(groups) > 1:
        _close(groups, warnings)
    _settle(groups[0])
    if words > MOST_WORDS:
        warnings.append(f"only the first {MOST_WORDS} words were searched for")
    return groups[0].tree(), tuple(dict.fromkeys(warnings))


def _all_of(parts: list[Tree], *, spoken: bool) -> Tree:
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts), spoken)
