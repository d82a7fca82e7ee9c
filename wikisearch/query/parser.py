"""Tokens -> tree. Never raises on what a reader typed, and never turns a meaning round.

    any      = all ("OR" all)*
    all      = one ("AND"? one)*
    one      = ("-" | "NOT")* (field ":")? (word | phrase | prefix | similar | "(" any ")")

Operators are written in capitals. `-` counts at the start of a word only, so that GPT-4 and
fine-tuning are words. An operator with nothing to work on, and a bracket without its pair, is
text or nothing, and a warning says so.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice

from wikisearch.query.lexer import FIELDS, QueryToken, QueryTokenKind, query_tokens
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
"""Words looked at, in phrases and names too; the rest is left out, with a warning."""

MOST_PIECES = 15_000
"""Words, brackets and operators together: what is read of a query within 50 ms."""

DEEPEST = 32
"""Brackets inside brackets; deeper ones are passed over, with a warning."""

_WORD = re.compile(r"[^\s|]+")

_LEAVES: dict[QueryTokenKind, Callable[[QueryToken], Tree]] = {
    QueryTokenKind.WORD: lambda token: Text(token.text),
    QueryTokenKind.PHRASE: lambda token: Quoted(token.text, token.number or 0),
    QueryTokenKind.PREFIX: lambda token: Starting(token.text),
    QueryTokenKind.SIMILAR: lambda token: Similar(token.text, token.number),
}


@dataclass
class _Group:
    """A bracket being read."""

    alternatives: list[list[Tree]] = field(default_factory=lambda: [[]])
    spoken: bool = False
    excluded: bool = False
    """Whether a minus or a NOT waits for what it works on; two of them say nothing."""

    within: str = ""
    """Field that waits for what is asked of it; the last one said counts."""

    waiting: QueryToken | None = None
    """The last operator, as long as it has nothing to work on."""

    def add(self, tree: Tree) -> None:
        """Take the next part, with the operators before it."""
        excluded = self.excluded
        if isinstance(tree, Excluded):
            tree, excluded = tree.inner, not excluded
        if isinstance(tree, AllOf) and not tree.spoken and not excluded and not self.within:
            # Brackets around words say nothing: a question may have an aside (as this one).
            self.alternatives[-1] += tree.children
            self.forget()
            return
        if self.within and not isinstance(tree, InField):
            tree = InField(self.within, tree)
        self.alternatives[-1].append(Excluded(tree) if excluded else tree)
        self.forget()

    def forget(self) -> None:
        """Pass over operators whose part was left out."""
        self.excluded, self.within, self.waiting = False, "", None

    def tree(self) -> Tree | None:
        ways = [_all_of(way, spoken=self.spoken) for way in self.alternatives if way]
        if len(ways) > 1:
            return AnyOf(tuple(ways))
        return ways[0] if ways else None


def parse(query: str) -> tuple[Tree | None, tuple[str, ...]]:
    """Tree of a query, None for an empty one, and what the asker should know of it."""
    warnings: list[str] = []
    groups = [_Group()]
    words = passed = dropped = 0
    for pieces, token in enumerate(query_tokens(query, warnings)):
        before, words = words, words + _size(token)
        if words > MOST_WORDS or pieces == MOST_PIECES:
            limit = f"{MOST_WORDS} words" if words > MOST_WORDS else f"{MOST_PIECES:,} signs"
            warnings.append(f"only the first {limit} were searched for")
            if before < MOST_WORDS < words and not dropped:
                _begin(token, groups[-1], MOST_WORDS - before)
            _leave_out(groups[-1])
            break
        step = (token.kind is QueryTokenKind.OPEN) - (token.kind is QueryTokenKind.CLOSE)
        if dropped:
            dropped += step
        elif (step and passed) or (step > 0 and len(groups) == DEEPEST):
            warnings.append(f"brackets deeper than {DEEPEST} were passed over")
            if step > 0 and (groups[-1].excluded or groups[-1].within):
                # The operator before it was meant for all that is in it.
                groups[-1].forget()
                dropped = 1
            else:
                passed += step
        else:
            _take(token, groups, warnings)
    return _finish(groups, warnings)


def _take(token: QueryToken, groups: list[_Group], warnings: list[str]) -> None:
    if token.kind in _LEAVES:
        groups[-1].add(_LEAVES[token.kind](token))
    elif token.kind is QueryTokenKind.OPEN:
        groups.append(_Group())
    elif token.kind is QueryTokenKind.CLOSE:
        _close(groups, warnings)
    else:
        _operate(groups[-1], token, warnings)


def _operate(group: _Group, token: QueryToken, warnings: list[str]) -> None:
    ready = bool(group.alternatives[-1]) and group.waiting is None
    match token.kind:
        case QueryTokenKind.OR if ready:
            group.alternatives.append([])
            group.waiting = token
        case QueryTokenKind.AND if ready:
            group.spoken = True
            group.waiting = token
        case QueryTokenKind.NOT | QueryTokenKind.MINUS:
            group.excluded = not group.excluded
            group.waiting = token
        case QueryTokenKind.FIELD:
            group.within = FIELDS[token.text]
            group.waiting = token
        case _:
            _as_word(group, token, warnings)  # nothing stands before it


def _as_word(group: _Group, token: QueryToken, warnings: list[str]) -> None:
    warnings.append(f"{token.text} has nothing to work on, so it was searched for as a word")
    group.forget()
    group.add(Text(token.text.lower()))


def _close(groups: list[_Group], warnings: list[str]) -> None:
    if len(groups) == 1:
        warnings.append("a closing bracket has no opening one and was passed over")
        return
    _settle(groups[-1], warnings)
    inner = groups.pop().tree()
    if inner is None:
        groups[-1].forget()
    else:
        groups[-1].add(inner)


def _settle(group: _Group, warnings: list[str]) -> None:
    """Take a last operator that has nothing to work on for a word."""
    last = group.waiting
    if not group.alternatives[-1] and len(group.alternatives) > 1:
        group.alternatives.pop()
    if last is not None and last.kind in {QueryTokenKind.OR, QueryTokenKind.NOT}:
        _as_word(group, last, warnings)
    elif last is not None and last.kind is QueryTokenKind.AND:
        warnings.append("AND has nothing to work on, so it was passed over")
    group.forget()


def _size(token: QueryToken) -> int:
    """Words of a token, and names between bars; as many as matter."""
    if token.kind not in _LEAVES:
        return 0
    return max(1, sum(1 for _ in islice(_WORD.finditer(token.text), MOST_WORDS + 1)))


def _begin(token: QueryToken, group: _Group, left: int) -> None:
    """Take as many words of one with too many as are left; nothing is excluded for a part of it."""
    if not group.excluded:
        *_, last = islice(_WORD.finditer(token.text), left)
        group.add(_LEAVES[token.kind](token._replace(text=token.text[: last.end()])))


def _leave_out(group: _Group) -> None:
    """Forget the operators before a part that is left out."""
    group.forget()
    if not group.alternatives[-1] and len(group.alternatives) > 1:
        group.alternatives.pop()


def _finish(groups: list[_Group], warnings: list[str]) -> tuple[Tree | None, tuple[str, ...]]:
    if len(groups) > 1:
        warnings.append("a bracket is not closed; it was taken to close at the end")
    while len(groups) > 1:
        _close(groups, warnings)
    _settle(groups[0], warnings)
    return groups[0].tree(), tuple(dict.fromkeys(warnings))


def _all_of(parts: list[Tree], *, spoken: bool) -> Tree:
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts), spoken)
