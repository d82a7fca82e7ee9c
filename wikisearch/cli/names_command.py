"""`wikisearch names`."""

from dataclasses import asdict

import click

from wikisearch.cli.exit_codes import ExitCode, exit_codes
from wikisearch.cli.options import (
    chosen_format,
    format_options,
    index_option,
    readable,
    term_argument,
)
from wikisearch.cli.output import note, write, write_all, write_records
from wikisearch.errors import TermNotFoundError
from wikisearch.index import Index, open_index
from wikisearch.render.json import names_json
from wikisearch.render.page_text import name_lines

_KEYS = ("name", "means", "page", "source", "pages")


@exit_codes("found", "no alternative names")
@click.command("names")
@term_argument("term", required=False)
@index_option
@format_options
def names_command(
    term: str | None, directory: str, output_format: str | None, as_json: bool
) -> int:
    """List alternative names of all terms, or of TERM.

    Each line has four columns with tabs between them: the name, what it means, its source, and the
    number of pages that use it.

    \b
    Sources:
      alias     the page itself
      redirect  a page that redirects to it
      acronym   text that explains an acronym
      link      the text of links to it
      slug      the name of its file
      own       [synonyms] in your wikisearch.toml

    A name in [synonyms] replaces all other meanings of that name. NAME = [] removes an acronym, a
    link text or a slug.

    \b
    Examples:
      wikisearch names
      wikisearch names RAG
      wikisearch names --json
    """
    name = None if term is None else readable(term)
    output = chosen_format(output_format, as_json=as_json)
    with open_index(directory) as index:
        names = index.names(name)
        if name is not None and not names:
            note(_nothing(index, name))
    if output == "json":
        write(names_json(name, names))
    elif output == "text":
        write_all(name_lines(names))
    else:
        write_records(output, list(map(asdict, names)), _KEYS)
    return ExitCode.SUCCESS if names else ExitCode.NOT_FOUND


def _nothing(index: Index, name: str) -> str:
    """Why there are no names."""
    try:
        return f"note: {index.page(name).title} has no alternative names"
    except TermNotFoundError as error:
        return f"note: {error}"
