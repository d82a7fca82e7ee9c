"""Words that no page has -> what is searched for instead: words that begin so, or corrections."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from wikisearch.analysis import without_case, without_elision
from wikisearch.analysis.characters.combining_marks import is_word
from wikisearch.query import (
    SyntaxTree,
    find_compounds,
    plan_query,
    replaced,
    spelled_words,
)
from wikisearch.query.syntax import BareWord, WordPrefix
from wikisearch.search.names.lookup import NameLookup, is_name
from wikisearch.search.understanding.written_form import written_form
from wikisearch.search.view.index_view import IndexView

_SIGNS_AT_START = re.compile(r"^\W+")
"""Signs before a word, such as the star of `*ation`."""

MIN_PREFIX_LENGTH = 3
"""Minimum letters of a word that is completed."""


MAX_COMPLETIONS = 5
"""Names, the shortest ones, that are compared with a query whose last word is completed."""

MAX_SHORT = 5
"""Letters of a word whose misspelling may well be another word."""


class Repair(NamedTuple):
    """A query whose unknown words are replaced."""

    completed: SyntaxTree
    """Unknown words that begin other words are replaced by prefixes; nothing else is."""

    searched: SyntaxTree
    """Also, misspelled words are corrected if the correction is safe."""

    suggested: SyntaxTree
    """All misspelled words are corrected."""

    notes: tuple[str, ...] = ()

    name: str | None = None
    """A folded name that begins with the query, if its last word is completed."""


def repair(view: IndexView, tree: SyntaxTree, lookups: tuple[NameLookup, ...]) -> Repair:
    """Replace the words of a query that no page has.

    Words stay if the query is a name, or if pages have them joined or apart.
    """
    words = spelled_words(tree)
    unknown = view.speller.unknown(words)
    if unknown:
        unknown -= find_compounds(words, view.analyzer, view.wiki).words
    if not unknown or is_name(lookups, view.reader):
        return Repair(tree, tree, tree)
    begun = _begun(view, tree, unknown)
    folded = view.speller.corrections(unknown.difference(begun))
    corrections = {word: written_form(view, other, word) for word, other in folded.items()}
    completed = _completed(tree, begun)
    safe = {
        word: corrections[word]
        for word, other in folded.items()
        if is_safe(view.analyzer.folded_name(word), other)
    }
    notes = tuple(
        f"no page has {word}, so words that begin with it were searched for" for word in begun
    )
    return Repair(
        completed=completed,
        searched=_corrected(completed, safe),
        suggested=_corrected(completed, corrections),
        notes=notes,
        name=_name(view, words) if words[-1] in begun else None,
    )


def is_safe(word: str, other: str) -> bool:
    """Whether a correction may be searched for without a question.

    It keeps the first letter. It replaces no letter of a short word, which may be another word that
    no page has: `stock` is not `stack`.
    """
    is_replaced = len(word) == len(other) and sorted(word) != sorted(other)
    return word[:1] == other[:1] and not (is_replaced and len(word) <= MAX_SHORT)


def _corrected(tree: SyntaxTree, corrections: Mapping[str, str]) -> SyntaxTree:
    return replaced(tree, {word: BareWord(other) for word, other in corrections.items()})


def _begun(view: IndexView, tree: SyntaxTree, unknown: frozenset[str]) -> dict[str, str]:
    """Return the unknown words to complete, each with its prefix.

    In a question, prefixes must match together with all its other words: `kind` is not any kin.
    """
    words = spelled_words(tree)  # in their order, so that notes are in it too
    begun = {word: prefix for word in words if word in unknown and (prefix := _prefix(view, word))}
    if begun and len(view.analyzer.exact(" ".join(words))) > view.config.max_strict_words:
        plan = plan_query(_completed(tree, begun), view.analyzer, view.wiki)
        return begun if view.reader.search(plan.strict, 0).total else {}
    return begun


def _name(view: IndexView, words: Sequence[str]) -> str | None:
    """Return the shortest name with these words, the last one completed to a word of the wiki."""
    beginning = view.analyzer.folded_name(" ".join(words))
    last = len(beginning) - len(view.analyzer.folded_name(words[-1]))
    names = {
        name
        for field in ("name_folded", "name_heading", "name_heading_end")
        for name in view.reader.keyword_values(field, beginning)
    }
    shortest = sorted(names, key=lambda name: (len(name), name))[:MAX_COMPLETIONS]
    return next((name for name in shortest if view.wiki.has_phrase(name[last:])), None)


def _completed(tree: SyntaxTree, begun: Mapping[str, str]) -> SyntaxTree:
    prefixes = {word: WordPrefix(prefix, is_typed=False) for word, prefix in begun.items()}
    return replaced(tree, prefixes)


def _prefix(view: IndexView, word: str) -> str | None:
    """Return the beginning of other words that a word is; of several parts, the last one is."""
    prefix = without_elision(
        _SIGNS_AT_START.sub("", without_case(word)),
        (each.language for each in view.analyzer.analyzers),
    )
    *_, last = prefix.split("-")
    is_long = len(last) >= MIN_PREFIX_LENGTH and is_word(last) and not word.isupper()
    return prefix if is_long and view.wiki.has_prefix(view.analyzer.folded_name(last)) else None
