"""Our documents and queries, as OpenSearch takes them."""

import base64
import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from wikisearch.engines.lucene_regex import Expanded
from wikisearch.engines.page_counting import SCORED, Leaf, alternatives, tokens_on_page
from wikisearch.engines.token_encoding import encoded, encoded_token, shortened
from wikisearch.model.document import KEYWORD_FIELDS, POSITIONAL_FIELDS, Document
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
from wikisearch.scoring.bm25 import K1, B

Json: TypeAlias = dict[str, Any]
Counted: TypeAlias = Mapping[tuple[Expanded, str], Sequence[str]]
"""Terms that count of a node and a field that have too many."""


_TOKENS = {"type": "text", "analyzer": "whitespace"}
_LISTED = {"type": "keyword", "index": False}
_ON_PAGE = {**_TOKENS, "norms": False, "index_options": "docs"}
MAPPINGS: Json = {
    "dynamic": "strict",
    "_source": {"includes": ["stored"]},  # the rest is in the index already
    "properties": {
        "key": {"type": "keyword"},
        "page": {"type": "keyword"},
        # A document without scored tokens has neither, and is not counted by Lucene's BM25 either.
        "scored": {**_TOKENS, "index_options": "freqs", "similarity": "ours"},
        "length": {"type": "integer", "index": False},
        "stored": {"type": "binary"},
        "text": {"properties": {name: {**_TOKENS, "norms": False} for name in POSITIONAL_FIELDS}},
        # Of one document of each page, with the tokens of all: so that pages can be counted.
        "on_page": {"properties": dict.fromkeys((SCORED, *POSITIONAL_FIELDS), _ON_PAGE)},
        "is_first": {"type": "boolean"},
        "token": {"properties": dict.fromkeys(POSITIONAL_FIELDS, _LISTED)},
        "keyword": {"properties": {name: {"type": "keyword"} for name in KEYWORD_FIELDS}},
    },
}
SIMILARITY: Json = {"ours": {"type": "BM25", "k1": K1, "b": B}}

_LONGEST = 8000  # characters of a value; Lucene takes 32,766 bytes
_ALL: Json = {"match_all": {}}
_NONE: Json = {"match_none": {}}


def actions(documents: Sequence[Document], index: str) -> Iterator[Json]:
    """Documents of a page as a bulk request takes them; sent twice, they are there once."""
    every = tokens_on_page(documents)
    listed = {name: " ".join(map(encoded_token, every[name])) for name in every if every[name]}
    first = {"is_first": True, "on_page": listed}
    for place, document in enumerate(documents):
        yield _action(document, index) | ({} if place else first)


def _action(document: Document, index: str) -> Json:
    key = encoded(document.key)
    number = hashlib.blake2b(key.encode(), digest_size=15).digest()
    fields = {name: [*map(encoded_token, each)] for name, each in document.fields.items() if each}
    scored = " ".join(map(encoded_token, document.scored))
    return {
        "_op_type": "create",
        "_index": index,
        "_id": base64.urlsafe_b64encode(number).decode(),  # an id has at most 512 bytes
        "key": key,
        "page": encoded(document.page),
        "stored": base64.b64encode(zlib.compress(document.stored)).decode(),
        "text": {name: " ".join(tokens) for name, tokens in fields.items()},
        "token": {name: sorted(set(tokens)) for name, tokens in fields.items()},
        "keyword": {name: [*map(_value, values)] for name, values in document.keywords.items()},
        **({"scored": scored, "length": len(document.scored)} if document.scored else {}),
    }


def stored(text: str) -> bytes:
    """Bytes that a document was given."""
    return zlib.decompress(base64.b64decode(text))


def compiled(query: Query, counted: Counted) -> Json:  # noqa: C901 - one case for each node
    """Query of theirs with the same matches and scores."""
    match query:
        case Term(token):
            return {"term": {"scored": encoded_token(token)}}
        case Phrase() | Prefix() | Fuzzy():
            clauses = [_in_field(query, field, counted) for field in query.fields]
            score = 0.0 if isinstance(query, Phrase) else CONSTANT_SCORE
            return {"constant_score": {"filter": _bool(should=clauses), "boost": score}}
        case Keyword(field, value):
            return _bool(filter=[{"term": {f"keyword.{field}": _value(value)}}])
        case And(clauses):
            return _bool(filter=[_ALL], must=[compiled(each, counted) for each in clauses])
        case Or(clauses):
            return _any_of(_alternatives(clauses, counted))
        case DisMax(clauses):
            return {"dis_max": {"queries": [_NONE, *_alternatives(clauses, counted)]}}
        case AndMaybe(required, optional):
            must, should = compiled(required, counted), compiled(optional, counted)
            return _bool(must=[must], should=[should])
        case Not(clause):
            return _bool(filter=[_ALL], must_not=[compiled(clause, counted)])
        case Everything():
            return _bool(filter=[_ALL])
        case Nothing():
            return _NONE


def told(query: Query, counted: Counted) -> tuple[Json | None, Or]:
    """Documents that tell pages, one of each, and what only its matches can tell."""

    def on_page(leaf: Leaf) -> Json:
        match leaf:
            case Term(token):
                return {"term": {f"on_page.{SCORED}": encoded_token(token)}}
            case Prefix(_, fields) | Fuzzy(_, _, fields):
                return _any_of(_in_field(leaf, field, counted, "on_page") for field in fields)
            case Everything():
                return {"term": {"is_first": True}}

    return alternatives(query, on_page, _any_of)


def both(one: Json, other: Json) -> Json:
    """Documents that match two queries."""
    return _bool(filter=[one, other])


def _any_of(queries: Iterable[Json]) -> Json:
    return _bool(should=[_NONE, *queries])


def _value(value: str) -> str:
    return shortened(encoded(value), _LONGEST)


def _bool(**clauses: Iterable[Json]) -> Json:
    return {"bool": {kind: list(listed) for kind, listed in clauses.items()}}


def _alternatives(clauses: Iterable[Query], counted: Counted) -> list[Json]:
    """Alternatives, with all values of a field as one: a query may have 1,024 clauses in all."""
    values: dict[str, list[str]] = {}
    others = []
    for clause in clauses:
        if isinstance(clause, Keyword):
            values.setdefault(f"keyword.{clause.field}", []).append(_value(clause.value))
        else:
            others.append(compiled(clause, counted))
    return [_bool(filter=[{"terms": {name: each}}]) for name, each in values.items()] + others


def _in_field(
    query: Phrase | Prefix | Fuzzy, name: str, counted: Counted, fields: str = "text"
) -> Json:
    field = f"{fields}.{name}"
    if not isinstance(query, Phrase) and (query, name) in counted:
        return {"terms": {field: counted[query, name]}}
    match query:
        case Phrase(tokens, _, slop):
            text = " ".join(map(encoded_token, tokens))
            return {"match_phrase": {field: {"query": text, "slop": slop}}}
        case Prefix(prefix):
            return {"prefix": {field: {"value": encoded_token(prefix)}}}
        case Fuzzy(token, distance):
            exactly = {"prefix_length": 0, "transpositions": False, "rewrite": "constant_score"}
            like = {"value": encoded_token(token), "fuzziness": distance, **exactly}
            return {"fuzzy": {field: like}}
