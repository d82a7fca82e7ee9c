"""Syntax tree -> queries for an engine: strict, relaxed and widened by synonyms."""

from functools import partial
from typing import NamedTuple

from wikisearch.analysis import Analyzer, TokenGroup, without_elision
from wikisearch.analysis.characters.symbols import is_between_words
from wikisearch.model.query import (
    MAX_PHRASE_PLACEMENTS,
    And,
    AndMaybe,
    DisMax,
    Everything,
    Not,
    Nothing,
    Or,
    Prefix,
    Query,
    Term,
)
from wikisearch.query.clauses import (
    all_of,
    any_part,
    ending,
    fuzzy,
    is_of_words,
    or_in_link_list,
    phrase,
    spellings,
)
from wikisearch.query.compounds import find_compounds
from wikisearch.query.fields import PAGE_FIELDS, Scope
from wikisearch.query.language_variants import with_language_variants
from wikisearch.query.page_selection import PageSelector
from wikisearch.query.synonyms import widened
from wikisearch.query.syntax import (
    AllOf,
    AnyOf,
    BareWord,
    Excluded,
    FieldClause,
    FuzzyWord,
    Leaf,
    QuotedPhrase,
    SyntaxTree,
    WordPrefix,
    bare_words,
    render,
)
from wikisearch.query.wiki import NO_WIKI, Wiki

_RELATED = FieldClause("in", BareWord("related"))


class QueryPlan(NamedTuple):
    """The queries for one syntax tree."""

    strict: Query
    """Matches sections with everything that was typed."""

    relaxed: Query | None
    """The same, but any of the bare words is enough; None if there is nothing to relax."""

    widened: Query | None
    """The strict query with synonyms; None if no part of it has one."""

    warnings: tuple[str, ...]


def plan_query(tree: SyntaxTree | None, analyzer: Analyzer, wiki: Wiki = NO_WIKI) -> QueryPlan:
    """Compile a syntax tree; page fields look up their values in the wiki.

    Only bare words side by side are relaxed: not phrases, fields, exclusions, or operands of AND
    and OR. Stop words are dropped while other words remain, unless they are in capitals (IT) or
    quotes.
    """
    if tree is None:
        return QueryPlan(Nothing(), None, None, ("the query is empty",))
    planner = _Planner(analyzer, wiki, analyzer.stop_words_for(bare_words(tree)))
    strict = planner.query(tree)
    relaxed = planner.relaxed(tree)
    warnings = tuple(dict.fromkeys(planner.warnings))
    compounds = find_compounds(bare_words(tree), analyzer, wiki)
    wider = widened(tree, compounds, analyzer, wiki)
    widest = planner.query(wider) if wider else None
    every = partial(with_language_variants, others=analyzer.other_stems(planner.texts))
    return QueryPlan(every(strict), relaxed and every(relaxed), widest and every(widest), warnings)


