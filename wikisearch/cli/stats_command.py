"""`wikisearch stats`."""

import click

from wikisearch.cli.options import index_option, json_option, terminal
from wikisearch.index import open_index


@click.command("stats")
@index_option
@json_option
def stats_command(directory: str, as_json: bool) -> int:
    """Print what is in an index and how it was built.

    Pages that were refused are listed, each with the reason.

    \b
    Examples:
      wikisearch stats
      wikisearch stats --index python --json
    """
    with open_index(directory) as index:
        manifest = index.manifest
    if as_json:
        click.echo(manifest.to_json())
    else:
        for line in terminal().manifest(manifest):
            click.echo(line)
    return 0
