"""`wikisearch suggest`."""

import click

from wikisearch.cli.exit_codes import ExitCode, exit_codes
from wikisearch.cli.options import index_option, json_option, limit_option, readable
from wikisearch.cli.output import write, write_all
from wikisearch.index import open_index
from wikisearch.render.json import suggestions_json
from wikisearch.render.page_text import suggestion_lines


@exit_codes("found", "no completions")
@click.command("suggest")
@click.argument("prefix")
@index_option
@limit_option("Maximum number of names.")
@json_option
def suggest_command(prefix: str, directory: str, limit: int, as_json: bool) -> int:
    """Complete PREFIX to titles and aliases of terms, best first.

    Each line has a title; or an alias, a tab, and the title of its term. So `cut -f1` prints the
    names. Names that start with PREFIX come first, then names with a word that starts with it,
    then names that do so after one typo is corrected.

    \b
    Examples:
      wikisearch suggest "large l"
      wikisearch suggest retr --limit 3
      wikisearch suggest tranf --json
    """
    typed = readable(prefix)
    with open_index(directory) as index:
        suggestions = index.suggest(typed, limit=limit)
    if as_json:
        write(suggestions_json(typed, limit, suggestions))
    else:
        write_all(suggestion_lines(suggestions))
    return ExitCode.SUCCESS if suggestions else ExitCode.NOT_FOUND
