"""What is known of a wiki as a whole, read when it is first asked for."""

import json
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from wikisearch.model.names import (
    INCOMING_FILE,
    NAMES_FILE,
    TERMS_FILE,
    MinedName,
    PageEntry,
    SiteNames,
    read_terms,
)
from wikisearch.storage.files import read_decoded

Found = TypeVar("Found")


class SiteMetadata:
    """What a build wrote of it into a folder; nothing where there is no folder."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    @cached_property
    def terms(self) -> tuple[PageEntry, ...]:
        """All pages, in order of their ids."""
        return self._found(TERMS_FILE, lambda data: read_terms(json.loads(data)), ())

    @cached_property
    def names(self) -> SiteNames:
        """Names that were found, not read off a page."""
        return self._found(NAMES_FILE, SiteNames.from_bytes, SiteNames())

    @cached_property
    def called(self) -> tuple[MinedName, ...]:
        """All pages that go by a name without bearing it."""
        return self._found(NAMES_FILE, lambda data: tuple(SiteNames.from_bytes(data).called), ())

    @cached_property
    def incoming(self) -> Mapping[str, int]:
        """Other pages whose content links to a page, by its id; 0 are left out."""
        return self._found(INCOMING_FILE, lambda data: dict(json.loads(data)), {})

    def _found(self, name: str, decode: Callable[[bytes], Found], nothing: Found) -> Found:
        return nothing if self._folder is None else read_decoded(self._folder / name, decode)
