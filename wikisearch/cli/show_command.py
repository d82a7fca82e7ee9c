"""`wikisearch show`."""

import click

from wikisearch.cli.options import index_option, json_option, readable, terminal
from wikisearch.index import open_index
from wikisearch.render.json import page_json


@click.command("show")
@click.argument("term")
@index_option
@json_option
def show_command(term: str, directory: str, as_json: bool) -> int:
    """Print one term whole, by its title, an alias or its id.

    \b
    Examples:
      wikisearch show "Foundation Model"
      wikisearch show rag --json
    """
    with open_index(directory) as index:
        page = index.page(readable(term))
    if as_json:
        click.echo(page_json(page))
    else:
        for line in terminal().page(page):
            click.echo(line)
    return 0
