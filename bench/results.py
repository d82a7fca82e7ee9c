"""A run as a JSON file: figures, machine, versions and date."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.figures import Row
from bench.machine import machine, versions
from bench.settings import Settings


@dataclass(frozen=True, slots=True)
class Run:
    """The results of one run."""

    settings: Settings
    rows: Sequence[Row]
    machine: str = field(default_factory=machine)
    versions: dict[str, str] = field(default_factory=versions)
    date: str = field(default_factory=lambda: datetime.now(UTC).date().isoformat())
    added: Sequence[str] = ()
    """Which rows were measured later, when, and of which version."""


def with_rows_of(run: Run, later: Run) -> Run:
    """Put the rows of the chosen classes and languages of a later run into a run.

    Figures of all classes together, and of memory, are those of a run of all classes: they stay.
    """
    chosen = [
        row
        for row in later.rows
        if row.experiment == "languages"
        or (row.experiment == "latency" and row.part in later.settings.classes)
    ]
    rows = {_place(row): row for row in (*run.rows, *chosen)}
    names = dict.fromkeys(
        row.part if row.experiment == "latency" else "languages" for row in chosen
    )
    version = later.versions.get("wikisearch", "")
    start = f"{', '.join(names)}: "
    line = f"{start}{later.date}, wikisearch {version}, {later.machine}"
    others = [each for each in run.added if not each.startswith(start)]
    return replace(run, rows=list(rows.values()), added=(*others, line))


def _place(row: Row) -> tuple[str, str, str, str]:
    return row.experiment, row.corpus, row.system, row.part


def write_run(file: Path, run: Run) -> None:
    """Write a run, one row per line; numbers have four significant digits."""
    head: dict[str, Any] = {"date": run.date, "machine": run.machine, "versions": run.versions}
    head |= {"added": list(run.added)} if run.added else {}
    head["settings"] = asdict(run.settings)
    lines = ",\n".join(json.dumps(_rounded(row)) for row in run.rows)
    text = json.dumps({**head, "rows": []}, indent=1).removesuffix("[]\n}")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{text}[\n{lines}\n]}}\n", encoding="utf-8")


def read_run(file: Path) -> Run:
    """Read a run."""
    stored = json.loads(file.read_text(encoding="utf-8"))
    settings: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in stored["settings"].items()
    }
    rows = [Row(**row) for row in stored["rows"]]
    return Run(
        Settings(**settings),
        rows,
        stored["machine"],
        stored["versions"],
        stored["date"],
        tuple(stored.get("added", ())),
    )


def _rounded(row: Row) -> dict[str, object]:
    figures = {name: float(f"{value:.4g}") for name, value in row.figures.items()}
    return {**asdict(row), "figures": figures}
