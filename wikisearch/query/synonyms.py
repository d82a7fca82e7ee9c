"""Syntax tree -> the same tree with synonyms and compounds added."""

from collections.abc import Iterator

from wikisearch.analysis import Analyzer
from wikisearch.query.compounds import Compounds, with_compounds
from wikisearch.query.syntax import AllOf, AnyOf, BareWord, QuotedPhrase, SyntaxTree
from wikisearch.query.wiki import Wiki

MOST_WORDS = 6
"""Maximum words of a name that is looked up."""


def widened(
    tree: SyntaxTree, compounds: Compounds, analyzer: Analyzer, wiki: Wiki
) -> SyntaxTree | None:
    """Add synonyms and compounds to the bare words; return None if there are none.

    Only whole words are names. A synonym of several words is a phrase. Quoted, fielded and excluded
    parts have no synonyms.
    """
    wider = with_compounds(_widened(tree, analyzer, wiki), compounds)
    return wider if wider != tree else None


def _widened(tree: SyntaxTree, analyzer: Analyzer, wiki: Wiki) -> SyntaxTree:
    match tree:
        case BareWord():
            return next(_parts((tree,), analyzer, wiki))
        case AllOf(children, explicit_and):
            parts = tuple(_parts(children, analyzer, wiki))
            return AllOf(parts, explicit_and) if len(parts) > 1 else parts[0]
        case AnyOf(children):
            return AnyOf(tuple(_widened(child, analyzer, wiki) for child in children))
        case _:
            return tree


def _parts(
    children: tuple[SyntaxTree, ...], analyzer: Analyzer, wiki: Wiki
) -> Iterator[SyntaxTree]:
    """Yield the parts of a conjunction; the longest name at each position wins."""
    place = 0
    while place < len(children):
        size, names = _name_at(children[place : place + MOST_WORDS], analyzer, wiki)
        part = children[place] if size == 1 else AllOf(children[place : place + size])
        if names:
            yield AnyOf((part, *map(QuotedPhrase, names)))
        else:
            yield part if isinstance(part, BareWord) else _widened(part, analyzer, wiki)
        place += size


def _name_at(
    children: tuple[SyntaxTree, ...], analyzer: Analyzer, wiki: Wiki
) -> tuple[int, tuple[str, ...]]:
    words: list[tuple[str, ...]] = []
    for child in children:
        if not isinstance(child, BareWord):
            break
        words.append(analyzer.exact(child.text))
    for size in range(len(words), 0, -1):
        names = wiki.synonyms(tuple(token for word in words[:size] for token in word))
        if names:
            return size, names
    return 1, ()
