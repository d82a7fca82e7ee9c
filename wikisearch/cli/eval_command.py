"""`wikisearch eval`."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from wikisearch.cli.options import index_option, json_option
from wikisearch.errors import OptionError
from wikisearch.evaluation import (
    MEASURES,
    Evaluation,
    Level,
    MeasureComparison,
    Ranked,
    Task,
    compare,
    evaluate,
    read_run,
    read_task,
    run,
    trec_run,
)
from wikisearch.index import open_index
from wikisearch.render.printable import printable

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
@click.option(
    "--measure",
    "measures",
    multiple=True,
    metavar="NAME",
    help="What to measure, by its name in ir_measures, like P@5; may be given again."
    f"  [default: {', '.join(MEASURES)}]",
)
@click.option("--classes", type=File, help="File of query id TAB class, to measure each class.")
@click.option(
    "--baseline",
    type=click.Path(),
    metavar="DIR|FILE",
    help="Compare with another index, or with a TREC run as --run writes it.",
)
@click.option("--run", "run_file", type=click.Path(dir_okay=False), help="Write the TREC run here.")
@json_option
def eval_command(queries: str, qrels: str, directory: str, as_json: bool, **options: Any) -> int:
    """Measure how well an index answers judged queries.

    QUERIES has a line `id TAB text` for each query, QRELS is a TREC judgement file whose units are
    page paths without suffix, with `#anchor` for sections.

    With --baseline, every measure is compared query by query: both means, the difference, how many
    queries are answered better (wins), worse (losses) or as well (ties), and p, the chance of such
    a difference between two that are equally good (two-sided paired randomisation test).

    \b
    Examples:
      wikisearch eval tests/relevance/queries.tsv tests/relevance/pages.qrels --run before.run
      wikisearch eval tests/relevance/queries.tsv tests/relevance/pages.qrels --baseline before.run
      wikisearch eval tests/relevance/queries.tsv tests/relevance/sections.qrels --level section
    """
    task = read_task(queries, qrels, Level(options["level"]), options["classes"])
    measures = options["measures"] or MEASURES
    ranked = _ranked(task, directory)
    if options["run_file"]:
        _write(Path(options["run_file"]), trec_run(ranked))
    found = evaluate(task, ranked, measures)
    compared: dict[str, MeasureComparison] = {}
    if options["baseline"]:
        compared = compare(found, evaluate(task, _baseline(task, options["baseline"]), measures))
    if as_json:
        click.echo(json.dumps(_as_json(found, compared), indent=2))
    else:
        for line in _lines(found, compared, options["baseline"]):
            click.echo(line)
    return 0


def _ranked(task: Task, directory: str) -> list[Ranked]:
    with open_index(directory) as index:
        return run(task, lambda text, limit: index.search(text, limit=limit))


def _baseline(task: Task, place: str) -> list[Ranked]:
    return _ranked(task, place) if Path(place).is_dir() else read_run(place, task)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OptionError(f"{path}: cannot be written ({error.strerror or error})") from error


def _as_json(found: Evaluation, compared: Mapping[str, MeasureComparison]) -> dict[str, object]:
    answer: dict[str, object] = {
        "queries": len(found.by_query),
        "measures": found.measures,
        "classes": found.by_class,
    }
    if compared:
        answer["comparison"] = {name: asdict(each) for name, each in compared.items()}
    return answer


def _lines(
    found: Evaluation, compared: Mapping[str, MeasureComparison], baseline: str | None
) -> Iterator[str]:
    names = list(found.measures)
    widths = [max(9, len(name)) for name in names]
    yield _row("class", [name.rjust(width) for name, width in zip(names, widths, strict=True)])
    for group, values in [*found.by_class.items(), ("all", found.measures)]:
        figures = [f"{values[name]:.4f}".rjust(n) for name, n in zip(names, widths, strict=True)]
        yield _row(printable(group), figures)
    if compared:
        yield ""
        yield f"compared with {printable(str(baseline))}, {len(found.by_query):,} queries"
        heads = ("this", "baseline", "difference", "wins", "losses", "ties", "p")
        yield _row("measure", [head.rjust(10) for head in heads])
        for name, each in compared.items():
            means = (f"{each.mean:.4f}", f"{each.baseline:.4f}", f"{each.difference:+.4f}")
            counts = (f"{each.wins:,}", f"{each.losses:,}", f"{each.ties:,}", f"{each.p:.4f}")
            yield _row(name, [figure.rjust(10) for figure in (*means, *counts)])


def _row(name: str, figures: list[str]) -> str:
    return "  ".join([name.ljust(14), *figures])
