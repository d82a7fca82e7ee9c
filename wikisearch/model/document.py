"""A section as an engine sees it: tokens to score, tokens with positions, keywords, and bytes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

POSITIONAL_FIELDS = ("title", "heading", "alias", "body")
"""Fields that keep exact tokens in order: for phrases, prefixes and misspellings."""

NAMING_FIELDS = ("title", "heading", "alias")
"""Those that say what a section is about."""

KEYWORD_FIELDS = (
    "page",  # id of the page, to find all its sections
    "category",  # folded category
    "category_name",  # the same as it is written: for counting
    "language",  # primary language tag: the declared one, else the one it is analyzed in
    "links_to",  # ids of the pages that the content of its page links to
    "listed",  # stems of a list of related pages, which is no text
    "part",  # folded headings it stands under, and what part of the page it is
    "name_title",  # title as typed, ignoring case
    "name_alias",  # alias as typed, ignoring case
    "name_folded",  # title or alias without accents, punctuation and spacing
    "name_stemmed",  # title or alias with its words stemmed: for plurals
    "name_heading",  # heading of the section, and the name in it, folded
    "name_heading_end",  # last parts of that name, or of a path that is the title, folded
    "in_title",  # stems of each positional field: for words asked of one field
    "in_heading",
    "in_alias",
    "in_body",
)
"""Fields that keep whole values, not positions."""


@dataclass(frozen=True, slots=True)
class Document:
    """One section, ready for an engine."""

    key: str
    """Unique in the index: begins with the page id, then `#anchor` unless it is its top."""

    page: str
    """Id of the page it belongs to."""

    scored: tuple[str, ...]
    """Tokens of the one field that BM25 scores, repeated by weight; its length is their number."""

    fields: Mapping[str, tuple[str, ...]]
    """Exact tokens in order, for each of `POSITIONAL_FIELDS` that has any."""

    keywords: Mapping[str, frozenset[str]]
    """Values for each of `KEYWORD_FIELDS` that has any."""

    stored: bytes
    """What the engine hands back unread."""


def by_page(documents: Iterable[Document]) -> dict[str, list[Document]]:
    """Documents by their page, in order."""
    pages: dict[str, list[Document]] = {}
    for document in documents:
        pages.setdefault(document.page, []).append(document)
    return pages
