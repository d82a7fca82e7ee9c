"""The output formats of results: each is one row in `FORMATS`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wikisearch.model.results import Results
    from wikisearch.render.display import DisplayOptions
    from wikisearch.render.line import Printed


class Format(NamedTuple):
    """A renderer, which is imported when it is used, and what its output includes."""

    module: str
    function: str
    """Takes Results and a DisplayOptions, and returns an iterable of Printed."""

    help: str
    has_notes: bool = False
    """Whether the output includes warnings and the suggested query."""

    has_facets: bool = False

    def render(self, results: Results, options: DisplayOptions) -> Iterable[Printed]:
        """Render results."""
        renderer = getattr(import_module(f"wikisearch.render.{self.module}"), self.function)
        printed: Iterable[Printed] = renderer(results, options)
        return printed


FORMATS = {
    "text": Format("text", "text_lines", "blocks for a person", has_facets=True),
    "json": Format("json", "json_lines", "one JSON object", has_notes=True, has_facets=True),
    "jsonl": Format("rows", "jsonl_lines", "a JSON object per row"),
    "csv": Format("rows", "csv_lines", "comma-separated values"),
    "tsv": Format("rows", "tsv_lines", "tab-separated values"),
    "table": Format("rows", "table_lines", "aligned columns"),
}


def side_lines(results: Results, name: str, options: DisplayOptions) -> Iterator[str]:
    """Yield what the output of a format leaves out, notes and facets, for stderr."""
    output = FORMATS[name]
    if not output.has_notes:
        yield from (f"note: {warning}" for warning in results.warnings)
        has_summary = name == "text" and not options.flat
        if not has_summary:
            yield from _summary(results)
    if not output.has_facets:
        for facet, values in results.facets.items():
            yield from (f"{facet}: {value.value}: {value.count:,}" for value in values)


def _summary(results: Results) -> Iterator[str]:
    if results.rewritten_query:
        shown = results.rewritten_query
        yield f"note: no page has all of it as typed; showing results for: {shown}"
    elif results.suggestion:
        yield f"note: did you mean: {results.suggestion}"
    if results.relaxed:
        yield "note: some results have only some of the words"
