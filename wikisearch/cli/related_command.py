"""`wikisearch related`."""

import click

from wikisearch.cli.options import index_option, json_option, limit_option, readable, terminal
from wikisearch.index import open_index
from wikisearch.render.json import related_json


@click.command("related")
@click.argument("term")
@index_option
@limit_option("Terms to show.")
@json_option
def related_command(term: str, directory: str, limit: int, as_json: bool) -> int:
    """Print terms that have to do with TERM, and why.

    The closest come first. Terms are related by links between them, by pages that are linked with
    both, and by text that has the same telling words. TERM is named by its title, an alias or its
    id.

    \b
    Examples:
      wikisearch related RAG
      wikisearch related "Foundation Model" --limit 5 --json
    """
    with open_index(directory) as index:
        page = index.page(readable(term))
        related = index.related(page.id, limit=limit)
    if as_json:
        click.echo(related_json(page, limit, related))
    else:
        for line in terminal().related(related):
            click.echo(line)
    return 0 if related else 1
