"""`wikisearch index`."""

import os
import sys

import click

from wikisearch.build import build
from wikisearch.cli.options import index_option
from wikisearch.render.marks import printable


@click.command("index")
@click.argument("source", default="corpus")
@index_option
@click.option(
    "--workers", type=click.IntRange(1), help="Processes that read pages; default: cores."
)
def index_command(source: str, directory: str, workers: int | None) -> int:
    """Read the HTML pages of the folder SOURCE (default: corpus) into an index.

    The index that was there stays live until the new one is whole. Exit code 1 means that pages
    were refused; each is named.

    \b
    Examples:
      wikisearch index
      wikisearch index /usr/share/doc/python3.11/html --index python
    """
    with click.progressbar(
        length=0, label="Reading pages", file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:

        def show(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        crew = workers or os.cpu_count() or 1
        index = build(source, directory, workers=crew, progress=show)
    with index:
        manifest = index.manifest
    for refusal in manifest.refused:
        click.echo(f"refused: {printable(f'{refusal.path}: {refusal.reason}')}", err=True)
    refused = f", {len(manifest.refused):,} refused" if manifest.refused else ""
    click.echo(
        f"{manifest.pages:,} pages, {manifest.sections:,} sections indexed{refused}; "
        f"index in {directory}",
        err=True,
    )
    return 1 if manifest.refused else 0
