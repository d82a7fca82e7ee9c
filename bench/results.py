"""A run as a JSON file: figures, machine, versions and date."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
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


def write_run(file: Path, run: Run) -> None:
    """Write a run, one row per line; numbers have four significant digits."""
    head = {"date": run.date, "machine": run.machine, "versions": run.versions}
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
    return Run(Settings(**settings), rows, stored["machine"], stored["versions"], stored["date"])


def _rounded(row: Row) -> dict[str, object]:
    figures = {name: float(f"{value:.4g}") for name, value in row.figures.items()}
    return {**asdict(row), "figures": figures}
