"""What is known of a wiki as a whole, read when it is first asked for."""

import json
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from wikisearch.files import read_decoded
from wikisearch.model.facts import (
    INCOMING_FILE,
    NAMES_FILE,
    TERMS_FILE,
    Called,
    Names,
    Term,
    read_terms,
)

Found = TypeVar("Found")


class Facts:
    """What a build wrote of it into a folder; nothing where there is no folder."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """All pages, in order of their ids."""
        return self._found(TERMS_FILE, read_terms, ())

    @cached_property
    def names(self) -> Names:
        """Names that were found, not read off a page."""
        return self._found(NAMES_FILE, Names.from_json, Names())

    @cached_property
    def called(self) -> tuple[Called, ...]:
        """All pages that go by a name without bearing it."""
        return self._found(NAMES_FILE, lambda facts: tuple(Names.from_json(facts).called), ())

    @cached_property
    def incoming(self) -> Mapping[str, int]:
        """Other pages whose content links to a page, by its id; 0 are left out."""
        return self._found(INCOMING_FILE, dict, {})

    def _found(self, name: str, decode: Callable[[Any], Found], nothing: Found) -> Found:
        if self._folder is None:
            return nothing
        return read_decoded(self._folder / name, lambda data: decode(json.loads(data)))
