"""`wikisearch show`."""

import click

from wikisearch.cli.options import index_option, json_option, readable, terminal
from wikisearch.errors import TermNotFoundError
from wikisearch.index import open_index
from wikisearch.render.json import page_json
from wikisearch.render.marks import printable


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
        try:
            page = index.page(readable(term))
        except TermNotFoundError as error:
            click.echo(f"wikisearch: {printable(str(error))}", err=True)
            return 1
    if as_json:
        click.echo(page_json(page))
    else:
        for line in terminal().page(page):
            click.echo(line)
    return 0
