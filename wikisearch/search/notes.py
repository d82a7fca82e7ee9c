"""The notes of a search: what a user should know about how the query was read."""

from wikisearch.model.query import Nothing
from wikisearch.query.syntax import QuotedPhrase
from wikisearch.search.retrieval.candidates import Candidates
from wikisearch.search.understanding.understand import Understood

_CUT = "a word with * or ~ matches too many words; only the nearest and most frequent count"
_PHRASE = "no section has this phrase; without the quotes, its words may be apart"


def notes(understood: Understood, candidates: Candidates) -> tuple[str, ...]:
    """Return the notes of the parser, the planner and the filters, each once."""
    # Signs that are not a word may still be a heading: then the planner's note is wrong.
    is_name_only = candidates.total > 0 and candidates.matched.scored == Nothing()
    found = (
        *understood.notes,
        *(() if is_name_only else understood.plan.warnings),
        *((_CUT,) if candidates.cut else ()),
        *((_PHRASE,) if _lacks_phrase(understood, candidates) else ()),
        *understood.filter_notes,
    )
    return tuple(dict.fromkeys(found))


def _lacks_phrase(understood: Understood, candidates: Candidates) -> bool:
    """Return whether a query that is a phrase of several words finds nothing."""
    tree = understood.tree
    is_phrase = isinstance(tree, QuotedPhrase) and " " in tree.text
    return is_phrase and not candidates.total and not understood.filters
