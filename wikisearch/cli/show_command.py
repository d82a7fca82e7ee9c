"""`wikisearch show`."""

import click

from wikisearch.cli.exit_codes import ExitCode, exit_codes
from wikisearch.cli.options import index_option, json_option, readable
from wikisearch.cli.output import columns, write, write_all
from wikisearch.index import open_index
from wikisearch.render.json import page_json
from wikisearch.render.page_text import page_lines


@exit_codes("found", "no such term")
@click.command("show")
@click.argument("term")
@index_option
@json_option
def show_command(term: str, directory: str, as_json: bool) -> int:
    """Print one term in full. TERM is a title, an alias or a page id.

    \b
    Examples:
      wikisearch show "Foundation Model"
      wikisearch show rag --json
    """
    with open_index(directory) as index:
        page = index.page(readable(term))
    if as_json:
        write(page_json(page))
    else:
        write_all(page_lines(page, columns()))
    return ExitCode.SUCCESS
