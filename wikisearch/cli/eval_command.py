"""`wikisearch eval`."""

import json
from pathlib import Path

import click

from wikisearch.cli.options import index_option, json_option
from wikisearch.evaluation import Evaluation, Level, evaluate, read_table, run, trec_run
from wikisearch.index import open_index

File = click.Path(exists=True, dir_okay=False)


@click.command("eval")
@click.argument("queries", type=File)
@click.argument("qrels", type=File)
@index_option
@click.option(
    "--level",
    type=click.Choice([str(level) for level in Level]),
    default=str(Level.PAGE),
    show_default=True,
    help="What is judged.",
)
@click.option("--classes", type=File, help="File of query id TAB class, to measure each class.")
@click.option("--run", "run_file", type=click.Path(dir_okay=False), help="Write the TREC run here.")
@json_option
def eval_command(
    queries: str, qrels: str, directory: str, as_json: bool, **options: str | None
) -> int:
    """Measure how well an index answers judged queries.

    QUERIES has a line `id TAB text` for each query, QRELS is a TREC judgement file whose units are
    page paths without suffix, with `#anchor` for sections.

    \b
    Examples:
      wikisearch eval tests/relevance/queries.tsv tests/relevance/pages.qrels
      wikisearch eval tests/relevance/queries.tsv tests/relevance/sections.qrels --level section
    """
    with open_index(directory) as index:
        ranked = run(
            read_table(queries),
            lambda text, limit: index.search(text, limit=limit),
            Level(str(options["level"])),
        )
    if options["run_file"]:
        Path(options["run_file"]).write_text(trec_run(ranked), encoding="utf-8")
    classes = read_table(options["classes"]) if options["classes"] else None
    found = evaluate(ranked, qrels, classes)
    if as_json:
        click.echo(json.dumps({"measures": found.measures, "classes": found.by_class}, indent=2))
    else:
        click.echo("\n".join(_table(found)))
    return 0


def _table(found: Evaluation) -> list[str]:
    names = list(found.measures)
    lines = ["  ".join(["class".ljust(14), *(name.rjust(9) for name in names)])]
    for group, values in [*found.by_class.items(), ("all", found.measures)]:
        lines.append(
            "  ".join([group.ljust(14), *(f"{values[name]:.4f}".rjust(9) for name in names)])
        )
    return lines
