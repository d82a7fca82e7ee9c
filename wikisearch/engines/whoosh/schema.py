"""Our documents as Whoosh's fields."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from whoosh.columns import NumericColumn, VarBytesColumn
from whoosh.fields import COLUMN, FieldType, Schema
from whoosh.formats import Existence, Format, Frequency, Positions

from wikisearch.model.document import POSITIONAL_FIELDS

SCORED = "scored"
KEYWORD = "keyword"
LENGTH = "length"
PAGE = "page"
KEY = "key"
STORED = "stored"

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
            (_encoded(token), count, float(count), b"") for token, count in Counter(value).items()
        )


def _with_positions(tokens: Iterable[str]) -> Iterator[Posting]:
    places: dict[str, list[int]] = {}
    for position, token in enumerate(tokens):
        places.setdefault(token, []).append(position)
    for token, positions in places.items():
        gaps = [after - before for before, after in zip([0, *positions], positions, strict=False)]
        yield _encoded(token), len(gaps), float(len(gaps)), array("I", gaps).tobytes()


def _encoded(token: str) -> bytes:
    return token.encode("utf-8", "surrogatepass")


def keyword_token(field: str, value: str) -> str:
    """Name a value as the one keyword field does: fewer fields are fewer tables."""
    return f"{field}={value}"


def schema() -> Schema:
    """Fields of every index: one to score, four with positions, one of keywords, four columns."""
    fields: dict[str, FieldType] = {
        SCORED: TokenField(Frequency()),
        KEYWORD: TokenField(Existence()),
        LENGTH: COLUMN(NumericColumn("B")),
        PAGE: COLUMN(NumericColumn("I")),
        KEY: COLUMN(VarBytesColumn()),
        STORED: COLUMN(VarBytesColumn()),
    }
    fields |= {name: TokenField(Positions()) for name in POSITIONAL_FIELDS}
    return Schema(**fields)
