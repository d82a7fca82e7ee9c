"""Documents as tantivy takes them, and tokens as text that its tokenizer does not split.

The values of the constants are part of the index format.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from tantivy import Document as TantivyDocument
from tantivy import Index, Schema, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

from wikisearch.engines.page_counting import SCORED, tokens_on_page
from wikisearch.engines.token_encoding import LAST, decoded, encoded, encoded_token, shortened
from wikisearch.model.document import KEYWORD_FIELDS, POSITIONAL_FIELDS, Document

KEY = "key"
PAGE_ID = "part_of"
MARK = "mark"
LENGTH = "size"  # number of scored tokens; absent in a document without any
PAGE_NUMBER = "page_number"
KEY_OFFSET = "key_offset"  # offset of key and page in the keys file
STORED = "stored"

ON_PAGE = {name: f"{name}_on_page" for name in (SCORED, *POSITIONAL_FIELDS)}
"""Fields of one document per page, with the tokens of all: so that pages can be counted."""

UNORDERED_PAGES = 1 << 32
"""Lowest number of pages in no order; lower numbers ascend with the keys of their pages."""

FIRST = "first"
"""Mark of the document with the fields `ON_PAGE`."""

PADDING = f"{LAST}-padding"
"""Mark, and scored token, of padding documents."""

_EMPTY = f"{LAST}-"
_ANALYZER = "spaces"
_NEEDS_ENCODING = re.compile("[\\s\ud800-\U0010ffff]")
_MAX_LENGTH = 16_000
"""Characters of a term; tantivy silently drops terms of more than 65,530 bytes."""


def schema() -> Schema:
    """Return the fields of every index."""
    builder = SchemaBuilder()
    builder.add_text_field(SCORED, tokenizer_name=_ANALYZER, index_option="freq")
    for name in POSITIONAL_FIELDS:
        builder.add_text_field(name, tokenizer_name=_ANALYZER, index_option="position")
    for name in (*KEYWORD_FIELDS, PAGE_ID, MARK, *ON_PAGE.values()):
        builder.add_text_field(name, tokenizer_name=_ANALYZER, index_option="basic")
    builder.add_text_field(KEY, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_unsigned_field(LENGTH, fast=True)
    builder.add_unsigned_field(PAGE_NUMBER, fast=True, indexed=True)
    builder.add_unsigned_field(KEY_OFFSET, fast=True)
    builder.add_bytes_field(STORED, stored=True)
    return builder.build()


def configure(index: Index) -> None:
    """Split text at spaces, as tokens are passed fastest, and do not watch for changes."""
    index.config_reader("manual")
    index.register_tokenizer(_ANALYZER, TextAnalyzerBuilder(Tokenizer.whitespace()).build())


def tantivy_documents(documents: Sequence[Document], page: int) -> Iterator[TantivyDocument]:
    """Yield the documents of the page of this number, without their key offset."""
    on_page = tokens_on_page(documents)
    text_of = " ".join if all(map(_are_terms, on_page.values())) else _encoded
    values_of = cache(_values)  # the sections of a page have most of them in common
    for document in documents:
        made = TantivyDocument()
        for name, tokens in document.fields.items():
            made.add_text(name, text_of(tokens))
        for name, values in document.keywords.items():
            if values:
                made.add_text(name, values_of(values))
        made.add_text(PAGE_ID, value_term(document.page))
        made.add_text(KEY, key_term(document.key))
        if document.scored:
            made.add_text(SCORED, text_of(document.scored))
            made.add_unsigned(LENGTH, len(document.scored))
        if document is documents[0]:
            made.add_text(MARK, FIRST)
            for name, every in on_page.items():
                made.add_text(ON_PAGE[name], text_of(every))
        made.add_unsigned(PAGE_NUMBER, page)
        made.add_bytes(STORED, document.stored)
        yield made


def padding_document(tokens: int) -> TantivyDocument:
    """Return a document with so many scored tokens that no query matches."""
    made = TantivyDocument()
    made.add_text(SCORED, f"{PADDING} " * tokens)
    made.add_text(MARK, PADDING)
    return made


def key_term(key: str) -> str:
    """Return a key as it is indexed; the order of keys does not change."""
    return shortened(encoded(key), _MAX_LENGTH)


def value_term(value: str) -> str:
    """Return the value of a keyword as it is indexed."""
    return shortened(term(value), _MAX_LENGTH)


def term(token: str) -> str:
    """Return a token as it is indexed; prefixes stay prefixes."""
    return encoded_token(token) or _EMPTY


def token_of(term: str) -> str:
    """Return the token of an indexed term."""
    return "" if term == _EMPTY else decoded(term)


def _encoded(tokens: Collection[str]) -> str:
    return " ".join(map(term, tokens))


def _values(values: Collection[str]) -> str:
    text = " ".join(values)
    if len(text) > _MAX_LENGTH or not _are_terms(values):
        return " ".join(map(value_term, values))
    return text


def _are_terms(tokens: Collection[str]) -> bool:
    """Return whether tokens are indexed as they are: none is empty or has to be encoded."""
    joined = "".join(tokens)
    if joined.isascii() and joined.isprintable() and " " not in joined:
        return all(tokens)
    return all(tokens) and _NEEDS_ENCODING.search(joined) is None
