"""`wikisearch eval`."""

from pathlib import Path
from typing import Any

import click

from wikisearch.cli.eval_output import evaluation_json, evaluation_lines
from wikisearch.cli.exit_codes import ExitCode, exit_codes
from wikisearch.cli.options import index_option, json_option
from wikisearch.cli.output import note, write, write_all
from wikisearch.errors import OptionError
from wikisearch.evaluation import (
    MEASURES,
    Level,
    MeasureComparison,
    RankedUnit,
    Task,
    compare,
    evaluate,
    missing_units,
    read_run,
    read_task,
    require_libraries,
    run,
    trec_run,
)
from wikisearch.index import Index, open_index
from wikisearch.model.request import DEFAULT_SECTIONS
from wikisearch.render.text import plural

_MAX_NAMED = 3
File = click.Path(exists=True, dir_okay=False)


@exit_codes()
@click.command("eval")
@click.argument("queries", type=File)
@click.argument("qrels", type=File)
@index_option
@click.option(
    "--level",
    type=click.Choice([str(level) for level in Level]),
    default=str(Level.PAGE),
    show_default=True,
    help="Whether QRELS judges pages or sections.",
)
@click.option(
    "--measure",
    "measures",
    multiple=True,
    metavar="NAME",
    help="Measure to compute, by its name in ir_measures, such as P@5. Repeat it for several."
    f"  [default: {', '.join(MEASURES)}]",
)
@click.option("--classes", type=File, help="File of `query id TAB class`; measures each class too.")
@click.option(
    "--baseline",
    type=click.Path(),
    metavar="DIR|FILE",
    help="Compare with another index, or with a TREC run that --run wrote.",
)
@click.option("--run", "run_file", type=click.Path(dir_okay=False), help="Write a TREC run here.")
@json_option
def eval_command(queries: str, qrels: str, directory: str, as_json: bool, **options: Any) -> int:
    """Measure search quality with judged queries.

    QUERIES has a line `id TAB text` per query. QRELS is a TREC file of relevance judgements, whose
    documents are page paths without suffix, followed by `#anchor` for sections.

    --baseline compares every measure query by query: both means, the difference, the numbers of
    queries that improved (wins), worsened (losses) or stayed equal (ties), and the p value of a
    two-sided paired randomization test.

    \b
    Examples:
      wikisearch eval tests/relevance/queries.tsv tests/relevance/pages.qrels --run before.run
      wikisearch eval tests/relevance/queries.tsv tests/relevance/pages.qrels --baseline before.run
      wikisearch eval tests/relevance/queries.tsv tests/relevance/sections.qrels --level section
    """
    baseline = options["baseline"]
    require_libraries(comparing=bool(baseline))
    task = read_task(queries, qrels, Level(options["level"]), options["classes"])
    measures = options["measures"] or MEASURES
    with open_index(directory) as index:
        ranked = _ranked(task, index)
        missing = missing_units(task, {page.id for page in index.pages()}, index.page)
    _note_missing(missing, task.level, qrels)
    if options["run_file"]:
        _write_file(Path(options["run_file"]), trec_run(ranked))
    evaluation = evaluate(task, ranked, measures)
    compared: dict[str, MeasureComparison] = {}
    if baseline:
        compared = compare(evaluation, evaluate(task, _baseline(task, baseline), measures))
    if as_json:
        write(evaluation_json(evaluation, compared))
    else:
        write_all(evaluation_lines(evaluation, compared, baseline))
    return ExitCode.SUCCESS


def _ranked(task: Task, index: Index) -> list[RankedUnit]:
    sections = 0 if task.level is Level.PAGE else DEFAULT_SECTIONS
    return run(
        task,
        lambda text, limit: index.search(text, limit=limit, sections=sections, snippets=False),
    )


def _note_missing(missing: list[str], level: Level, qrels: str) -> None:
    if missing:
        names = ", ".join(missing[:_MAX_NAMED]) + (", …" if len(missing) > _MAX_NAMED else "")
        count = plural(
            len(missing),
            f"{level} judged in {qrels} is",
            f"{level}s judged in {qrels} are",
        )
        note(f"note: {count} not in the index: {names}")


def _baseline(task: Task, path: str) -> list[RankedUnit]:
    if not Path(path).is_dir():
        return read_run(path, task)
    with open_index(path) as index:
        return _ranked(task, index)


def _write_file(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OptionError(path, f"cannot be written ({error.strerror or error})") from error
