"""Page lookup by id or by name, from the stored sections of an engine."""

from dataclasses import replace

from wikisearch.analysis import Analyzer
from wikisearch.engines.base import Reader
from wikisearch.errors import IndexDamagedError, rebuild
from wikisearch.model.page import Page
from wikisearch.model.stored_pages import decode_page, decode_section, is_page_key, section_keys
from wikisearch.search.names.lookup import (
    HEADING_MATCH_TYPES,
    NAME_MATCH_TYPES,
    name_lookups,
)


def load_page(page_id: str, reader: Reader) -> Page | None:
    """Return a page with all its sections, or None for an unknown id."""
    top = reader.stored([page_id])[0]
    if top is None:
        return None
    page = decode_page(top)
    below = load(section_keys(top), reader)
    return replace(page, sections=(*page.sections, *map(decode_section, below)))


def load(keys: list[str], reader: Reader) -> list[bytes]:
    """Return what is stored under keys that come from the index itself.

    Raises IndexDamagedError if one of them is missing.
    """
    stored = reader.stored(keys)
    for key, data in zip(keys, stored, strict=True):
        if data is None:
            raise IndexDamagedError(f"section {key!r}", "is missing", rebuild("DIR"))
    return [data for data in stored if data is not None]


def find_page(term: str, reader: Reader, analyzer: Analyzer) -> Page | None:
    """Return the page with this id, or else the page with this name."""
    page = load_page(term, reader) if is_page_key(term) else None
    if page is not None:
        return page
    for lookup in name_lookups(term, analyzer):
        if lookup.match_type in NAME_MATCH_TYPES - HEADING_MATCH_TYPES:
            for match in reader.search(lookup.query, 1).best:
                return load_page(match.page, reader)
    return None
