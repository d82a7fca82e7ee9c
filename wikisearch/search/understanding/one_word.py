"""A query of two words that pages write as one: `data base` does not mean data with a base."""

from typing import NamedTuple

from wikisearch.model.document import POSITIONAL_FIELDS
from wikisearch.model.query import Phrase
from wikisearch.query import SyntaxTree, find_compounds
from wikisearch.query.syntax import AllOf, AnyOf, BareWord, QuotedPhrase
from wikisearch.search.names.lookup import NameLookup, is_name
from wikisearch.search.view.index_view import IndexView


class OneWord(NamedTuple):
    """A query for the joined word, or the two words side by side."""

    tree: SyntaxTree
    word: str
    note: str


def as_one_word(
    view: IndexView, tree: SyntaxTree, lookups: tuple[NameLookup, ...]
) -> OneWord | None:
    """Return the query to search for instead; None if pages write the words apart as often.

    A query that is a name keeps its words.
    """
    match tree:
        case AllOf((BareWord(first), BareWord(second)), explicit_and=False):
            pass
        case _:
            return None
    joined = find_compounds((first, second), view.analyzer, view.wiki).joined.get((first, second))
    if (
        joined is None
        or is_name(lookups, view.reader)
        or not _is_usual(view, joined, first, second)
    ):
        return None
    apart = (*tree.children, QuotedPhrase(f"{first} {second}"))
    note = f"most pages write {first} {second} as {joined}, so that was searched for too"
    whole = AnyOf((BareWord(joined), AllOf(apart)))
    return OneWord(whole, joined, note)


def _is_usual(view: IndexView, joined: str, first: str, second: str) -> bool:
    """Whether more sections have the joined word than have the two words side by side."""
    stems = {stem for each in view.analyzer.analyzers for stem in each.scored(joined)}
    sections = max(view.reader.statistics(stems).doc_freqs.values(), default=0)
    phrase = Phrase(tuple(view.analyzer.exact(f"{first} {second}")), POSITIONAL_FIELDS)
    return sections > view.reader.search(phrase, 0).total
