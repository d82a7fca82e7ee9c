"""`wikisearch suggest`."""

from dataclasses import asdict

import click

from wikisearch.cli.exit_codes import ExitCode, exit_codes
from wikisearch.cli.options import (
    chosen_format,
    format_options,
    index_option,
    limit_option,
    readable,
)
from wikisearch.cli.output import note, write, write_all, write_records
from wikisearch.index import open_index
from wikisearch.render.json import suggestions_json
from wikisearch.render.page_text import suggestion_lines

_KEYS = ("id", "title", "alias", "category", "url", "completion")


@exit_codes("found", "no completions")
@click.command("suggest")
@click.argument("prefix")
@index_option
@limit_option("Maximum number of names.")
@format_options
def suggest_command(
    prefix: str, directory: str, limit: int, output_format: str | None, as_json: bool
) -> int:
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
    typed, output = readable(prefix), chosen_format(output_format, as_json=as_json)
    with open_index(directory) as index:
        suggestions = index.suggest(typed, limit=limit)
    if output == "json":
        write(suggestions_json(typed, limit, suggestions))
    elif output == "text":
        write_all(suggestion_lines(suggestions))
    else:
        write_records(output, list(map(asdict, suggestions)), _KEYS)
    if limit and not suggestions:
        problem = f"no title or alias starts with {typed}, or is similar"
        note(f"note: {problem if typed.strip() else 'the text is empty'}")
    return ExitCode.SUCCESS if suggestions else ExitCode.NOT_FOUND
