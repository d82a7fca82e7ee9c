"""A run -> the figures in `docs/bench.md`, between two markers, and the plots beside it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.figures import Row
from bench.plots import Series, dots
from bench.report import tables
from bench.results import Run
from bench.systems.registry import SYSTEMS
from bench.targets import targets

DOCS = Path(__file__).parents[1] / "docs"

_BEGIN, _END = "<!-- figures -->", "<!-- end of figures -->"


def write_docs(run: Run, folder: Path = DOCS) -> None:
    """Write the figures of a run into the page, and draw the plots."""
    page = folder / "bench.md"
    before, _, rest = page.read_text(encoding="utf-8").partition(_BEGIN)
    _, _, after = rest.partition(_END)
    body = "\n\n".join(_sections(run, folder))
    page.write_text(f"{before}{_BEGIN}\n\n{body}\n\n{_END}{after}", encoding="utf-8")


def _sections(run: Run, folder: Path) -> list[str]:
    versions = ", ".join(f"{name} {number}" for name, number in run.versions.items())
    parts = [f"Measured on {run.date}: {run.machine}.\n{versions}."]
    if run.added:
        parts.append("Measured later:\n\n" + "\n".join(f"- {line}." for line in run.added))
    parts.append(targets(run.rows).markdown())
    for name, title, rows in _plots(run.rows):
        if rows:
            (folder / name).write_text(dots(title, rows), encoding="utf-8")
            parts.append(f"![{title}]({name})")
    parts += [table.markdown() for table in tables(run.rows)]
    return parts


def _plots(rows: Sequence[Row]) -> Iterator[tuple[str, str, Sequence[tuple[str, Series]]]]:
    corpus = next((row.corpus for row in rows if row.experiment == "latency"), "")
    queries = _series(
        [row for row in rows if (row.experiment, row.corpus) == ("latency", corpus)], "part", "p50"
    )
    builds = _series([row for row in rows if row.experiment == "build"], "corpus", "seconds")
    sizes = [
        (f"{int(row.part):,}", {name: row.figures[name] for name in ("p50", "p95", "max")})
        for row in rows
        if row.experiment == "scale"
    ]
    yield "bench-queries.svg", f"Queries on {corpus}, whole call: p50 in milliseconds", queries
    yield "bench-builds.svg", "Full builds, seconds", builds
    yield "bench-sizes.svg", "Generated wikis by number of sections: milliseconds per query", sizes


def _series(rows: Sequence[Row], label: str, name: str) -> list[tuple[str, Series]]:
    """One line per value of `label`, with a figure per system that does full calls."""
    lines: dict[str, dict[str, float]] = {}
    for row in rows:
        if SYSTEMS[row.system].whole:
            line = lines.setdefault(getattr(row, label), {})
            line[SYSTEMS[row.system].label] = row.figures[name]
    return list(lines.items())
