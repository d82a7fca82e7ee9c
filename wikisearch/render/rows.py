"""Results -> rows: JSON lines, CSV, tab-separated values, and an aligned table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wikisearch.render.json import shown_rows
from wikisearch.render.line import Cells, JsonText, StyledLine
from wikisearch.render.record_formats import cell, csv_rows, json_line, table_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
    yield from map(json_line, shown_rows(results, options))


def csv_lines(results: Results, options: DisplayOptions) -> Iterator[StyledLine]:
    """Yield a header and rows of comma-separated values."""
    yield from csv_rows(_with_header(results, options, _names(options)))


def tsv_lines(results: Results, options: DisplayOptions) -> Iterator[Cells]:
    """Yield a header and rows of tab-separated values; no value has a tab or a line break."""
    yield from map(Cells, _with_header(results, options, _names(options)))


def table_lines(results: Results, options: DisplayOptions) -> Iterator[StyledLine]:
    """Yield a header and rows in aligned columns; long values are cut to fit the window."""
    names = _FLAT_TABLE_COLUMNS if options.flat else _TABLE_COLUMNS
    yield from table_rows(_with_header(results, options, names), options.columns)


def _names(options: DisplayOptions) -> Sequence[str]:
    return _FLAT_COLUMNS if options.flat else _COLUMNS


def _with_header(
    results: Results, options: DisplayOptions, names: Sequence[str]
) -> Iterator[tuple[str, ...]]:
    yield tuple(names)
    first = 1 + (options.offset if options.flat else results.offset)
    for rank, row in enumerate(shown_rows(results, options), first):
        yield tuple(cell({"rank": rank, **row}[name]) for name in names)
