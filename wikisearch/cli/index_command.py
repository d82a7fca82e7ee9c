"""`wikisearch index`."""

import os
from pathlib import Path
from typing import Any

import click

from wikisearch.cli.exit_codes import ExitCode, exit_codes
from wikisearch.cli.options import chosen_engine, index_option, url_option
from wikisearch.cli.output import note, progress_bar, write, write_all
from wikisearch.engines.registry import ENGINE_NAMES
from wikisearch.errors import BadIndexError
from wikisearch.indexer.build import run_build
from wikisearch.model.build import SHARDS, BuildRequest, BuildStatus, Outcome, Shards
from wikisearch.render.report import drift_warnings, report_json, report_lines
from wikisearch.render.text import plural
from wikisearch.storage.generations import live_manifest


@exit_codes(
    "the index is complete",
    "the index was written, but pages were refused, or an archive is damaged",
    "error, or --strict found a problem; the old index stays as it was",
)
@click.command("index")
@click.argument("source", default="corpus")
@index_option
@click.option(
    "--engine",
    type=click.Choice(ENGINE_NAMES),
    help="Search engine.  [default: the existing index's engine, or whoosh]",
)
@click.option(
    "--workers",
    type=click.IntRange(1),
    metavar="N",
    help="Number of processes that read pages.  [default: number of CPU cores]",
)
@url_option
@click.option(
    "--shards",
    type=click.IntRange(1),
    metavar="N",
    help="Read the pages in N parts and store what was read, so that the next run can resume."
    f"  [default: {SHARDS}, with --shard-folder or --scheduler]",
)
@click.option(
    "--shard-folder",
    metavar="DIR",
    help="Folder of the shards.  [default: the index folder, followed by -shards]",
)
@click.option(
    "--scheduler",
    default="",
    metavar="URL",
    help="Read the shards on a dask cluster, such as tcp://host:8786.",
)
@click.option("--full", is_flag=True, help="Read all pages again, also unchanged ones.")
@click.option(
    "--base-url",
    default="",
    metavar="URL",
    help="URL of the published SOURCE. Results show addresses below it instead of file paths.",
)
@click.option("--clean-urls", is_flag=True, help="Pages are published without `.html`.")
@click.option("--replace", is_flag=True, help="Replace the index of another source.")
@click.option(
    "--force", is_flag=True, help="Make a new index even inside the source or a published site."
)
@click.option("--report", "as_text", is_flag=True, help="Print a report with a line per page.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.option(
    "--strict",
    is_flag=True,
    help="Keep the old index and exit with code 2 if pages are refused, if an archive is damaged,"
    " or if a profile finds no definition on most of its pages. Broken links are not an error.",
)
def index_command(source: str, directory: str, **options: Any) -> int:
    """Index a folder of HTML or Markdown pages.

    SOURCE is a folder, or a .warc, .wacz or .zim file; by default ./corpus. Only new and changed
    pages are read. The old index stays live until the new one is complete. Refused pages are
    listed with the reason.

    \b
    Examples:
      wikisearch index
      wikisearch index /usr/share/doc/python3.11/html --index python
      wikisearch index --engine tantivy
      wikisearch index wikipedia.zim --index wikipedia
      wikisearch index --report --strict
      wikisearch index html --base-url https://example.com/wiki/
      wikisearch index pages --scheduler tcp://host:8786 --shards 256
    """
    request = _request(source, directory, options)
    with progress_bar("Reading pages") as show:
        outcome = run_build(request, show)
    _summarize(request, outcome)
    if options["as_json"]:
        write(report_json(outcome.report))
    elif options["as_text"]:
        write_all(report_lines(outcome.report))
    if request.strict and outcome.report.faults:
        return ExitCode.ERROR
    return ExitCode.INCOMPLETE if outcome.report.is_incomplete else ExitCode.SUCCESS


def _request(source: str, directory: str, options: dict[str, Any]) -> BuildRequest:
    return BuildRequest(
        Path(source),
        Path(directory),
        chosen_engine(options["engine"], options["url"]),
        workers=options["workers"] or os.cpu_count() or 1,
        full=options["full"],
        strict=options["strict"],
        url=options["url"],
        shards=_shards(directory, options),
        base_url=options["base_url"],
        clean_urls=options["clean_urls"],
        replace=options["replace"],
        force=options["force"],
    )


def _shards(directory: str, options: dict[str, Any]) -> Shards | None:
    """Return how to read the pages in shards, if any of the options is set."""
    count, folder, scheduler = (options[name] for name in ("shards", "shard_folder", "scheduler"))
    if not (count or folder or scheduler):
        return None
    return Shards(folder or f"{Path(directory)}-shards", count or SHARDS, scheduler)


def _summarize(request: BuildRequest, outcome: Outcome) -> None:
    report = outcome.report
    if request.shards:
        count, folder = request.shards.count, request.shards.folder
        note(f"{outcome.shards_read:,} of {plural(count, 'shard')} read; stored in {folder}")
    for refusal in report.refused:
        note(f"refused: {refusal.path}: {refusal.reason}")
    for line in drift_warnings(report):
        note(line)
    for warning in outcome.warnings:
        note(f"warning: {warning}")
    counts = [plural(report.pages, "page"), f"{plural(report.sections, 'section')} indexed"]
    if report.refused:
        counts.append(f"{len(report.refused):,} refused")
    if report.duplicates:
        counts.append(plural(len(report.duplicates), "duplicate"))
    note(f"{', '.join(counts)}; {_what_happened(request.directory, outcome)}")


def _what_happened(directory: Path, outcome: Outcome) -> str:
    if outcome.status is BuildStatus.UNCHANGED:
        return f"nothing changed; index in {directory}"
    if outcome.status is BuildStatus.REJECTED:
        old = f"the old index in {directory} is unchanged"
        return f"rejected by --strict; {old if _has_index(directory) else 'no index was written'}"
    unchanged = outcome.report.unchanged
    return (f"{unchanged:,} unchanged; " if unchanged else "") + f"index in {directory}"


def _has_index(directory: Path) -> bool:
    try:
        live_manifest(directory)
    except BadIndexError:
        return False
    return True
