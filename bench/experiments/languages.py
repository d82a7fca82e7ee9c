"""The same questions in several languages: first pass and warm, beside English."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from bench.corpora import Corpus
from bench.figures import Row, latencies, percentile, ratio
from bench.languages import LANGUAGES, questions, write
from bench.processes import Server
from bench.queries import Query
from bench.settings import Settings
from bench.systems.registry import SYSTEMS

BASE = "en"
"""The language that the others are compared with."""

_SYSTEMS = ("wikisearch", "sqlite")


def languages(scratch: Path, settings: Settings) -> Iterator[Row]:
    """Ask the same questions in all languages in turn, round by round."""
    count = settings.queries
    for system in [name for name in settings.systems if name in _SYSTEMS]:
        with ExitStack() as stack:
            servers = {code: _server(code, system, scratch, stack) for code in LANGUAGES}
            queries = {code: _queries(code, count) for code in LANGUAGES}
            rounds: dict[str, list[list[float]]] = {code: [] for code in LANGUAGES}
            found: dict[str, float] = {}
            for _ in range(settings.rounds + 1):
                for code, server in servers.items():
                    answers = server.search(queries[code])
                    rounds[code].append(answers.seconds)
                    found[code] = sum(map(bool, answers.found)) / len(answers.found)
            yield from _rows(system, rounds, found)


def _server(code: str, system: str, scratch: Path, stack: ExitStack) -> Server:
    corpus = language_corpus(code, scratch)
    corpus.ensure_index(system)
    server = Server(SYSTEMS[system].search_command(corpus.index(system)))
    stack.callback(server.close)
    return server


def language_corpus(code: str, scratch: Path) -> Corpus:
    """The made-up wiki in a language; written if it does not exist."""
    work = scratch / f"language-{code}"
    if not work.exists():
        write(work / "pages", LANGUAGES[code])
    return Corpus(code, work / "pages", work)


def _queries(code: str, count: int) -> list[Query]:
    return [Query("question", tuple(text.split())) for text in questions(LANGUAGES[code], count)]


def _rows(
    system: str, rounds: dict[str, list[list[float]]], found: dict[str, float]
) -> Iterator[Row]:
    first_base, *warm_base = _medians(rounds[BASE])
    for code, (first, *warm) in rounds.items():
        times = [median(each) * 1000 for each in zip(*warm, strict=True)]
        compared = ratio(_medians(warm), warm_base)
        figures = {
            **latencies(times),
            "found": found[code],
            "first_p50": percentile(first, 0.5) * 1000,
            "first_p95": percentile(first, 0.95) * 1000,
            "first_ratio": percentile(first, 0.5) / first_base,
            **compared.figures(),
        }
        yield Row("languages", code, system, figures=figures)


def _medians(rounds: Sequence[Sequence[float]]) -> list[float]:
    return [percentile(each, 0.5) for each in rounds]
