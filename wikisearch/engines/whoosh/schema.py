"""Our documents as Whoosh's fields: one to score, four with positions, one of keywords, columns."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from whoosh.fields import COLUMN, FieldType, Schema
from whoosh.formats import Existence, Format, Frequency, Positions

from wikisearch.engines.whoosh.layout import (
    KEYS,
    KEYWORD,
    LENGTHS,
    PAGES,
    SCORED,
    SIZES,
    STORED,
)
from wikisearch.engines.whoosh.segment import FIELD_NUMBERS, encoded

Posting: TypeAlias = tuple[bytes, int, float, bytes]
"""Token, occurrences, weight, positions: what Whoosh asks a field for."""


class TokenField(FieldType):  # type: ignore[misc]
    """A field whose value is a sequence of finished tokens."""

    analyzer = None
    stored = False
    scorable = False  # Whoosh would keep a length of its own, which is not Lucene's

    def __init__(self, format_: Format) -> None:
        self.format = format_

    def index(self, value: Iterable[str], **_: Any) -> Iterator[Posting]:
        """Count the tokens, and note where they stand when the field keeps positions."""
        if isinstance(self.format, Positions):
            return _with_positions(value)
        return (
            (encoded(token), count, float(count), b"") for token, count in Counter(value).items()
        )


def _with_positions(tokens: Iterable[str]) -> Iterator[Posting]:
    places: dict[str, list[int]] = {}
    for position, token in enumerate(tokens):
        places.setdefault(token, []).append(position)
    for token, positions in places.items():
        gaps = [after - before for before, after in zip([0, *positions], positions, strict=False)]
        yield encoded(token), len(gaps), float(len(gaps)), array("I", gaps).tobytes()


def schema() -> Schema:
    """Fields of every index."""
    formats = {SCORED: Frequency(), KEYWORD: Existence()}
    tokens = {name: TokenField(formats.get(name, Positions())) for name in FIELD_NUMBERS}
    columns = {name: COLUMN() for name in (KEYS, STORED, LENGTHS, PAGES, SIZES)}
    return Schema(**tokens, **columns)
