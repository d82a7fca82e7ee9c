"""What is known of a wiki as a whole, read when it is first asked for."""

import json
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from wikisearch.errors import IndexDamagedError, rebuild
from wikisearch.model.facts import INCOMING_FILE, NAMES_FILE, TERMS_FILE, Names, Term, read_terms

Found = TypeVar("Found")


class Facts:
    """Terms, names and links of one index; knows nothing when it is given nothing."""

    def __init__(self, read: Callable[[str], Any] | None = None) -> None:
        self._read = read

    @classmethod
    def of_folder(cls, folder: Path) -> "Facts":
        """Facts that a build wrote into a folder."""
        return cls(lambda name: json.loads((folder / name).read_bytes()))

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """All pages, in order of their ids."""
        return self._found(TERMS_FILE, read_terms, ())

    @cached_property
    def names(self) -> Names:
        """Names that were found, not read off a page."""
        return self._found(NAMES_FILE, Names.from_json, Names())

    @cached_property
    def incoming(self) -> Mapping[str, int]:
        """Other pages whose content links to a page, by its id; 0 are left out."""
        return self._found(INCOMING_FILE, dict, {})

    def _found(self, name: str, decode: Callable[[Any], Found], nothing: Found) -> Found:
        if self._read is None:
            return nothing
        try:
            return decode(self._read(name))
        except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
            raise IndexDamagedError(
                f"{name} of the index is damaged ({error}); {rebuild('DIR')}"
            ) from error
