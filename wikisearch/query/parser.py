"""Tokens -> syntax tree. Never raises on user input and never inverts a meaning.

    any      = all ("OR" all)*
    all      = one ("AND"? one)*
    one      = ("-" | "NOT")* (field ":")? (word | phrase | prefix | similar | "(" any ")")

Operators are written in capitals. `-` excludes only at the start of a word, so GPT-4 and
fine-tuning are words. An operator without an operand and a bracket without its pair become text
or nothing, with a warning.
"""

import re
from collections.abc import Callable
from itertools import islice

from wikisearch.query.lexer import QueryToken, QueryTokenKind, query_tokens
from wikisearch.query.limits import truncated
from wikisearch.query.literal_operators import literal_operators
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
from wikisearch.query.wiki import NO_WIKI, Wiki

MAX_WORDS = 256
"""Words that are read, including those of phrases and names."""

MAX_DEPTH = 32
"""Nested brackets that are read; deeper ones are ignored, with a warning."""

_WORD = re.compile(r"[^\s|]+")

_LEAVES: dict[QueryTokenKind, Callable[[QueryToken], SyntaxTree]] = {
    QueryTokenKind.WORD: lambda token: BareWord(token.text),
    QueryTokenKind.PHRASE: lambda token: QuotedPhrase(token.text, token.number or 0),
    QueryTokenKind.PREFIX: lambda token: WordPrefix(token.text),
    QueryTokenKind.FUZZY: lambda token: FuzzyWord(token.text, token.number),
}


class _Alternative:
    """One operand of OR: parts side by side. A part is one tree, or several joined by AND."""

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
                continue
            for part in _without_brackets(first):
                if not isinstance(part, FieldClause) or part not in children:
                    children.append(part)  # the same field and value twice are one condition
        return children[0] if len(children) == 1 else AllOf(tuple(children))


def _without_brackets(tree: SyntaxTree) -> tuple[SyntaxTree, ...]:
    """Return the parts of words in brackets, which have no meaning: a question has asides."""
    return tree.children if isinstance(tree, AllOf) and not tree.explicit_and else (tree,)


class _Group:
    """The content of a bracket while it is being read."""

    def __init__(self) -> None:
        self.alternatives = [_Alternative()]
        self.excluded = False
        """Whether a minus or a NOT precedes the next part; two of them cancel out."""

        self.within = ""
        """Field that precedes the next part; the last one counts."""

        self.waiting: QueryToken | None = None
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


def parse(query: str, wiki: Wiki = NO_WIKI) -> tuple[SyntaxTree | None, tuple[str, ...]]:
    """Return the tree of a query, None for an empty one, and notes for the reader.

    Only the part of the query within the limits of `truncated` is read. The wiki decides whether
    what looks like an operator is text.
    """
    text, notes = truncated(query)
    warnings = list(notes)
    groups = [_Group()]
    words = ignored_brackets = ignored_depth = 0
    tokens = tuple(query_tokens(text, warnings))
    for token in literal_operators(tokens, wiki, warnings):
        before, words = words, words + _size(token)
        if words > MAX_WORDS:
            warnings.append(f"only the first {MAX_WORDS} words were searched for")
            if before < MAX_WORDS and not ignored_depth:
                _add_beginning(token, groups[-1], MAX_WORDS - before)
            _drop_operators(groups[-1])
            break
        step = (token.kind is QueryTokenKind.OPEN) - (token.kind is QueryTokenKind.CLOSE)
        if ignored_depth:
            ignored_depth += step
        elif (step and ignored_brackets) or (step > 0 and len(groups) == MAX_DEPTH):
            warnings.append(f"brackets deeper than {MAX_DEPTH} levels were ignored")
            if step > 0 and (groups[-1].excluded or groups[-1].within):
                # The operator before the bracket applies to its whole content.
                groups[-1].forget()
                ignored_depth = 1
            else:
                ignored_brackets += step
        else:
            _add_token(token, groups, warnings)
    return _finish(groups, warnings)


def _add_token(token: QueryToken, groups: list[_Group], warnings: list[str]) -> None:
    if token.kind in _LEAVES:
        groups[-1].add(_LEAVES[token.kind](token))
    elif token.kind is QueryTokenKind.OPEN:
        groups.append(_Group())
    elif token.kind is QueryTokenKind.CLOSE:
        _close(groups, warnings)
    else:
        _apply_operator(groups[-1], token, warnings)


def _apply_operator(group: _Group, token: QueryToken, warnings: list[str]) -> None:
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
            _add_as_word(group, token, warnings)  # nothing stands before it


def _add_as_word(group: _Group, token: QueryToken, warnings: list[str]) -> None:
    warnings.append(f"{token.text} has no operand, so it was searched for as a word")
    group.forget()
    group.add(BareWord(token.text.lower()))


def _close(groups: list[_Group], warnings: list[str]) -> None:
    if len(groups) == 1:
        warnings.append("a closing bracket has no opening one and was ignored")
        return
    _end_group(groups[-1], warnings)
    inner = groups.pop().tree()
    if inner is None:
        groups[-1].forget()
    else:
        groups[-1].add(inner)


def _end_group(group: _Group, warnings: list[str]) -> None:
    """Read a trailing operator without an operand as a word."""
    last = group.waiting
    group.drop_empty_alternative()
    if last is not None and last.kind in {QueryTokenKind.OR, QueryTokenKind.NOT}:
        _add_as_word(group, last, warnings)
    elif last is not None and last.kind is QueryTokenKind.AND:
        warnings.append("AND has no operand and was ignored")
    group.forget()


def _size(token: QueryToken) -> int:
    """Count the words of a token, and the names between bars."""
    if token.kind not in _LEAVES:
        return 0
    return max(1, len(_WORD.findall(token.text)))


def _add_beginning(token: QueryToken, group: _Group, left: int) -> None:
    """Add the first `left` words of a token that exceeds the limit, unless it is excluded."""
    if not group.excluded:
        *_, last = islice(_WORD.finditer(token.text), left)
        group.add(_LEAVES[token.kind](token._replace(text=token.text[: last.end()])))


def _drop_operators(group: _Group) -> None:
    """Drop the operators before a part that is ignored."""
    group.forget()
    group.drop_empty_alternative()


def _finish(groups: list[_Group], warnings: list[str]) -> tuple[SyntaxTree | None, tuple[str, ...]]:
    if len(groups) > 1:
        warnings.append("a bracket is not closed; it was closed at the end")
    while len(groups) > 1:
        _close(groups, warnings)
    _end_group(groups[0], warnings)
    return groups[0].tree(), tuple(dict.fromkeys(warnings))
