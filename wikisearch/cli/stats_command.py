"""`wikisearch stats`."""

import click

from wikisearch.cli.exit_codes import ExitCode, exit_codes
from wikisearch.cli.options import index_option, json_option
from wikisearch.cli.output import write, write_all
from wikisearch.index import open_index
from wikisearch.render.line import JsonText
from wikisearch.render.page_text import manifest_lines


@exit_codes()
@click.command("stats")
@index_option
@json_option
def stats_command(directory: str, as_json: bool) -> int:
    """Print the size, source, engine and languages of an index.

    Refused pages are listed with the reason.

    \b
    Examples:
      wikisearch stats
      wikisearch stats --index python --json
    """
    with open_index(directory) as index:
        manifest = index.manifest
    if as_json:
        write(JsonText(manifest.to_json()))
    else:
        write_all(manifest_lines(manifest))
    return ExitCode.SUCCESS
