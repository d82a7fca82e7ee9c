"""`wikisearch names`."""

import click

from wikisearch.cli.options import index_option, json_option, readable, terminal
from wikisearch.index import open_index
from wikisearch.render.json import names_json


@click.command("names")
@click.argument("term", required=False)
@index_option
@json_option
def names_command(term: str | None, directory: str, as_json: bool) -> int:
    """List names that are no titles, and where each was found.

    With TERM, only its names and what it is a name of are listed. A line has the name, what it
    means, its source and how many pages say so, with tabs between. Sources are alias (the page
    itself), redirect (a page that only leads there), acronym (a text that explains it), link (the
    words of links), slug (the name of the file) and own.

    Own names go into wikisearch.toml, below [synonyms]. What stands there is looked for nowhere
    else; NAME = [] takes back an acronym, a link or a slug.

    \b
    Examples:
      wikisearch names
      wikisearch names RAG
      wikisearch names --json
    """
    asked = None if term is None else readable(term)
    with open_index(directory) as index:
        names = index.names(asked)
    if as_json:
        click.echo(names_json(asked, names))
    else:
        for line in terminal().names(names):
            click.echo(line)
    return 0 if names else 1
