"""Results -> rows: JSON lines, CSV, tab-separated values, and an aligned table."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from wikisearch.model.results_encoding import result_rows
from wikisearch.render.columns import fitted, width
from wikisearch.render.line import Cells, JsonText, StyledLine, bold
from wikisearch.render.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from wikisearch.model.results import Results
    from wikisearch.render.display import DisplayOptions

_COLUMNS = (
    "rank",
    "id",
    "title",
    "url",
    "category",
    "score",
    "match_type",
    "matched_title",
    "plain_excerpt",
)
_FLAT_COLUMNS = ("rank", "page_title", "id", "title", "url", "score", "match_type", "plain_excerpt")
_TABLE_COLUMNS = ("rank", "title", "category", "match_type", "url")
_FLAT_TABLE_COLUMNS = ("rank", "page_title", "title", "url")


def jsonl_lines(results: Results, options: DisplayOptions) -> Iterator[JsonText]:
    """Yield a JSON object per row, as in the `results` of the JSON format."""
    for row in result_rows(results, flat=options.flat):
        yield JsonText(json.dumps(row, ensure_ascii=False))


def csv_lines(results: Results, options: DisplayOptions) -> Iterator[StyledLine]:
    """Yield a header and rows of comma-separated values, quoted by RFC 4180."""
    for row in _with_header(results, options, _FLAT_COLUMNS if options.flat else _COLUMNS):
        text = io.StringIO()
        csv.writer(text, lineterminator="").writerow(map(printable, row))
        yield StyledLine(text.getvalue())


def tsv_lines(results: Results, options: DisplayOptions) -> Iterator[Cells]:
    """Yield a header and rows of tab-separated values; no value has a tab or a line break."""
    for row in _with_header(results, options, _FLAT_COLUMNS if options.flat else _COLUMNS):
        yield Cells(row)


def table_lines(results: Results, options: DisplayOptions) -> Iterator[StyledLine]:
    """Yield a header and rows in aligned columns; long values are cut to fit the window."""
    names = _FLAT_TABLE_COLUMNS if options.flat else _TABLE_COLUMNS
    rows = [tuple(map(printable, row)) for row in _with_header(results, options, names)]
    widths = _fair_widths(rows, options.columns - 2 * (len(names) - 1))
    for number, row in enumerate(rows):
        text = "  ".join(map(fitted, row, widths)).rstrip()
        yield StyledLine(text if number else bold(text))


def _with_header(
    results: Results, options: DisplayOptions, names: Sequence[str]
) -> Iterator[tuple[str, ...]]:
    yield tuple(names)
    first = 1 if options.flat else results.offset + 1
    for rank, row in enumerate(result_rows(results, flat=options.flat), first):
        yield tuple(_cell({"rank": rank, **row}[name]) for name in names)


def _cell(value: object) -> str:
    return f"{value:.4f}" if isinstance(value, float) else str("" if value is None else value)


def _fair_widths(rows: Iterable[tuple[str, ...]], columns: int) -> list[int]:
    """Width of each column: what it needs, unless together they need too much."""
    needed = [max(map(width, cells)) for cells in zip(*rows, strict=True)]
    limit = max(needed)
    while limit > 1 and sum(min(each, limit) for each in needed) > columns:
        limit -= 1
    return [min(each, limit) for each in needed]
