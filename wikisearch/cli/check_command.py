"""`wikisearch check`."""

import click

from wikisearch.checking import check
from wikisearch.cli.exit_codes import ExitCode, exit_codes
from wikisearch.cli.options import index_option, json_option
from wikisearch.cli.output import write, write_all
from wikisearch.render.check import check_json, check_lines


@exit_codes(
    "the index is sound",
    "only files of interrupted builds were left over, which do no harm",
    "the index is missing, damaged or of another version",
)
@click.command("check")
@index_option
@json_option
def check_command(directory: str, as_json: bool) -> int:
    """Verify an index and list every problem with its remedy.

    All files are read: checksums, stored pages, and the postings that rank results. Files that
    interrupted builds left over are listed too. Nothing is changed.

    \b
    Examples:
      wikisearch check
      wikisearch check --index python --json
    """
    found = check(directory)
    if as_json:
        write(check_json(found))
    else:
        write_all(check_lines(found))
    if found.is_damaged:
        return ExitCode.ERROR
    return ExitCode.SUCCESS if found.is_sound else ExitCode.INCOMPLETE
