"""Query -> OpenSearch's query DSL with the same matches and scores."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from wikisearch.engines.opensearch.schema import Json, keyword_value
from wikisearch.engines.page_counting import SCORED, CountableLeaf, page_count_query
from wikisearch.engines.token_encoding import encoded_token
from wikisearch.model.query import (
    CONSTANT_SCORE,
    And,
    AndMaybe,
    DisMax,
    Everything,
    Fuzzy,
    Keyword,
    Not,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
)

CutExpansions: TypeAlias = Mapping[tuple[Prefix | Fuzzy, str], Sequence[str]]
"""The terms that count, by node and field, where more terms match than the limit."""

_ALL: Json = {"match_all": {}}
_NONE: Json = {"match_none": {}}


def compiled(query: Query, cut: CutExpansions) -> Json:  # noqa: C901 - one case for each node
    """Compile a query."""
    match query:
        case Term(token):
            return {"term": {"scored": encoded_token(token)}}
        case Phrase() | Prefix() | Fuzzy():
            clauses = [_in_field(query, field, cut) for field in query.fields]
            score = 0.0 if isinstance(query, Phrase) else CONSTANT_SCORE
            return {"constant_score": {"filter": _bool(should=clauses), "boost": score}}
        case Keyword(field, value):
            return _bool(filter=[{"term": {f"keyword.{field}": keyword_value(value)}}])
        case And(clauses):
            return _bool(filter=[_ALL], must=[compiled(each, cut) for each in clauses])
        case Or(clauses):
            return _any_of(_alternatives(clauses, cut))
        case DisMax(clauses):
            return {"dis_max": {"queries": [_NONE, *_alternatives(clauses, cut)]}}
        case AndMaybe(required, optional):
            return _bool(must=[compiled(required, cut)], should=[compiled(optional, cut)])
        case Not(clause):
            return _bool(filter=[_ALL], must_not=[compiled(clause, cut)])
        case Everything():
            return _bool(filter=[_ALL])
        case Nothing():
            return _NONE


def split_page_count(query: Query, cut: CutExpansions) -> tuple[Json | None, Or]:
    """Split a query into a part that matches one document per page, and the rest."""

    def leaf_on_page(leaf: CountableLeaf) -> Json:
        match leaf:
            case Term(token):
                return {"term": {f"on_page.{SCORED}": encoded_token(token)}}
            case Prefix(_, fields) | Fuzzy(_, _, fields):
                return _any_of(_in_field(leaf, field, cut, "on_page") for field in fields)
            case Everything():
                return {"term": {"is_first": True}}

    return page_count_query(query, leaf_on_page, _any_of)


def both(one: Json, other: Json) -> Json:
    """Match documents that match two queries."""
    return _bool(filter=[one, other])


def _any_of(queries: Iterable[Json]) -> Json:
    return _bool(should=[_NONE, *queries])


def _bool(**clauses: Iterable[Json]) -> Json:
    return {"bool": {kind: list(listed) for kind, listed in clauses.items()}}


def _alternatives(clauses: Iterable[Query], cut: CutExpansions) -> list[Json]:
    """Compile alternatives, all values of a field as one clause: 1,024 clauses are allowed."""
    values: dict[str, list[str]] = {}
    others = []
    for clause in clauses:
        if isinstance(clause, Keyword):
            values.setdefault(f"keyword.{clause.field}", []).append(keyword_value(clause.value))
        else:
            others.append(compiled(clause, cut))
    return [_bool(filter=[{"terms": {name: listed}}]) for name, listed in values.items()] + others


def _in_field(
    query: Phrase | Prefix | Fuzzy, name: str, cut: CutExpansions, fields: str = "text"
) -> Json:
    field = f"{fields}.{name}"
    if not isinstance(query, Phrase) and (query, name) in cut:
        return {"terms": {field: cut[query, name]}}
    match query:
        case Phrase(tokens, _, slop):
            text = " ".join(map(encoded_token, tokens))
            return {"match_phrase": {field: {"query": text, "slop": slop}}}
        case Prefix(prefix):
            return {"prefix": {field: {"value": encoded_token(prefix)}}}
        case Fuzzy(token, distance):
            exact = {"prefix_length": 0, "transpositions": False, "rewrite": "constant_score"}
            fuzzy = {"value": encoded_token(token), "fuzziness": distance, **exact}
            return {"fuzzy": {field: fuzzy}}
