"""`wikisearch explain`."""

import click

from wikisearch.cli.options import index_option, json_option, readable, terminal
from wikisearch.index import open_index
from wikisearch.render.json import comparison_json
from wikisearch.render.printable import printable


@click.command("explain")
@click.argument("query")
@click.argument("term")
@click.argument("other", required=False)
@index_option
@json_option
def explain_command(query: str, term: str, other: str | None, directory: str, as_json: bool) -> int:
    """Say why TERM stands where it does for QUERY.

    Of two terms, say which is above the other, and why. A term is named by its title, an alias or
    its id. The exit code is 1 when a term does not match the query, or is not there.

    \b
    Examples:
      wikisearch explain "cost barrier" "Foundation Model"
      wikisearch explain "cost barrier" "Foundation Model" GPU --json
    """
    terms = [readable(each) for each in (term, other) if each is not None]
    with open_index(directory) as index:
        comparison = index.explain(readable(query), *terms)
    if as_json:
        click.echo(comparison_json(comparison))
    else:
        for line in terminal().comparison(comparison):
            click.echo(line)
        for warning in comparison.warnings:
            click.echo(f"note: {printable(warning)}", err=True)
    return 0 if all(standing.rank for standing in comparison.standings) else 1
