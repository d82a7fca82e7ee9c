"""`wikisearch related`."""

import click

from wikisearch.cli.exit_codes import ExitCode, exit_codes
from wikisearch.cli.options import index_option, json_option, limit_option, readable
from wikisearch.cli.output import write, write_all
from wikisearch.index import open_index
from wikisearch.render.json import related_json
from wikisearch.render.page_text import related_lines


@exit_codes("found", "no related terms, or no such term")
@click.command("related")
@click.argument("term")
@index_option
@limit_option("Maximum number of terms.")
@json_option
def related_command(term: str, directory: str, limit: int, as_json: bool) -> int:
    """List terms that are related to TERM.

    The most closely related come first, each with the reasons. Terms are related by links between
    them, by links they share, and by similar text. TERM is a title, an alias or a page id.

    \b
    Examples:
      wikisearch related RAG
      wikisearch related "Foundation Model" --limit 5 --json
    """
    with open_index(directory) as index:
        page = index.page(readable(term))
        related = index.related(page.id, limit=limit)
    if as_json:
        write(related_json(page, limit, related))
    else:
        write_all(related_lines(related))
    return ExitCode.SUCCESS if related else ExitCode.NOT_FOUND
