"""Our documents as tantivy's, and our tokens as text that tantivy keeps whole."""

import re
from collections.abc import Sequence
from hashlib import sha256

from tantivy import Document as Entry
from tantivy import Index, Schema, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

from wikisearch.model.document import POSITIONAL_FIELDS, Document

SCORED = "scored"
KEYWORD = "keyword"
KEY = "key"
SIZE = "size"  # number of scored tokens; a document without any has none
PAGE = "page"  # number of the page
IDENTITY = "identity"  # page and key
STORED = "stored"

PART_OF = "part_of"
"""Keyword field of the engine's own: the id of the page."""

_ESCAPE = "\U0010ffff"  # no character, and never to be one
_EMPTY = f"{_ESCAPE}-"
_NO_TEXT = f"\ud800-\udfff{_ESCAPE}"  # surrogates: UTF-8 has no bytes for them
_NO_TOKEN = re.compile(f"[\t\n\f\r {_NO_TEXT}]")  # spaces: tantivy would cut there
_NO_KEY = re.compile(f"[{_NO_TEXT}]")

BALLAST = f"{_ESCAPE}ballast"
"""Keyword, and scored token, of documents that nobody added."""

ODD = f"{_ESCAPE}odd"
"""Keyword of documents whose tokens or key are not indexed letter by letter."""

_ANALYZER = "spaces"
_LONGEST = 16_000
"""Characters of a term; tantivy says nothing and drops what has more than 65,530 bytes."""


def schema() -> Schema:
    """Fields of every index."""
    builder = SchemaBuilder()
    builder.add_text_field(SCORED, tokenizer_name=_ANALYZER, index_option="freq")
    for name in POSITIONAL_FIELDS:
        builder.add_text_field(name, tokenizer_name=_ANALYZER, index_option="position")
    builder.add_text_field(KEYWORD, tokenizer_name=_ANALYZER, index_option="basic")
    builder.add_text_field(KEY, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_unsigned_field(SIZE, fast=True)
    builder.add_unsigned_field(PAGE, fast=True)
    builder.add_bytes_field(IDENTITY, stored=True)
    builder.add_bytes_field(STORED, stored=True)
    return builder.build()


def prepare(index: Index) -> None:
    """Have text cut at spaces, the fastest way to hand over tokens; and changes not watched for."""
    index.config_reader("manual")
    index.register_tokenizer(_ANALYZER, TextAnalyzerBuilder(Tokenizer.whitespace()).build())


def entry(document: Document, page: int) -> Entry:
    """Document as tantivy takes it; `page` is the number of its page."""
    texts = {name: _text(tokens) for name, tokens in document.fields.items()}
    texts[KEY] = key_term(document.key)
    marks = [ODD] if any(_ESCAPE in text for text in texts.values()) else []
    keywords = {**document.keywords, PART_OF: [document.page]}
    marks += [keyword(name, value) for name, values in keywords.items() for value in values]
    made = _entry({**texts, SCORED: _text(document.scored), KEYWORD: " ".join(marks)})
    if document.scored:
        made.add_unsigned(SIZE, len(document.scored))
    made.add_unsigned(PAGE, page)
    made.add_bytes(IDENTITY, _bytes(f"{len(document.page)} {document.key}"))
    made.add_bytes(STORED, document.stored)
    return made


def ballast(tokens: int) -> Entry:
    """Document of so many tokens that matches nothing we ask."""
    return _entry({SCORED: f"{BALLAST} " * tokens, KEYWORD: BALLAST})


def identity(found: Entry) -> tuple[str, str]:
    """Key and page of a document."""
    size, _, key = found[IDENTITY][0].decode("utf-8", "surrogatepass").partition(" ")
    return key, key[: int(size)]


def keyword(field: str, value: str) -> str:
    """Name a value as the one keyword field does; of an endless one, only a hash is kept."""
    term = encoded(f"{field}={value}")
    if len(term) <= _LONGEST:
        return term
    return f"{field}={_ESCAPE}{sha256(_bytes(value)).hexdigest()}"


def key_term(key: str) -> str:
    """Key as it is, for keys are sorted in the index, or as a keyword where that cannot be."""
    return keyword(KEY, key) if len(key) > _LONGEST or _NO_KEY.search(key) else key


def encoded(token: str) -> str:
    """Token as it is indexed: two begin alike there if they do themselves."""
    return _NO_TOKEN.sub(_escaped, token) or _EMPTY


def decoded(term: str) -> str:
    """Token that is indexed so."""
    return "" if term == _EMPTY else re.sub(f"(?s){_ESCAPE}(.)", _unescaped, term)


def _entry(texts: dict[str, str]) -> Entry:
    made = Entry()
    for field, text in texts.items():
        made.add_text(field, text)
    return made


def _text(tokens: Sequence[str]) -> str:
    if "" in tokens or _NO_TOKEN.search("".join(tokens)):
        tokens = [encoded(token) for token in tokens]
    return " ".join(tokens)


def _escaped(match: re.Match[str]) -> str:
    return _ESCAPE + (_ESCAPE if match[0] == _ESCAPE else chr(ord(match[0]) + 0x10000))


def _unescaped(match: re.Match[str]) -> str:
    return _ESCAPE if match[1] == _ESCAPE else chr(ord(match[1]) - 0x10000)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
