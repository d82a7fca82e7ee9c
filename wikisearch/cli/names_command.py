"""`wikisearch names`."""

import click

from wikisearch.cli.exit_codes import ExitCode, exit_codes
from wikisearch.cli.options import index_option, json_option, readable
from wikisearch.cli.output import write, write_all
from wikisearch.index import open_index
from wikisearch.render.json import names_json
from wikisearch.render.page_text import name_lines


@exit_codes("found", "no alternative names")
@click.command("names")
@click.argument("term", required=False)
@index_option
@json_option
def names_command(term: str | None, directory: str, as_json: bool) -> int:
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
    with open_index(directory) as index:
        names = index.names(name)
    if as_json:
        write(names_json(name, names))
    else:
        write_all(name_lines(names))
    return ExitCode.SUCCESS if names else ExitCode.NOT_FOUND
