"""A document: the indexed form of a section, with tokens, keywords and stored bytes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

POSITIONAL_FIELDS = ("title", "heading", "alias", "body")
"""Fields of exact tokens with positions, for phrase, prefix and fuzzy queries."""

NAMING_FIELDS = ("title", "heading", "alias")
"""Positional fields that name the subject of a section."""

KEYWORD_FIELDS = (
    "page",  # id of the page
    "category",  # folded category
    "category_name",  # category as it is written, for facet counts
    "language",  # primary language tag: the declared one, else the one it is analyzed in
    "links_to",  # link keys of the pages that the content of its page links to
    "listed",  # stems of a section that is only a list of related pages
    "part",  # its folded heading and those above it, and its role on the page
    "name_title",  # title without case
    "name_alias",  # aliases without case
    "name_folded",  # title and aliases without accents, punctuation and spacing
    "name_stemmed",  # title and aliases, stemmed
    "name_heading",  # folded heading, and the name that it declares
    "name_heading_end",  # folded last parts of that name, or of a path that is the title
    "in_title",  # stems of each positional field, for queries in one field
    "in_heading",
    "in_alias",
    "in_body",
)
"""Fields of whole values, without positions."""


@dataclass(frozen=True, slots=True)
class Document:
    """One section in the form that engines index."""

    key: str
    """Unique key: the page id, and `#anchor` unless the section is the top of the page."""

    page: str
    """Id of the page."""

    scored: tuple[str, ...]
    """Tokens of the scored field, repeated by weight; their number is its length in BM25."""

    fields: Mapping[str, tuple[str, ...]]
    """Exact tokens in order, for each of `POSITIONAL_FIELDS` that is not empty."""

    keywords: Mapping[str, frozenset[str]]
    """Values, for each of `KEYWORD_FIELDS` that is not empty."""

    stored: bytes
    """Bytes that the engine returns unchanged."""


def by_page(documents: Iterable[Document]) -> dict[str, list[Document]]:
    """Group documents by page, in order."""
    pages: dict[str, list[Document]] = {}
    for document in documents:
        pages.setdefault(document.page, []).append(document)
    return pages
