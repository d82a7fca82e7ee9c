"""`wikisearch profile`."""

import click

from wikisearch.cli.exit_codes import ExitCode, exit_codes
from wikisearch.cli.options import json_option
from wikisearch.cli.output import write, write_all
from wikisearch.cli.profile_output import profile_json, profile_lines
from wikisearch.ingest.page import explain_page


@exit_codes()
@click.command("profile")
@click.argument("page", type=click.Path())
@click.option(
    "--source",
    metavar="SOURCE",
    help="Folder or archive that the page is indexed from, to compare its pages.",
)
@json_option
def profile_command(page: str, source: str | None, as_json: bool) -> int:
    """Show how an HTML or Markdown file is read.

    The output has the profile that reads PAGE, and the parts that the profile finds. With --source,
    PAGE is compared with other pages, and lines that most pages have are listed. Your own profiles
    are tables [profiles.NAME] in a wikisearch.toml, in the source folder or in the working
    directory; see docs/profiles.md.

    \b
    Examples:
      wikisearch profile corpus/transformer.html
      wikisearch profile html/library/os.html --source html --json
    """
    explained = explain_page(page, source)
    if as_json:
        write(profile_json(explained))
    else:
        write_all(profile_lines(explained))
    return ExitCode.SUCCESS
