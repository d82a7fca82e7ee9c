"""`wikisearch check`."""

import click

from wikisearch.checking import check
from wikisearch.cli.options import index_option, json_option
from wikisearch.render.check import check_json, check_lines


@click.command("check")
@index_option
@json_option
def check_command(directory: str, as_json: bool) -> int:
    """Say all that is wrong with an index, and what to do.

    Every file is read, and everything compared: checksums, stored pages, the words that answers are
    ranked by, and what builds that were killed left over. Nothing is changed. Exit code 1 means
    that something was left over which does no harm; 2 that the index is damaged or of another
    version.

    \b
    Examples:
      wikisearch check
      wikisearch check --index python --json
    """
    found = check(directory)
    if as_json:
        click.echo(check_json(found))
    else:
        for line in check_lines(found):
            click.echo(line)
    if found.is_damaged:
        return 2
    return 0 if found.is_sound else 1
