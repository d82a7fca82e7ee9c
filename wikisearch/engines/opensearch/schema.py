"""Our documents and queries, as OpenSearch takes them."""

import base64
import hashlib
import re
import zlib
from collections.abc import Iterable
from typing import Any, TypeAlias

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
    Word,
)
from wikisearch.scoring.bm25 import K1, B

Json: TypeAlias = dict[str, Any]

_TOKENS = {"type": "text", "analyzer": "whitespace"}
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
        "token": {
            "properties": {name: {"type": "keyword", "index": False} for name in POSITIONAL_FIELDS}
        },
        "keyword": {"properties": {name: {"type": "keyword"} for name in KEYWORD_FIELDS}},
    },
}
SIMILARITY: Json = {"ours": {"type": "BM25", "k1": K1, "b": B}}

_LONGEST_TOKEN = 120  # characters; a token is cut at 255 halves of them, and ours have up to 100
_LONGEST_VALUE = 8000  # Lucene takes 32,766 bytes


class _Codes(dict[int, str]):
    """Character -> the one that stands for it in UTF-8, which has none for a lone surrogate.

    From the surrogates on, all move up: order, prefixes and numbers of letters stay as they were.
    The very last, which nobody uses, become pairs.
    """

    def __missing__(self, code: int) -> str:
        moved = code if code < _FREE else code + _STEP
        self[code] = chr(moved) if moved < ord(LAST) else LAST + chr(moved - ord(LAST) + _PAIR)
        return self[code]


LAST = "\U0010ffff"
"""Comes after everything but the pairs."""

_FREE, _STEP, _PAIR = 0xD800, 0x820, 0xA000
_SPACES = [code for code in range(0x3001) if chr(code).isspace()]
_VALUES = _Codes()
# White space parts tokens, so what stands in one goes where surrogates and their like made room.
_WORDS = _Codes({code: chr(0xE000 + place) for place, code in enumerate(_SPACES)})
_UNITS = re.compile(f"{LAST}.|[^{LAST}]", re.DOTALL)


def encoded(value: str, codes: dict[int, str] = _VALUES) -> str:
    """Value that goes over the wire, and sorts as it did."""
    return value if value.isascii() and codes is _VALUES else value.translate(codes)


def decoded(text: str) -> str:
    """Value that was encoded so."""
    return text if text.isascii() else "".join(map(_original, _UNITS.findall(text)))


def _original(unit: str) -> str:
    if len(unit) > 1:
        return chr(ord(unit[1]) - _PAIR + ord(LAST) - _STEP)
    code = ord(unit)
    if code < 0xE000:  # noqa: PLR2004 - where the surrogates end
        return unit
    place = code - 0xE000
    return chr(_SPACES[place] if place < len(_SPACES) else code - _STEP)


def _token(token: str) -> str:
    return _fitting(encoded(token, _WORDS), _LONGEST_TOKEN)


def _value(value: str) -> str:
    return _fitting(encoded(value), _LONGEST_VALUE)


def _fitting(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    return text[: longest - 40] + hashlib.blake2b(text.encode(), digest_size=20).hexdigest()


def action(document: Document, index: str) -> Json:
    """Document as a bulk request takes it; sent twice, it is there once."""
    key = encoded(document.key)
    number = hashlib.blake2b(key.encode(), digest_size=15).digest()
    fields = {name: [*map(_token, tokens)] for name, tokens in document.fields.items() if tokens}
    scored = {"scored": " ".join(map(_token, document.scored)), "length": len(document.scored)}
    return {
        "_index": index,
        "_id": base64.urlsafe_b64encode(number).decode(),  # an id has at most 512 bytes
        "key": key,
        "page": encoded(document.page),
        "stored": base64.b64encode(zlib.compress(document.stored)).decode(),
        "text": {name: " ".join(tokens) for name, tokens in fields.items()},
        "token": {name: sorted(set(tokens)) for name, tokens in fields.items()},
        "keyword": {name: [*map(_value, values)] for name, values in document.keywords.items()},
        **(scored if document.scored else {}),
    }


def stored(text: str) -> bytes:
    """Bytes that a document was given."""
    return zlib.decompress(base64.b64decode(text))


def compiled(query: Query) -> Json:  # noqa: C901 - one case for each node
    """Query of theirs with the same matches and scores."""
    match query:
        case Word(token):
            return {"term": {"scored": _token(token)}}
        case Phrase() | Prefix() | Fuzzy():
            either = {"bool": {"should": [_in_field(query, name) for name in query.fields]}}
            score = 0.0 if isinstance(query, Phrase) else CONSTANT_SCORE
            return {"constant_score": {"filter": either, "boost": score}}
        case Keyword(field, value):
            return _filter({"term": {f"keyword.{field}": _value(value)}})
        case And(clauses):
            return _bool(filter=[_ALL], must=map(compiled, clauses))
        case Or(clauses):
            return _bool(should=_alternatives(clauses)) if clauses else _NONE
        case DisMax(clauses):
            return {"dis_max": {"queries": _alternatives(clauses)}} if clauses else _NONE
        case AndMaybe(required, optional):
            return _bool(must=[compiled(required)], should=[compiled(optional)])
        case Not(clause):
            return _bool(filter=[_ALL], must_not=[compiled(clause)])
        case Everything():
            return _filter(_ALL)
        case Nothing():
            return _NONE


_ALL: Json = {"match_all": {}}
_NONE: Json = {"match_none": {}}


def _filter(query: Json) -> Json:
    return _bool(filter=[query])


def _bool(**clauses: Iterable[Json]) -> Json:
    return {"bool": {kind: list(listed) for kind, listed in clauses.items()}}


def _alternatives(clauses: Iterable[Query]) -> list[Json]:
    """Alternatives, with all values of a field as one: a query may have 1,024 clauses in all."""
    values: dict[str, list[str]] = {}
    others = []
    for clause in clauses:
        if isinstance(clause, Keyword):
            values.setdefault(clause.field, []).append(_value(clause.value))
        else:
            others.append(compiled(clause))
    return [_filter({"terms": {f"keyword.{name}": each}}) for name, each in values.items()] + others


def _in_field(query: Phrase | Prefix | Fuzzy, name: str) -> Json:
    field = f"text.{name}"
    match query:
        case Phrase(tokens, _, slop):
            return {"match_phrase": {field: {"query": " ".join(map(_token, tokens)), "slop": slop}}}
        case Prefix(prefix):
            return {"prefix": {field: {"value": _token(prefix), "rewrite": "constant_score"}}}
        case Fuzzy(token, distance):
            exactly = {"prefix_length": 0, "transpositions": False, "rewrite": "constant_score"}
            return {"fuzzy": {field: {"value": _token(token), "fuzziness": distance, **exactly}}}
