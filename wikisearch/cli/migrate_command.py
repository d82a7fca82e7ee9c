"""`wikisearch migrate`."""

import click

from wikisearch.cli.options import index_option, reading_bar, url_option
from wikisearch.engines.registry import ENGINE_NAMES
from wikisearch.indexer.migrate import migrate
from wikisearch.render.printable import printable


@click.command("migrate")
@index_option
@click.option(
    "--engine",
    type=click.Choice(ENGINE_NAMES),
    required=True,
    help="What is to keep the index from now on.",
)
@url_option
def migrate_command(directory: str, engine: str, url: str) -> int:
    """Have another engine keep an index.

    The pages that it was made of are not read. The answers are those of an index built anew with
    that engine, and updates go on from there. The index that was there stays live until the new one
    is whole.

    \b
    Examples:
      wikisearch migrate --engine tantivy
      wikisearch migrate --engine whoosh --index python
    """
    with (
        reading_bar("Copying pages") as show,
        migrate(engine, directory, url=url, progress=show) as index,
    ):
        manifest = index.manifest
    click.echo(
        f"{manifest.pages:,} pages, {manifest.sections:,} sections kept by {manifest.engine}; "
        f"index in {printable(directory)}",
        err=True,
    )
    return 0
