"""Our documents as tantivy's, our tokens as text that it keeps whole, and the files of an index."""

import json
import re
import struct
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from mmap import ACCESS_READ, mmap
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tantivy import Document as Entry
from tantivy import Index, Schema, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

from wikisearch.engines.page_counting import SCORED, tokens_on_page
from wikisearch.engines.read_errors import read_errors
from wikisearch.engines.token_encoding import LAST, decoded, encoded, encoded_token, shortened
from wikisearch.errors import ResourceError
from wikisearch.model.document import KEYWORD_FIELDS, POSITIONAL_FIELDS, Document

KEY = "key"
PART_OF = "part_of"  # id of the page
MARK = "mark"
SIZE = "size"  # number of scored tokens; a document without any has none
PAGE = "page_number"
PLACE = "place"  # where its identity begins in the file of keys
STORED = "stored"

ON_PAGE = {name: f"{name}_on_page" for name in (SCORED, *POSITIONAL_FIELDS)}
"""Fields of one document of each page, with the tokens of all: so that pages can be counted."""

OTHERS = 1 << 32
"""Lowest number of pages in no order; below it, a page's keys are after those of lower numbers."""

FIRST = "first"
"""Mark of the document that has them."""

BALLAST = f"{LAST}-ballast"
"""Mark, and scored token, of documents that nobody added."""

_EMPTY = f"{LAST}-"
_ANALYZER = "spaces"
_ODD = re.compile("[\\s\ud800-\U0010ffff]")
_LONGEST = 16_000
"""Characters of a term; tantivy says nothing and drops what has more than 65,530 bytes."""

META = "meta.json"
KEYS = "keys"
"""File with key and page of every document, one after the other."""

_DAMAGE = (OSError, ValueError, LookupError, TypeError, struct.error)
_SIZES = struct.Struct("<II")
_REMEMBERED = 1 << 16  # keys, about 10 MB


def schema() -> Schema:
    """Fields of every index."""
    builder = SchemaBuilder()
    builder.add_text_field(SCORED, tokenizer_name=_ANALYZER, index_option="freq")
    for name in POSITIONAL_FIELDS:
        builder.add_text_field(name, tokenizer_name=_ANALYZER, index_option="position")
    for name in (*KEYWORD_FIELDS, PART_OF, MARK, *ON_PAGE.values()):
        builder.add_text_field(name, tokenizer_name=_ANALYZER, index_option="basic")
    builder.add_text_field(KEY, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_unsigned_field(SIZE, fast=True)
    builder.add_unsigned_field(PAGE, fast=True, indexed=True)
    builder.add_unsigned_field(PLACE, fast=True)
    builder.add_bytes_field(STORED, stored=True)
    return builder.build()


def prepare(index: Index) -> None:
    """Have text cut at spaces, the fastest way to hand over tokens; and changes not watched for."""
    index.config_reader("manual")
    index.register_tokenizer(_ANALYZER, TextAnalyzerBuilder(Tokenizer.whitespace()).build())


def entries(documents: Sequence[Document], page: int) -> Iterator[Entry]:
    """Documents of a page as tantivy takes them, but for the place of each; `page` numbers it."""
    for document in documents:
        made = Entry()
        for name, tokens in document.fields.items():
            made.add_text(name, _text(tokens))
        for name, values in document.keywords.items():
            made.add_text(name, _values(values))
        made.add_text(PART_OF, value_term(document.page))
        made.add_text(KEY, key_term(document.key))
        if document.scored:
            made.add_text(SCORED, _text(document.scored))
            made.add_unsigned(SIZE, len(document.scored))
        if document is documents[0]:
            made.add_text(MARK, FIRST)
            for name, every in tokens_on_page(documents).items():
                made.add_text(ON_PAGE[name], _text(every))
        made.add_unsigned(PAGE, page)
        made.add_bytes(STORED, document.stored)
        yield made


def ballast(tokens: int) -> Entry:
    """Document of so many tokens that matches nothing we ask."""
    made = Entry()
    made.add_text(SCORED, f"{BALLAST} " * tokens)
    made.add_text(MARK, BALLAST)
    return made


def identity(document: Document) -> bytes:
    """Key and page of a document, as the file of keys has them."""
    key = document.key.encode("utf-8", "surrogatepass")
    return _SIZES.pack(len(key), len(document.page)) + key


def identities(directory: Path) -> Callable[[int], tuple[str, str]]:
    """What gives key and page of a document by its place in the file of keys."""
    keys = _mapped(directory / KEYS)

    @lru_cache(_REMEMBERED)
    def identity_at(place: int) -> tuple[str, str]:
        size, page = _SIZES.unpack_from(keys, place)
        start = place + _SIZES.size
        key = keys[start : start + size].decode("utf-8", "surrogatepass")
        return key, key[:page]

    return identity_at


def _mapped(file: Path) -> bytes | mmap:
    """Bytes of a file, read when they are looked at."""
    with file.open("rb") as opened:
        if not opened.seek(0, 2):
            return b""  # which cannot be mapped
        return mmap(opened.fileno(), 0, access=ACCESS_READ)


def segments(directory: Path) -> list[dict[str, Any]]:
    """What tantivy notes of each segment of an index."""
    found: list[dict[str, Any]] = json.loads((directory / META).read_bytes())["segments"]
    return found


@contextmanager
def links_to(files: Iterable[Path]) -> Iterator[str]:
    """Folder of links through which to open an index, so that nothing is written beside it.

    tantivy locks a file while it opens, and again when a thread that watches for changes starts.
    Raises ResourceError where there is no temporary folder to be had, or no room in it.
    """
    with ExitStack() as stack:
        try:
            links = stack.enter_context(TemporaryDirectory(ignore_cleanup_errors=True))
            for file in files:
                Path(links, file.name).symlink_to(file.absolute())
        except OSError as error:
            raise ResourceError(
                f"{tempfile.tempdir or 'the temporary folder'}: no links to an index can be made "
                f"there ({error.strerror}); make room, or name another folder in TMPDIR"
            ) from error
        yield links


@contextmanager
def reading(directory: Path) -> Iterator[None]:
    """Report whatever goes wrong while an index is read as one clear error."""
    try:
        yield
    except BaseException as error:
        if not isinstance(error, _DAMAGE) and not is_panic(error):
            raise
        raise read_errors(directory, error) from error


def is_panic(error: BaseException) -> bool:
    """Whether Rust gave up, by an exception of a class that cannot be imported."""
    return type(error).__name__ == "PanicException"


def key_term(key: str) -> str:
    """Key as it is indexed: in the order of keys."""
    return shortened(encoded(key), _LONGEST)


def value_term(value: str) -> str:
    """Value of a keyword as it is indexed."""
    return shortened(term(value), _LONGEST)


def term(token: str) -> str:
    """Token as it is indexed: two begin alike there if they do themselves."""
    return encoded_token(token) or _EMPTY


def token(term: str) -> str:
    """Token that is indexed so."""
    return "" if term == _EMPTY else decoded(term)


def _text(tokens: Collection[str]) -> str:
    if "" in tokens or _ODD.search("".join(tokens)):
        tokens = [term(token) for token in tokens]
    return " ".join(tokens)


def _values(values: Collection[str]) -> str:
    text = " ".join(values)
    if len(text) > _LONGEST or "" in values or _ODD.search("".join(values)):
        return " ".join(map(value_term, values))
    return text
