"""Records -> JSON lines, CSV, tab-separated values, or an aligned table."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from wikisearch.render.columns import fitted, width
from wikisearch.render.line import Cells, JsonText, Printed, StyledLine, bold
from wikisearch.render.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


def record_lines(
    name: str, records: Sequence[Mapping[str, object]], keys: Sequence[str], columns: int
) -> Iterator[Printed]:
    """Yield records in the format `jsonl`, `csv`, `tsv` or `table`; `keys` are the columns."""
    if name == "jsonl":
        yield from (json_line(record) for record in records)
        return
    rows = [tuple(keys), *(tuple(cell(record[key]) for key in keys) for record in records)]
    if name == "csv":
        yield from csv_rows(rows)
    elif name == "tsv":
        yield from map(Cells, rows)
    else:
        yield from table_rows(rows, columns)


def json_line(record: Mapping[str, object]) -> JsonText:
    """Encode a record as one line of JSON."""
    return JsonText(json.dumps(record, ensure_ascii=False))


def csv_rows(rows: Iterable[Sequence[str]]) -> Iterator[StyledLine]:
    """Yield rows of comma-separated values, quoted by RFC 4180."""
    for row in rows:
        text = io.StringIO()
        csv.writer(text, lineterminator="").writerow(map(printable, row))
        yield StyledLine(text.getvalue())


def table_rows(rows: Iterable[Sequence[str]], columns: int) -> Iterator[StyledLine]:
    """Yield a bold header and rows in aligned columns; long values are cut to fit."""
    texts = [tuple(map(printable, row)) for row in rows]
    widths = _fair_widths(texts, columns - 2 * (len(texts[0]) - 1))
    for number, row in enumerate(texts):
        text = "  ".join(map(fitted, row, widths)).rstrip()
        yield StyledLine(text if number else bold(text))


def cell(value: object) -> str:
    """Write a value in a cell; several values with semicolons between them."""
    if isinstance(value, float):
        return f"{value:.4f}"
    if isinstance(value, list | tuple):
        return "; ".join(map(cell, value))
    return "" if value is None else str(value)


def _fair_widths(rows: Sequence[Sequence[str]], columns: int) -> list[int]:
    """Width of each column: what it needs, unless together they need too much."""
    needed = [max(map(width, cells)) for cells in zip(*rows, strict=True)]
    limit = max(needed)
    while limit > 1 and sum(min(each, limit) for each in needed) > columns:
        limit -= 1
    return [min(each, limit) for each in needed]
