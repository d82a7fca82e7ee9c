"""Key -> section, read once however often it is needed for one query."""

from collections.abc import Iterable

from wikisearch.engines.base import Reader
from wikisearch.model.page import Section
from wikisearch.model.records import decode_section
from wikisearch.search.pages import load


class Sections:
    """Sections that one query has looked at."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[str, Section] = {}

    def fetch(self, keys: Iterable[str]) -> list[Section]:
        """Sections of these keys, in order."""
        wanted = list(keys)
        missing = [key for key in dict.fromkeys(wanted) if key not in self._known]
        for key, stored in zip(missing, load(missing, self._reader), strict=True):
            self._known[key] = decode_section(stored)
        return [self._known[key] for key in wanted]
