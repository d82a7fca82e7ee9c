"""`python -m bench`: measure, print, keep, draw."""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from bench.corpora import AbsentError, Corpus, corpus
from bench.docs import write_docs
from bench.figures import Row
from bench.peers.registry import PEERS
from bench.processes import byte_compile
from bench.queries import CLASSES
from bench.reach import reach
from bench.report import tables
from bench.results import Run, read_run, write_run
from bench.settings import CORPORA, QUICK, WORKS, Settings
from bench.works.build import build
from bench.works.latency import latency
from bench.works.scale import scale
from bench.works.start import start
from bench.works.tokens import tokens
from bench.works.update import update

RESULTS = Path(__file__).parent / "results"

_CHOICES = {"works": WORKS, "corpora": CORPORA, "peers": tuple(PEERS), "classes": tuple(CLASSES)}
_NUMBERS = ("builds", "rounds", "queries", "starts", "made_up", "seed")


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the options say."""
    options = _options().parse_args(arguments)
    if options.redraw:
        run = read_run(options.redraw)
    else:
        settings = _settings(options)
        byte_compile()
        with tempfile.TemporaryDirectory(prefix="bench-", dir=options.scratch) as scratch:
            run = Run(settings, list(_measure(settings, Path(scratch))))
        write_run(options.output, run)
        _say(f"kept in {options.output}")
    for table in (*tables(run.rows), reach(run.rows)):
        print(f"\n{table.text()}")
    if options.docs:
        write_docs(run)
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m bench", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="a minute or two instead of half an hour"
    )
    for name, choices in _CHOICES.items():
        parser.add_argument(
            f"--{name}", nargs="+", choices=choices, metavar="NAME", help=", ".join(choices)
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
        "--output", type=Path, default=RESULTS / "latest.json", help="where to keep the run"
    )
    parser.add_argument("--scratch", type=Path, help="folder for indexes; default: the system's")
    parser.add_argument("--docs", action="store_true", help="put the figures into docs/bench.md")
    parser.add_argument(
        "--redraw", type=Path, metavar="FILE", help="measure nothing, show a kept run"
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
    peers = list(_present(settings))
    for name in settings.corpora:
        try:
            found = corpus(name, scratch, settings.made_up)
        except AbsentError as error:
            _say(f"{name}: passed over: {error}")
            continue
        yield from _measure_corpus(found, peers, settings)
    if "start" in settings.works:
        _say("cold starts")
        yield from start(scratch, settings)
    if "scale" in settings.works:
        _say(f"made-up wikis of {', '.join(f'{size:,}' for size in settings.sizes)} sections")
        yield from scale(scratch, settings)
    if "tokens" in settings.works and settings.tokens:
        _say(f"tokens of {', '.join(f'{size:,}' for size in settings.tokens)} sections")
        yield from tokens(scratch, settings)


def _measure_corpus(found: Corpus, peers: Sequence[str], settings: Settings) -> Iterator[Row]:
    if not {"build", "update", "latency"} & set(settings.works):
        return
    _say(f"{found.name}: reading")
    sections = found.sections()
    figures = {
        "pages": len({each.id.partition("#")[0] for each in sections}),
        "sections": len(sections),
        "words": sum(len(each.text.split()) for each in sections),
    }
    yield Row("corpus", found.name, "", figures=figures)
    if "build" in settings.works:
        _say(f"{found.name}: full builds")
        yield from build(found, peers, settings)
    if "update" in settings.works and "wikisearch" in peers:
        _say(f"{found.name}: updates")
        yield from update(found, settings)
    if "latency" in settings.works:
        _say(f"{found.name}: queries")
        yield from latency(found, peers, settings)


def _present(settings: Settings) -> Iterator[str]:
    for name in settings.peers:
        if reason := PEERS[name].missing():
            _say(f"{name}: passed over: {reason}")
        else:
            yield name


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
