"""`wikisearch explain`."""

import click

from wikisearch.cli.exit_codes import ExitCode, exit_codes
from wikisearch.cli.options import index_option, json_option, readable, term_argument
from wikisearch.cli.output import columns, note, write, write_all
from wikisearch.index import open_index
from wikisearch.render.comparison_text import comparison_lines
from wikisearch.render.json import comparison_json


@exit_codes("every term matches the query", "a term does not match, or does not exist")
@click.command("explain")
@click.argument("query")
@term_argument("term")
@term_argument("other", required=False)
@index_option
@json_option
def explain_command(query: str, term: str, other: str | None, directory: str, as_json: bool) -> int:
    """Explain why TERM has its rank for QUERY.

    With OTHER, explain which of the two terms ranks higher, and why. A term is a title, an alias or
    a page id.

    \b
    Examples:
      wikisearch explain "cost barrier" "Foundation Model"
      wikisearch explain "cost barrier" "Foundation Model" GPU --json
    """
    terms = [readable(name) for name in (term, other) if name is not None]
    with open_index(directory) as index:
        comparison = index.explain(readable(query), *terms)
    if as_json:
        write(comparison_json(comparison))
    else:
        write_all(comparison_lines(comparison, columns()))
        for warning in comparison.warnings:
            note(f"note: {warning}")
    all_match = all(ranked.rank for ranked in comparison.standings)
    return ExitCode.SUCCESS if all_match else ExitCode.NOT_FOUND
