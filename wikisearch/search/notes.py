"""The notes of a search: what a user should know about how the query was read."""

from collections.abc import Iterator

from wikisearch.model.query import Keyword, Nothing
from wikisearch.query.syntax import QuotedPhrase
from wikisearch.search.retrieval.candidates import Candidates
from wikisearch.search.understanding.understand import Understood
from wikisearch.search.view.index_view import IndexView

_CUT = "a word with * or ~ matches too many words; only the nearest and most frequent count"
_PHRASE = "no section has this phrase; without the quotes, its words may be apart"


def notes(view: IndexView, understood: Understood, candidates: Candidates) -> tuple[str, ...]:
    """Return the notes of the parser, the planner and the filters, each once."""
    # Signs that are not a word may still be a heading: then the planner's note is wrong.
    is_name_only = candidates.total > 0 and candidates.matched.scored == Nothing()
    found = (
        *understood.notes,
        *(() if is_name_only else understood.plan.warnings),
        *((_CUT,) if candidates.cut else ()),
        *(() if candidates.total or understood.filters else _hints(view, understood)),
        *understood.filter_notes,
    )
    return tuple(dict.fromkeys(found))


def _hints(view: IndexView, understood: Understood) -> Iterator[str]:
    """Yield what can find something for a query that finds nothing."""
    tree = understood.tree
    if isinstance(tree, QuotedPhrase) and " " in tree.text:
        yield _PHRASE
    text = understood.text.strip('" ')
    value = f'"{text}"' if " " in text else text
    category = view.analyzer.folded_name(text)
    if category and view.reader.search(Keyword("category", category), 0).total:
        yield f"{text} is a category; its terms are found with category:{value}"