class _Planner:
    def __init__(self, analyzer: Analyzer, wiki: Wiki, stop_words: frozenset[str]) -> None:
        self._analyzer = analyzer
        self._stop_words = stop_words
        self.texts: dict[str, list[TokenGroup]] = {}
        """The token groups of every text that was analyzed."""
        self.warnings: list[str] = []
        self._pages = PageSelector(Scope(wiki, analyzer), self.warnings)

    def query(self, tree: SyntaxTree, field: str | None = None) -> Query:
        match tree:
            case FieldClause(inner_field, inner):
                return self.query(inner, inner_field)
            case Excluded(inner):
                return Not(self.query(inner, field))
            case AnyOf(children, are_forms):
                join = DisMax if are_forms else Or
                return join(tuple(self.query(child, field) for child in children))
            case AllOf(children, explicit_and):
                return self._all_of(self._significant(children, explicit_and=explicit_and), field)
            case BareWord() | QuotedPhrase() | WordPrefix() | FuzzyWord():
                return self._leaf(tree, field)

    def relaxed(self, tree: SyntaxTree) -> Query | None:
        if isinstance(tree, BareWord):
            token_groups = self._word_groups(tree.text)
            if any(group.unsegmented for group in token_groups):
                tree = AllOf((tree,))  # a question without spaces is one piece of text
            elif (
                len(token_groups) == 1
                and token_groups[0].catenated
                and is_of_words(token_groups[0])
            ):
                parts = And(tuple(map(Term, token_groups[0].stems)))
                return DisMax((Term(token_groups[0].catenated), parts))
        if not isinstance(tree, AllOf) or tree.explicit_and:
            return None
        children = self._significant(tree.children, explicit_and=False)
        texts = [child.text for child in children if isinstance(child, BareWord)]
        token_groups = [group for text in texts for group in self._word_groups(text)]
        # A question may repeat its subject: each word counts once.
        words = tuple(dict.fromkeys(word for group in token_groups for word in any_part(group)))
        if _RELATED in children:
            words = tuple(map(or_in_link_list, words))
        words += tuple(self.query(child) for child in children if _is_completed(child))
        others = tuple(self.query(child) for child in children if not _is_optional(child))
        if len(words) > 1:
            return all_of([Or(words), *others])
        if words and any(isinstance(child, QuotedPhrase) for child in children):
            return AndMaybe(all_of(others), words[0])
        return None

    def _all_of(self, children: tuple[SyntaxTree, ...], field: str | None) -> Query:
        is_listed = field is None and _RELATED in children
        clauses = tuple(self._clause(child, field, is_listed=is_listed) for child in children)
        if all(isinstance(clause, Not) for clause in clauses):
            clauses = (Everything(), *clauses)
        return And(clauses)

    def _clause(self, tree: SyntaxTree, field: str | None, *, is_listed: bool) -> Query:
        """Compile one of several clauses; its bare words may be in a link list if `is_listed`."""
        match tree:
            case BareWord() if is_listed:
                return or_in_link_list(self.query(tree))
            case AnyOf(children) if is_listed:
                return Or(tuple(self._clause(child, None, is_listed=True) for child in children))
            case _:
                return self.query(tree, field)

    def _significant(
        self, children: tuple[SyntaxTree, ...], *, explicit_and: bool
    ) -> tuple[SyntaxTree, ...]:
        """Drop stop words, signs between words and lone punctuation while something remains."""
        worded = [child for child in children if not self._is_blank(child)]
        significant = [child for child in worded if explicit_and or not self._is_stop_word(child)]
        positive = [child for child in significant if not isinstance(child, Excluded)]
        return tuple(significant if positive else worded) or children

    def _is_blank(self, tree: SyntaxTree) -> bool:
        match tree:
            case BareWord(text) | QuotedPhrase(text) | WordPrefix(text) | FuzzyWord(text):
                return not self._token_groups(text)
            case FieldClause(_, inner) | Excluded(inner):
                return self._is_blank(inner)
            case AllOf(children) | AnyOf(children):
                return all(map(self._is_blank, children))

    def _is_stop_word(self, tree: SyntaxTree) -> bool:
        if not isinstance(tree, BareWord):
            return False
        if is_between_words(tree.text):
            return True
        in_capitals = len(tree.text) > 1 and tree.text.isupper()
        tokens = [token for group in self._word_groups(tree.text) for token in group.exact]
        is_dropped = bool(tokens) and all(token in self._stop_words for token in tokens)
        return is_dropped and not in_capitals

    def _leaf(self, tree: Leaf, field: str | None) -> Query:
        token_groups = self._token_groups(tree.text)
        if not token_groups:
            self.warnings.append(f"{render(tree)} has no letter or digit to search for")
            return Nothing()
        if field in PAGE_FIELDS:
            return self._pages.select(tree, PAGE_FIELDS[field])
        if not isinstance(tree, BareWord) and not any(group.exact for group in token_groups):
            return self._leaf(BareWord(tree.text), field)  # a symbol is one token without parts
        match tree:
            case BareWord():
                return all_of(spellings(group, field) for group in self._word_groups(tree.text))
            case QuotedPhrase():
                return phrase(token_groups, field, self._slop(tree, token_groups))
            case WordPrefix():
                return ending(token_groups, field, Prefix)
            case FuzzyWord():
                if token_groups[-1].unsegmented:
                    # Every other character is within one edit of a single character.
                    return self._leaf(BareWord(tree.text), field)
                return ending(token_groups, field, partial(fuzzy, tree.edits))

    def _slop(self, tree: QuotedPhrase, token_groups: list[TokenGroup]) -> int:
        """Return the typed slop, or the largest slop that every engine supports."""
        number = sum(len(group.exact) for group in token_groups)
        lower = range(tree.slop, 0, -1)
        slop = next((each for each in lower if (each + 1) ** number <= MAX_PHRASE_PLACEMENTS), 0)
        if slop < tree.slop:
            self.warnings.append(f"{render(tree)}: the maximum slop for {number} words is ~{slop}")
        return slop

    def _word_groups(self, text: str) -> list[TokenGroup]:
        """Token groups of a bare word without the elided one before it: `l'écran` is any écran."""
        if "'" in text or "’" in text:
            text = without_elision(text, [each.language for each in self._analyzer.analyzers])
        return self._token_groups(text)

    def _token_groups(self, text: str) -> list[TokenGroup]:
        if text not in self.texts:
            self.texts[text] = [group for _, group in self._analyzer.token_groups(text)]
        return self.texts[text]


def _is_completed(tree: SyntaxTree) -> bool:
    """Whether a prefix replaces a word that was typed without `*`."""
    return isinstance(tree, WordPrefix) and not tree.is_typed


def _is_optional(tree: SyntaxTree) -> bool:
    """Whether relaxation may drop a part of a query."""
    return isinstance(tree, BareWord) or _is_completed(tree)
