"""`wikisearch related`."""

from dataclasses import asdict

import click

from wikisearch.cli.exit_codes import ExitCode, exit_codes
from wikisearch.cli.options import (
    chosen_format,
    format_options,
    index_option,
    limit_option,
    readable,
    term_argument,
)
from wikisearch.cli.output import write, write_all, write_records
from wikisearch.index import open_index
from wikisearch.render.json import related_json
from wikisearch.render.page_text import related_lines

_KEYS = ("id", "title", "url", "category", "score", "relations", "shared")


@exit_codes("found", "no related terms, or no such term")
@click.command("related")
@term_argument("term")
@index_option
@limit_option("Maximum number of terms.")
@format_options
def related_command(
    term: str, directory: str, limit: int, output_format: str | None, as_json: bool
) -> int:
    """List terms that are related to TERM.

    The most closely related come first, each with the reasons. Terms are related by links between
    them, by links they share, and by similar text. TERM is a title, an alias or a page id.

    \b
    Examples:
      wikisearch related RAG
      wikisearch related "Foundation Model" --limit 5 --json
    """
    output = chosen_format(output_format, as_json=as_json)
    with open_index(directory) as index:
        page = index.page(readable(term))
        related = index.related(page.id, limit=limit)
    if output == "json":
        write(related_json(page, limit, related))
    elif output == "text":
        write_all(related_lines(related))
    else:
        write_records(output, list(map(asdict, related)), _KEYS)
    return ExitCode.SUCCESS if related else ExitCode.NOT_FOUND
