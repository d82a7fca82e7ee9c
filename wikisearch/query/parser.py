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

from wikisearch.query.lexer import QueryToken, QueryTokenKind, query_tokens
from wikisearch.query.limits import truncated
from wikisearch.query.syntax import (
    AllOf,
    AnyOf,
    BareWord,
    Excluded,
    FieldClause,
    FuzzyWord,
    QuotedPhrase,
    SyntaxTree,
    WordPrefix,
)

MOST_WORDS = 256
"""Words looked at, in phrases and names too; the rest is left out, with a warning."""

DEEPEST = 32
"""Brackets inside brackets; deeper ones are passed over, with a warning."""

_WORD = re.compile(r"[^\s|]+")

_LEAVES: dict[QueryTokenKind, Callable[[QueryToken], SyntaxTree]] = {
    QueryTokenKind.WORD: lambda token: BareWord(token.text),
    QueryTokenKind.PHRASE: lambda token: QuotedPhrase(token.text, token.number or 0),
    QueryTokenKind.PREFIX: lambda token: WordPrefix(token.text),
    QueryTokenKind.FUZZY: lambda token: FuzzyWord(token.text, token.number),
}


class _Alternative:
    """One side of an OR: parts side by side, each of them one tree or several joined by AND."""

    def __init__(self) -> None:
        self.parts: list[list[SyntaxTree]] = []
        self.joins_next = False
        """Whether AND stands after the last part."""

    def add(self, tree: SyntaxTree) -> None:
        if self.joins_next:
            self.parts[-1].append(tree)
        else:
            self.parts.append([tree])
        self.joins_next = False

    def tree(self) -> SyntaxTree:
        children: list[SyntaxTree] = []
        for first, *others in self.parts:
            if others:
                children.append(AllOf((first, *others), explicit_and=True))
            elif isinstance(first, AllOf) and not first.explicit_and:
                # Brackets around words mean nothing: a question may have an aside (as this one).
                children += first.children
            else:
                children.append(first)
        return children[0] if len(children) == 1 else AllOf(tuple(children))


@dataclass
class _Group:
    """The content of a bracket while it is being read."""

    alternatives: list[_Alternative] = field(default_factory=lambda: [_Alternative()])
    excluded: bool = False
    """Whether a minus or a NOT precedes the next part; two of them cancel out."""

    within: str = ""
    """Field that precedes the next part; the last one counts."""

    waiting: QueryToken | None = None
    """The last operator, as long as nothing follows it."""

    def add(self, tree: SyntaxTree) -> None:
        """Append the next part, with the operators before it."""
        excluded = self.excluded
        if isinstance(tree, Excluded):
            tree, excluded = tree.inner, not excluded
        if self.within and not isinstance(tree, FieldClause):
            tree = FieldClause(self.within, tree)
        self.alternatives[-1].add(Excluded(tree) if excluded else tree)
        self.forget()

    def forget(self) -> None:
        """Drop operators whose operand was left out."""
        self.excluded, self.within, self.waiting = False, "", None
        self.alternatives[-1].joins_next = False

    def drop_empty_alternative(self) -> None:
        """Drop the last alternative if nothing follows its OR."""
        if not self.alternatives[-1].parts and len(self.alternatives) > 1:
            self.alternatives.pop()

    def tree(self) -> SyntaxTree | None:
        trees = [each.tree() for each in self.alternatives if each.parts]
        if len(trees) > 1:
            return AnyOf(tuple(trees))
        return trees[0] if trees else None


def parse(query: str) -> tuple[SyntaxTree | None, tuple[str, ...]]:
    """Return the tree of a query, None for an empty one, and notes for the reader.

    Only the part of the query within the limits of `truncated` is read.
    """
    text, notes = truncated(query)
    warnings = list(notes)
    groups = [_Group()]
    words = passed = dropped = 0
    for token in query_tokens(text, warnings):
        before, words = words, words + _size(token)
        if words > MOST_WORDS:
            warnings.append(f"only the first {MOST_WORDS} words were searched for")
            if before < MOST_WORDS and not dropped:
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
    ready = bool(group.alternatives[-1].parts) and group.waiting is None
    match token.kind:
        case QueryTokenKind.OR if ready:
            group.alternatives.append(_Alternative())
            group.waiting = token
        case QueryTokenKind.AND if ready:
            group.alternatives[-1].joins_next = True
            group.waiting = token
        case QueryTokenKind.NOT | QueryTokenKind.MINUS:
            group.excluded = not group.excluded
            group.waiting = token
        case QueryTokenKind.FIELD:
            group.within = token.text
            group.waiting = token
        case _:
            _as_word(group, token, warnings)  # nothing stands before it


def _as_word(group: _Group, token: QueryToken, warnings: list[str]) -> None:
    warnings.append(f"{token.text} has nothing to work on, so it was searched for as a word")
    group.forget()
    group.add(BareWord(token.text.lower()))


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
    group.drop_empty_alternative()
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
    group.drop_empty_alternative()


def _finish(groups: list[_Group], warnings: list[str]) -> tuple[SyntaxTree | None, tuple[str, ...]]:
    if len(groups) > 1:
        warnings.append("a bracket is not closed; it was taken to close at the end")
    while len(groups) > 1:
        _close(groups, warnings)
    _settle(groups[0], warnings)
    return groups[0].tree(), tuple(dict.fromkeys(warnings))
