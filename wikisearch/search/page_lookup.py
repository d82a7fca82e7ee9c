"""Id or name -> page, read back from what an engine stored."""

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
    """Page with all its sections, or None when there is none of that id."""
    top = reader.stored([page_id])[0]
    if top is None:
        return None
    page = decode_page(top)
    below = load(section_keys(top), reader)
    return replace(page, sections=(*page.sections, *map(decode_section, below)))


def load(keys: list[str], reader: Reader) -> list[bytes]:
    """What was stored under keys that the index itself named."""
    stored = reader.stored(keys)
    for key, each in zip(keys, stored, strict=True):
        if each is None:
            raise IndexDamagedError(f"section {key!r}", "is missing", rebuild("DIR"))
    return [each for each in stored if each is not None]


def find_page(term: str, reader: Reader, analyzer: Analyzer) -> Page | None:
    """Page of that id, or else the one that bears the name."""
    page = load_page(term, reader) if is_page_key(term) else None
    if page is not None:
        return page
    for way in name_lookups(term, analyzer):
        if way.match_type in NAME_MATCH_TYPES - HEADING_MATCH_TYPES:
            for match in reader.search(way.query, 1).best:
                return load_page(match.page, reader)
    return None
