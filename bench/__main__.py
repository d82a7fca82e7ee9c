"""`python -m bench`: run experiments, print tables, store the run."""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from bench.corpora import Corpus, MissingError, corpus
from bench.docs import write_docs
from bench.experiments.build import build
from bench.experiments.growth import growth
from bench.experiments.languages import languages
from bench.experiments.latency import latency
from bench.experiments.scale import scale
from bench.experiments.start import start
from bench.experiments.tokens import tokens
from bench.experiments.update import update
from bench.figures import Row
from bench.processes import byte_compile
from bench.queries import CLASSES
from bench.report import tables
from bench.results import Run, read_run, with_rows_of, write_run
from bench.settings import CORPORA, EXPERIMENTS, QUICK, Settings
from bench.systems.registry import SYSTEMS
from bench.targets import targets

RESULTS = Path(__file__).parent / "results"

_CHOICES = {
    "experiments": EXPERIMENTS,
    "systems": tuple(SYSTEMS),
    "classes": tuple(CLASSES),
}
_NUMBERS = ("builds", "rounds", "queries", "starts", "made_up", "repetitions", "seed")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command."""
    options = argument_parser().parse_args(arguments)
    if options.redraw:
        run = read_run(options.redraw)
    else:
        settings = _settings(options)
        byte_compile()
        with tempfile.TemporaryDirectory(prefix="bench-", dir=options.scratch) as scratch:
            run = Run(settings, list(_measure(settings, Path(scratch))))
        if options.add_to:
            run = with_rows_of(read_run(options.add_to), run)
        write_run(options.output, run)
        _log(f"stored in {options.output}")
    for table in (*tables(run.rows), targets(run.rows)):
        print(f"\n{table.text()}")
    if options.docs:
        write_docs(run)
    return 0


def argument_parser() -> argparse.ArgumentParser:
    """Define the options of the command."""
    parser = argparse.ArgumentParser("python -m bench", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="a minute or two instead of half an hour"
    )
    for name, choices in _CHOICES.items():
        parser.add_argument(
            f"--{name}", nargs="+", choices=choices, metavar="NAME", help=", ".join(choices)
        )
    parser.add_argument(
        "--corpora",
        nargs="+",
        metavar="NAME",
        help=f"{', '.join(CORPORA)}, or a folder of pages (a path with a slash)",
    )
    for name in _NUMBERS:
        parser.add_argument(f"--{name.replace('_', '-')}", type=int, metavar="N")
    parser.add_argument(
        "--sizes", nargs="+", type=int, metavar="N", help="sections of made-up wikis"
    )
    parser.add_argument(
        "--tokens", nargs="+", type=int, metavar="N", help="sections of wikis indexed from tokens"
    )
    parser.add_argument(
        "--output", type=Path, default=RESULTS / "latest.json", help="file to store the run in"
    )
    parser.add_argument(
        "--add-to",
        type=Path,
        metavar="FILE",
        help="a stored run that gets the rows of the classes and languages of this one",
    )
    parser.add_argument("--scratch", type=Path, help="folder for indexes; default: the system's")
    parser.add_argument("--docs", action="store_true", help="write the figures into docs/bench.md")
    parser.add_argument(
        "--redraw", type=Path, metavar="FILE", help="show a stored run without measuring"
    )
    return parser


def _settings(options: argparse.Namespace) -> Settings:
    given = {field.name: getattr(options, field.name, None) for field in fields(Settings)}
    chosen: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in given.items()
        if value is not None
    }
    return replace(QUICK if options.quick else Settings(), **chosen)


def _measure(settings: Settings, scratch: Path) -> Iterator[Row]:
    systems = list(_present(settings))
    for name in settings.corpora:
        try:
            found = corpus(name, scratch, settings.made_up)
        except MissingError as error:
            _log(f"{name}: skipped: {error}")
            continue
        yield from _measure_corpus(found, systems, settings)
    if "start" in settings.experiments:
        _log("cold starts")
        yield from start(scratch, settings)
    if "languages" in settings.experiments:
        _log("questions in several languages")
        yield from languages(scratch, settings)
    if "growth" in settings.experiments:
        _log("growth with the size of inputs")
        yield from growth(settings)
    if "scale" in settings.experiments:
        _log(f"made-up wikis of {', '.join(f'{size:,}' for size in settings.sizes)} sections")
        yield from scale(scratch, settings)
    if "tokens" in settings.experiments and settings.tokens:
        _log(f"tokens of {', '.join(f'{size:,}' for size in settings.tokens)} sections")
        yield from tokens(scratch, settings)


def _measure_corpus(found: Corpus, systems: Sequence[str], settings: Settings) -> Iterator[Row]:
    if not {"build", "update", "latency"} & set(settings.experiments):
        return
    _log(f"{found.name}: reading sections")
    sections = found.sections()
    figures = {
        "pages": len({each.id.partition("#")[0] for each in sections}),
        "sections": len(sections),
        "words": sum(len(each.text.split()) for each in sections),
    }
    yield Row("corpus", found.name, "", figures=figures)
    if "build" in settings.experiments:
        _log(f"{found.name}: full builds")
        yield from build(found, systems, settings)
    if "update" in settings.experiments and "wikisearch" in systems:
        _log(f"{found.name}: updates")
        yield from update(found, settings)
    if "latency" in settings.experiments:
        _log(f"{found.name}: queries")
        yield from latency(found, systems, settings)


def _present(settings: Settings) -> Iterator[str]:
    for name in settings.systems:
        if reason := SYSTEMS[name].why_missing():
            _log(f"{name}: skipped: {reason}")
        else:
            yield name


def _log(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
