"""Words that almost no page has -> also the frequent word that each probably misspells.

A few pages may have the misspelling of the reader, or another form of it: `exeptions` is on one
page, and `constructer` has the stem of `construct`. What was typed is searched for, too.
"""

from typing import NamedTuple

from wikisearch.model.results import MatchType
from wikisearch.query import SyntaxTree, is_plain, render, replaced, spelled_words
from wikisearch.query.syntax import AnyOf, BareWord
from wikisearch.search.names.lookup import (
    PAGE_MATCH_TYPES,
    NameLookup,
    is_name,
)
from wikisearch.search.understanding.written_form import written_form
from wikisearch.search.view.index_view import IndexView

_PAGE_NAMES = PAGE_MATCH_TYPES - {MatchType.VARIANT}
"""Match types of the names of pages that have the very words of the query."""


class FrequentWords(NamedTuple):
    """A query for its rare words or the frequent words in their place."""

    tree: SyntaxTree
    text: str
    """The query with the frequent words only."""

    notes: tuple[str, ...]


def with_frequent_words(
    view: IndexView, tree: SyntaxTree, lookups: tuple[NameLookup, ...]
) -> FrequentWords | None:
    """Return the query to search for instead; None without rare words, or if it names a page."""
    folded = view.speller.frequent_words(spelled_words(tree)) if is_plain(tree) else {}
    if not folded or is_name(lookups, view.reader, _PAGE_NAMES):
        return None
    found = {word: written_form(view, other, word) for word, other in folded.items()}
    either = {word: AnyOf((BareWord(word), BareWord(other))) for word, other in found.items()}
    text = render(replaced(tree, {word: BareWord(other) for word, other in found.items()}))
    notes = tuple(
        f"{word} is rare here, so {other} was searched for too" for word, other in found.items()
    )
    return FrequentWords(replaced(tree, either), text, notes)
