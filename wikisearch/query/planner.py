"""A tree of what was typed -> what an engine is asked: strictly, and more any_part if need be."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple, TypeAlias

from wikisearch.analysis import Analyzer, TokenGroup
from wikisearch.model.document import NAMING_FIELDS
from wikisearch.model.query import (
    MAX_PHRASE_PLACEMENTS,
    And,
    AndMaybe,
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
    fields_of,
    fuzzy,
    in_field,
    is_of_words,
    or_in_link_list,
    phrase,
    spellings,
)
from wikisearch.query.fields import PAGE_FIELDS, PageField, Scope
from wikisearch.query.language_variants import with_language_variants
from wikisearch.query.synonyms import widened
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
    bare_words,
    render,
)
from wikisearch.query.wiki import NoWiki, Wiki

_RELATED = FieldClause("in", BareWord("related"))

_NO_WIKI = NoWiki()

Leaf: TypeAlias = BareWord | QuotedPhrase | WordPrefix | FuzzyWord


class QueryPlan(NamedTuple):
    """What to ask an engine."""

    strict: Query
    """All that was asked for."""

    relaxed: Query | None
    """The same with one of the bare words enough; None when there is nothing to give up."""

    widened: Query | None
    """All that was asked for, by any name; None when nothing in it has another."""

    warnings: tuple[str, ...]


def plan_query(tree: SyntaxTree | None, analyzer: Analyzer, wiki: Wiki = _NO_WIKI) -> QueryPlan:
    """Queries for a tree; what it asks about pages is asked of the wiki.

    Bare words side by side may be relaxed; phrases, fields, exclusions and what was joined by AND
    or OR may not. Words too common to ask for are left out while others remain, unless they are
    written in capitals (IT) or in quotes.
    """
    if tree is None:
        return QueryPlan(Nothing(), None, None, ("the query is empty",))
    planner = _Planner(analyzer, wiki, analyzer.stop_words_for(bare_words(tree)))
    strict = planner.query(tree)
    relaxed = planner.relaxed(tree)
    warnings = tuple(dict.fromkeys(planner.warnings))
    wider = widened(tree, analyzer, wiki)
    widest = planner.query(wider) if wider else None
    every = partial(with_language_variants, others=analyzer.other_stems(planner.texts))
    return QueryPlan(every(strict), relaxed and every(relaxed), widest and every(widest), warnings)


class _Planner:
    def __init__(self, analyzer: Analyzer, wiki: Wiki, stop_words: frozenset[str]) -> None:
        self._analyzer = analyzer
        self._scope = Scope(wiki, analyzer)
        self._stop_words = stop_words
        self._resolved: dict[tuple[str, str], tuple[Query, ...]] = {}
        self.texts: list[str] = []
        """All that was analysed."""
        self.warnings: list[str] = []

    def query(self, tree: SyntaxTree, field: str | None = None) -> Query:
        match tree:
            case FieldClause(inner_field, inner):
                return self.query(inner, inner_field)
            case Excluded(inner):
                return Not(self.query(inner, field))
            case AnyOf(children):
                return Or(tuple(self.query(child, field) for child in children))
            case AllOf(children, explicit_and):
                return self._all_of(self._significant(children, explicit_and=explicit_and), field)
            case BareWord() | QuotedPhrase() | WordPrefix() | FuzzyWord():
                return self._leaf(tree, field)

    def relaxed(self, tree: SyntaxTree) -> Query | None:
        if isinstance(tree, BareWord):
            token_groups = self._token_groups(tree.text)
            if any(group.unsegmented for group in token_groups):
                tree = AllOf((tree,))  # a question without spaces is one piece of text
            elif (
                len(token_groups) == 1
                and token_groups[0].catenated
                and is_of_words(token_groups[0])
            ):
                return And(tuple(map(Term, token_groups[0].stems)))
        if not isinstance(tree, AllOf) or tree.explicit_and:
            return None
        kept = self._significant(tree.children, explicit_and=False)
        texts = [child.text for child in kept if isinstance(child, BareWord)]
        token_groups = [group for text in texts for group in self._token_groups(text)]
        # What is asked twice is asked once: a question may repeat its subject.
        words = tuple(dict.fromkeys(word for group in token_groups for word in any_part(group)))
        if _RELATED in kept:
            words = tuple(map(or_in_link_list, words))
        others = tuple(self.query(child) for child in kept if not isinstance(child, BareWord))
        if len(words) > 1:
            return all_of([Or(words), *others])
        if words and any(isinstance(child, QuotedPhrase) for child in kept):
            return AndMaybe(all_of(others), words[0])
        return None

    def _all_of(self, children: tuple[SyntaxTree, ...], field: str | None) -> Query:
        is_listed = field is None and _RELATED in children
        clauses = tuple(self._clause(child, field, is_listed=is_listed) for child in children)
        if all(isinstance(clause, Not) for clause in clauses):
            clauses = (Everything(), *clauses)
        return And(clauses)

    def _clause(self, tree: SyntaxTree, field: str | None, *, is_listed: bool) -> Query:
        """One of several; where lists of related pages count, its bare words may be there."""
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
        """Leave out stop words and lone punctuation, as long as something to ask for remains."""
        sayings = [child for child in children if not self._is_blank(child)]
        telling = [child for child in sayings if explicit_and or not self._is_stop_word(child)]
        positive = [child for child in telling if not isinstance(child, Excluded)]
        return tuple(telling if positive else sayings) or children

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
        shouted = len(tree.text) > 1 and tree.text.isupper()
        tokens = [token for group in self._token_groups(tree.text) for token in group.exact]
        return not shouted and all(token in self._stop_words for token in tokens)

    def _leaf(self, tree: Leaf, field: str | None) -> Query:
        token_groups = self._token_groups(tree.text)
        if not token_groups:
            self.warnings.append(f"{render(tree)} has no letter or digit to search for")
            return Nothing()
        if field in PAGE_FIELDS:
            return self._select_pages(tree, PAGE_FIELDS[field])
        match tree:
            case BareWord():
                return all_of(spellings(group, field) for group in token_groups)
            case QuotedPhrase():
                return phrase(token_groups, field, self._slop(tree, token_groups))
            case WordPrefix():
                return self._ending(token_groups, field, Prefix)
            case FuzzyWord():
                if token_groups[-1].unsegmented:
                    # Of one character, every other is a misspelling.
                    return self._leaf(BareWord(tree.text), field)
                return self._ending(token_groups, field, partial(fuzzy, tree.edits))

    def _slop(self, tree: QuotedPhrase, token_groups: list[TokenGroup]) -> int:
        """Slop that was asked for, or the highest that every engine can look for."""
        number = sum(len(group.exact) for group in token_groups)
        ways = (
            slop
            for slop in range(tree.slop, 0, -1)
            if (slop + 1) ** number <= MAX_PHRASE_PLACEMENTS
        )
        slop = next(ways, 0)
        if slop < tree.slop:
            self.warnings.append(f"{render(tree)}: of {number} words, ~{slop} is what counts")
        return slop

    def _ending(
        self,
        token_groups: list[TokenGroup],
        field: str | None,
        last: Callable[[str, tuple[str, ...]], Query],
    ) -> Query:
        """Ask for all parts but the last as they stand: `gpt-4*` is gpt and what begins with 4."""
        tokens = [token for group in token_groups for token in group.exact]
        stems = [stem for group in token_groups for stem in group.stems]
        whole = [in_field(stem, field) for stem in stems[:-1]]
        ending = last(tokens[-1], fields_of(field))
        if field is None:
            # All that is found so scores the same; better is the word itself, and in a heading.
            better = Or((Term(stems[-1]), last(tokens[-1], NAMING_FIELDS)))
            ending = AndMaybe(ending, better)
        return all_of([*whole, ending])

    def _select_pages(self, tree: Leaf, field: PageField) -> Query:
        """Pages that one of the values between bars selects."""
        text, written = tree.text, field.names[0]
        if not isinstance(tree, BareWord) and tree != QuotedPhrase(text):
            self.warnings.append(
                f"{written}: takes whole names; * and ~ have no effect in {render(tree)}"
            )
        names = dict.fromkeys(name.strip() for name in text.split("|"))
        if "" in names:
            del names[""]
            self.warnings.append(f"{written}: a name is missing beside the bar in {text}")
        return Or(tuple(query for name in names for query in self._resolve(name, field)))

    def _resolve(self, name: str, field: PageField) -> tuple[Query, ...]:
        """Look up a value once, even if it occurs twice or the query is planned twice."""
        key = (field.names[0], name)
        if key not in self._resolved:
            self._resolved[key], notes = field.resolve(name, self._scope)
            self.warnings += notes
        return self._resolved[key]

    def _token_groups(self, text: str) -> list[TokenGroup]:
        self.texts.append(text)
        return [group for _, group in self._analyzer.token_groups(text)]
