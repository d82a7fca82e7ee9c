"""Site metadata: the pages, names and links of a whole wiki, read from the files of an index."""

import json
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from wikisearch.model.names import (
    INCOMING_FILE,
    NAMES_FILE,
    SECTION_LINKS_FILE,
    TERMS_FILE,
    MinedName,
    PageEntry,
    SiteNames,
    read_page_entries,
)
from wikisearch.model.stored_pages import is_page_key
from wikisearch.storage.files import read_decoded

Found = TypeVar("Found")


class SiteMetadata:
    """Files of a generation, each read at its first use; without a folder, everything is empty."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    @cached_property
    def terms(self) -> tuple[PageEntry, ...]:
        """All pages, in order of their ids."""
        return self._read(TERMS_FILE, lambda data: read_page_entries(json.loads(data)), ())

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Titles by page id."""
        return {term.id: term.title for term in self.terms}

    @cached_property
    def names(self) -> SiteNames:
        """Synonyms and mined names."""
        return self._read(NAMES_FILE, SiteNames.from_bytes, SiteNames())

    @cached_property
    def mined(self) -> tuple[MinedName, ...]:
        """All mined names."""
        return self._read(NAMES_FILE, lambda data: tuple(SiteNames.from_bytes(data).mined), ())

    @cached_property
    def incoming(self) -> Mapping[str, int]:
        """Number of other pages whose content links to a page, by id; pages with 0 are absent."""
        return self._read(INCOMING_FILE, _link_counts, {})

    @cached_property
    def section_links(self) -> Mapping[str, int]:
        """Number of other pages whose content links to a section, by key; others are absent."""
        return self._read(SECTION_LINKS_FILE, _link_counts, {})

    def links_to(self, key: str) -> int:
        """Count the other pages that link to a section, or to a page if it is its top."""
        return (self.incoming if is_page_key(key) else self.section_links).get(key, 0)

    @cached_property
    def max_incoming(self) -> int:
        """Incoming links of the page that has most."""
        return max(self.incoming.values(), default=0)

    def _read(self, name: str, decode: Callable[[bytes], Found], default: Found) -> Found:
        return default if self._folder is None else read_decoded(self._folder / name, decode)


def _link_counts(data: bytes) -> dict[str, int]:
    return {str(page): int(count) for page, count in json.loads(data).items()}
