"""`wikisearch suggest`."""

import click

from wikisearch.cli.options import index_option, json_option, limit_option, readable, terminal
from wikisearch.index import open_index
from wikisearch.render.json import suggestions_json


@click.command("suggest")
@click.argument("prefix")
@index_option
@limit_option("Names to show.")
@json_option
def suggest_command(prefix: str, directory: str, limit: int, as_json: bool) -> int:
    """Complete PREFIX to titles and aliases of terms.

    There is a line for each, best first. An alias is followed by a tab and the title that it leads
    to, so that `cut -f1` prints names and `cut -f2` titles. Names that begin so come first, then
    names with words that begin so, then names that do so but for a slip.

    \b
    Examples:
      wikisearch suggest "large l"
      wikisearch suggest retr --limit 3
      wikisearch suggest tranf --json
    """
    typed = readable(prefix)
    with open_index(directory) as index:
        suggestions = index.suggest(typed, limit=limit)
    if as_json:
        click.echo(suggestions_json(typed, limit, suggestions))
    else:
        for line in terminal().suggestions(suggestions):
            click.echo(line)
    return 0 if suggestions else 1
