"""Syntax tree -> the same tree with synonyms and compounds added."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice, product, takewhile
from typing import TypeAlias

from wikisearch.analysis import Analyzer
from wikisearch.query.compounds import Compounds, with_compounds
from wikisearch.query.syntax import AllOf, AnyOf, BareWord, QuotedPhrase, SyntaxTree
from wikisearch.query.wiki import Wiki

_WordStems: TypeAlias = tuple[tuple[str, ...], ...]
"""The stems of one word in each language."""

MAX_WORDS = 6
"""Maximum words of a name that is looked up."""

MAX_FORMS = 24
"""Maximum phrases that one synonym of several words is searched as."""


def widened(
    tree: SyntaxTree, compounds: Compounds, analyzer: Analyzer, wiki: Wiki
) -> SyntaxTree | None:
    """Add synonyms and compounds to the bare words; return None if there are none.

    Only whole words, in any form, are names. A synonym of several words is a phrase of these words
    in any form. Quoted, fielded and excluded parts have no synonyms.
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
    stems = [_stems(child, analyzer) for child in children]
    place = 0
    while place < len(children):
        size, names = _name_at(stems[place : place + MAX_WORDS], wiki)
        part = children[place] if size == 1 else AllOf(children[place : place + size])
        if names:
            yield AnyOf((part, *(_in_any_form(name, analyzer, wiki) for name in names)))
        else:
            yield part if isinstance(part, BareWord) else _widened(part, analyzer, wiki)
        place += size


def _stems(child: SyntaxTree, analyzer: Analyzer) -> _WordStems | None:
    """Return the stems of a bare word in each language; None for any other part."""
    if not isinstance(child, BareWord):
        return None
    return tuple([each.stems(child.text) for each in analyzer.analyzers])


def _name_at(words: Sequence[_WordStems | None], wiki: Wiki) -> tuple[int, tuple[str, ...]]:
    """Return the number of words of the longest name that some words begin with, and its names.

    A space ends a word in every script, so the stems of a name are those of its words.
    """
    bare = list(takewhile(lambda stems: stems is not None, words))
    by_language = [*zip(*filter(None, bare), strict=True)]
    for size in range(len(bare), 0, -1):
        stems = dict.fromkeys(tuple(chain.from_iterable(each[:size])) for each in by_language)
        found = [name for each in stems for name in wiki.synonyms(each)]
        if found:
            return size, tuple(dict.fromkeys(found))
    return 1, ()


def _in_any_form(name: str, analyzer: Analyzer, wiki: Wiki) -> SyntaxTree:
    tokens = analyzer.exact(name)
    if len(tokens) == 1:
        return BareWord(name)
    forms = product(*((token, *wiki.word_forms(token)) for token in tokens))
    # The first one is the name itself. Its punctuation shows which tokens it has.
    others = [" ".join(form) for form in islice(forms, 1, MAX_FORMS)]
    phrases = tuple(map(QuotedPhrase, (name, *others)))
    return AnyOf(phrases, are_forms=True) if others else phrases[0]
