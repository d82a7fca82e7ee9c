"""An Evaluation -> a table for a person, or JSON."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from wikisearch.evaluation import Evaluation, MeasureComparison
from wikisearch.render.line import JsonText, StyledLine
from wikisearch.render.text import plural

Comparisons = Mapping[str, MeasureComparison]


def evaluation_json(evaluation: Evaluation, compared: Comparisons) -> JsonText:
    """Encode the measures, and the comparison if there is one."""
    value: dict[str, object] = {
        "queries": len(evaluation.by_query),
        "measures": evaluation.measures,
        "classes": evaluation.by_class,
    }
    if compared:
        value["comparison"] = {name: asdict(each) for name, each in compared.items()}
    return JsonText(json.dumps(value, indent=2))


def evaluation_lines(
    evaluation: Evaluation, compared: Comparisons, baseline: str | None
) -> Iterator[StyledLine]:
    """Yield a table of measures by class, and a table that compares with the baseline."""
    names = list(evaluation.measures)
    widths = [max(9, len(name)) for name in names]
    yield _row("class", [name.rjust(width) for name, width in zip(names, widths, strict=True)])
    for group, values in [*evaluation.by_class.items(), ("all", evaluation.measures)]:
        figures = [f"{values[name]:.4f}".rjust(n) for name, n in zip(names, widths, strict=True)]
        yield _row(group, figures)
    if compared:
        yield StyledLine()
        queries = plural(len(evaluation.by_query), "query", "queries")
        yield StyledLine(f"compared with {baseline}, {queries}")
        yield from _comparison(compared)


def _comparison(compared: Comparisons) -> Iterator[StyledLine]:
    heads = ("this", "baseline", "difference", "wins", "losses", "ties", "p")
    yield _row("measure", [head.rjust(10) for head in heads])
    for name, each in compared.items():
        means = (f"{each.mean:.4f}", f"{each.baseline:.4f}", f"{each.difference:+.4f}")
        counts = (f"{each.wins:,}", f"{each.losses:,}", f"{each.ties:,}", f"{each.p:.4f}")
        yield _row(name, [figure.rjust(10) for figure in (*means, *counts)])


def _row(name: str, figures: list[str]) -> StyledLine:
    return StyledLine("  ".join([name.ljust(14), *figures]))
