"""`wikisearch index`."""

import os
from pathlib import Path
from typing import Any

import click

from wikisearch.cli.options import index_option, reading_bar, url_option
from wikisearch.engines.registry import ENGINE_NAMES
from wikisearch.indexer.build import run_build
from wikisearch.model.build import SHARDS, BuildRequest, BuildStatus, Outcome, Shards
from wikisearch.model.report import Report
from wikisearch.render.printable import printable
from wikisearch.render.report import report_json, report_lines, warnings


@click.command("index")
@click.argument("source", default="corpus")
@index_option
@click.option(
    "--engine",
    type=click.Choice(ENGINE_NAMES),
    help="What keeps the index; default: what keeps the one that is there, else whoosh.",
)
@click.option(
    "--workers",
    type=click.IntRange(1),
    metavar="N",
    help="Processes that read pages; default: cores.",
)
@url_option
@click.option(
    "--shards",
    type=click.IntRange(1),
    metavar="N",
    help="Read the pages in so many parts, and keep what is read of each for the next run;"
    f" {SHARDS} with one of the next two.",
)
@click.option("--shard-folder", metavar="DIR", help="Where they are kept; default: INDEX-shards.")
@click.option(
    "--scheduler",
    default="",
    metavar="URL",
    help="Have the workers of a dask cluster read the shards, like tcp://host:8786.",
)
@click.option("--full", is_flag=True, help="Read every page, changed or not.")
@click.option("--report", "as_text", is_flag=True, help="Print what was found, page by page.")
@click.option("--json", "as_json", is_flag=True, help="Print the same as JSON.")
@click.option(
    "--strict",
    is_flag=True,
    help="Leave the index as it was, with exit code 2, when pages are refused, or a profile of term"
    " pages finds no definition on most of them. Broken links do not count.",
)
def index_command(
    source: str,
    directory: str,
    engine: str | None,
    workers: int | None,
    url: str,
    **options: Any,
) -> int:
    """Read the HTML pages of the folder SOURCE into an index.

    SOURCE is corpus where none is named. Pages that are as they were when the index was built are
    not read again. The index that was there stays live until the new one is whole. Exit code 1
    means that pages were refused; each is named.

    \b
    Examples:
      wikisearch index
      wikisearch index /usr/share/doc/python3.11/html --index python
      wikisearch index --engine tantivy
      wikisearch index --report --strict
      wikisearch index pages --scheduler tcp://host:8786 --shards 256
    """
    request = BuildRequest(
        Path(source),
        Path(directory),
        engine,
        workers=workers or os.cpu_count() or 1,
        full=options["full"],
        strict=options["strict"],
        url=url,
        shards=_shards(directory, options),
    )
    with reading_bar("Reading pages") as show:
        outcome = run_build(request, show)
    said = outcome.report
    if request.shards:
        count, folder = f"{outcome.shards_read:,}", request.shards.folder
        click.echo(
            f"{count} of {request.shards.count:,} shards read; they are in {printable(folder)}",
            err=True,
        )
    _say(outcome, directory)
    if options["as_json"]:
        click.echo(report_json(said))
    elif options["as_text"]:
        for line in report_lines(said):
            click.echo(line)
    if request.strict and said.faults:
        return 2
    return 1 if said.refused else 0


def _shards(directory: str, options: dict[str, Any]) -> Shards | None:
    """How the pages are to be read in shards, if any of the options says so."""
    count, folder, scheduler = (options[name] for name in ("shards", "shard_folder", "scheduler"))
    if not (count or folder or scheduler):
        return None
    return Shards(folder or f"{Path(directory)}-shards", count or SHARDS, scheduler)


def _say(outcome: Outcome, directory: str) -> None:
    said = outcome.report
    for refusal in said.refused:
        click.echo(f"refused: {printable(f'{refusal.path}: {refusal.reason}')}", err=True)
    for line in warnings(said):
        click.echo(line, err=True)
    for line in outcome.warnings:
        click.echo(f"warning: {printable(line)}", err=True)
    refused = f", {len(said.refused):,} refused" if said.refused else ""
    duplicates = f", {len(said.duplicates):,} duplicates" if said.duplicates else ""
    click.echo(
        f"{said.pages:,} pages, {said.sections:,} sections indexed{refused}{duplicates}; "
        f"{_what_became_of_it(outcome, said)} {printable(directory)}",
        err=True,
    )


def _what_became_of_it(outcome: Outcome, said: Report) -> str:
    if outcome.status is BuildStatus.REJECTED:
        return "not used because of --strict; the old index stays in"
    if outcome.status is BuildStatus.UNCHANGED:
        return "nothing changed; index in"
    return f"{said.unchanged:,} unchanged; index in" if said.unchanged else "index in"
