"""`wikisearch migrate`."""

import click

from wikisearch.cli.exit_codes import ExitCode, exit_codes
from wikisearch.cli.options import chosen_engine, index_option, url_option
from wikisearch.cli.output import note, progress_bar
from wikisearch.engines.registry import ENGINE_NAMES
from wikisearch.indexer.migrate import migrate
from wikisearch.render.text import plural


@exit_codes()
@click.command("migrate")
@index_option
@click.option("--engine", type=click.Choice(ENGINE_NAMES), help="Engine to move the index to.")
@url_option
def migrate_command(directory: str, engine: str | None, url: str) -> int:
    """Move an index to another search engine.

    The HTML pages are not read again. Results are the same as after a full build with the new
    engine, and later updates work as usual. The old index stays live until the new one is complete.

    \b
    Examples:
      wikisearch migrate --engine tantivy
      wikisearch migrate --engine whoosh --index python
    """
    target = chosen_engine(engine, url)
    if target is None:
        raise click.UsageError("name the new engine with --engine")
    with (
        progress_bar("Copying pages") as show,
        migrate(target, directory, url=url, progress=show) as index,
    ):
        manifest = index.manifest
    note(
        f"{plural(manifest.pages, 'page')}, {plural(manifest.sections, 'section')} copied to "
        f"{manifest.engine}; index in {directory}"
    )
    return ExitCode.SUCCESS
