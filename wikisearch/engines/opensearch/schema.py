"""The mapping of an index, and documents as OpenSearch takes them."""

import base64
import hashlib
import zlib
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from wikisearch.engines.compression import MAX_STORED, decompress
from wikisearch.engines.page_counting import SCORED, tokens_on_page
from wikisearch.engines.token_encoding import encoded, encoded_token, shortened
from wikisearch.model.document import KEYWORD_FIELDS, POSITIONAL_FIELDS, Document
from wikisearch.scoring.length_norm import K1, B

Json: TypeAlias = dict[str, Any]

_TOKENS = {"type": "text", "analyzer": "whitespace"}
_LISTED = {"type": "keyword", "index": False}
_ON_PAGE = {**_TOKENS, "norms": False, "index_options": "docs"}
MAPPINGS: Json = {
    "dynamic": "strict",
    "_source": {"includes": ["stored"]},  # everything else is in the index
    "properties": {
        "key": {"type": "keyword"},
        "page": {"type": "keyword"},
        # A document without scored tokens has neither field, so Lucene's BM25 ignores it too.
        "scored": {**_TOKENS, "index_options": "freqs", "similarity": "ours"},
        "length": {"type": "integer", "index": False},
        "stored": {"type": "binary"},
        "text": {"properties": {name: {**_TOKENS, "norms": False} for name in POSITIONAL_FIELDS}},
        # One document of each page has the tokens of all, so that pages can be counted.
        "on_page": {"properties": dict.fromkeys((SCORED, *POSITIONAL_FIELDS), _ON_PAGE)},
        "is_first": {"type": "boolean"},
        "token": {"properties": dict.fromkeys(POSITIONAL_FIELDS, _LISTED)},
        "keyword": {"properties": {name: {"type": "keyword"} for name in KEYWORD_FIELDS}},
    },
}
SIMILARITY: Json = {"ours": {"type": "BM25", "k1": K1, "b": B}}

_MAX_VALUE = 8000  # characters; Lucene allows 32,766 bytes


def bulk_actions(documents: Sequence[Document], index: str) -> Iterator[Json]:
    """Yield the actions of a bulk request for the documents of a page; they are idempotent."""
    every = tokens_on_page(documents)
    listed = {name: " ".join(map(encoded_token, every[name])) for name in every if every[name]}
    first = {"is_first": True, "on_page": listed}
    for number, document in enumerate(documents):
        yield _action(document, index) | ({} if number else first)


def keyword_value(value: str) -> str:
    """Return the value of a keyword as it is indexed."""
    return shortened(encoded(value), _MAX_VALUE)


def stored_bytes(text: str) -> bytes:
    """Return the stored bytes of a document; raises ValueError or zlib.error."""
    return decompress(base64.b64decode(text), MAX_STORED)


def _action(document: Document, index: str) -> Json:
    key = encoded(document.key)
    digest = hashlib.blake2b(key.encode(), digest_size=15).digest()
    fields = {
        name: [*map(encoded_token, tokens)] for name, tokens in document.fields.items() if tokens
    }
    scored = " ".join(map(encoded_token, document.scored))
    return {
        "_op_type": "create",
        "_index": index,
        "_id": base64.urlsafe_b64encode(digest).decode(),  # an id has at most 512 bytes
        "key": key,
        "page": encoded(document.page),
        "stored": base64.b64encode(zlib.compress(document.stored)).decode(),
        "text": {name: " ".join(tokens) for name, tokens in fields.items()},
        "token": {name: sorted(set(tokens)) for name, tokens in fields.items()},
        "keyword": {
            name: [*map(keyword_value, values)] for name, values in document.keywords.items()
        },
        **({"scored": scored, "length": len(document.scored)} if document.scored else {}),
    }
