"""Rows -> the target for each figure, and whether it is met."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.figures import Row
from bench.languages import LANGUAGES
from bench.tables import Table, figure

_HOME = "cppreference"
"""Corpus of the figures, unless their name has another one."""

_MEASURABLE = 20
"""Milliseconds; below, a ratio of times is mostly noise. Linear growth is 8, quadratic is 64."""

_ENGINE_CLASSES = ("term", "and2", "or2", "or3", "or5", "phrase")
_OR_CLASSES = ("or2", "or3", "or5")
_UNBOUNDED = ("prefix", "fuzzy", "fuzzy2")


@dataclass(frozen=True, slots=True)
class _Target:
    what: str
    measured: float | None
    limit: float
    least: bool = False
    """Whether the limit is a minimum."""

    @property
    def cells(self) -> tuple[str, str, str, str]:
        limit = f"{'≥' if self.least else '≤'} {self.limit:g}"
        if self.measured is None:
            return self.what, "–", limit, "not measured"
        met = self.measured >= self.limit if self.least else self.measured <= self.limit
        return self.what, figure(self.measured), limit, "yes" if met else "no"


def targets(rows: Sequence[Row]) -> Table:
    """One line per figure; on the first measured corpus if the usual one is missing."""
    corpora = [row.corpus for row in rows if row.experiment in ("build", "latency", "update")]
    home = _HOME if _HOME in corpora or not corpora else corpora[0]
    body = [target.cells for target in _targets(_Rows(rows, home))]
    heads = ("figure", "measured", "target", "met")
    return Table(f"Targets, on {home} unless noted", heads, body)


class _Rows:
    """Looks up figures; None if not measured."""

    def __init__(self, rows: Sequence[Row], home: str) -> None:
        self._home = home
        self._rows = {
            (row.experiment, row.corpus, row.system, row.part): row.figures for row in rows
        }

    def of(
        self, experiment: str, system: str, name: str, part: str = "", corpus: str = ""
    ) -> float | None:
        """One figure of a row; on the usual corpus of the experiment unless one is given."""
        usual = {"scale": "made-up", "start": "corpus"}
        corpus = corpus or usual.get(experiment, self._home)
        return self._rows.get((experiment, corpus, system, part), {}).get(name)

    def of_language(self, code: str, name: str) -> float | None:
        """One figure of the questions in a language."""
        return self._rows.get(("languages", code, "wikisearch", ""), {}).get(name)

    def worst_growth(self) -> float | None:
        """Largest ratio of the constructs that take a measurable time."""
        growth = [row for key, row in self._rows.items() if key[0] == "growth"]
        return max((row["ratio"] for row in growth if row["ms_8"] >= _MEASURABLE), default=None)

    def worst_rate(self) -> float | None:
        """Seconds per megabyte of the slowest construct of a page."""
        pages = (row for key, row in self._rows.items() if key[:2] == ("growth", "page"))
        return max((row["s_per_mb"] for row in pages if "s_per_mb" in row), default=None)

    def time_ratio(self, one: str, other: str, part: str) -> float | None:
        """Time of one system for a class of queries, divided by the time of another."""
        ratios = (self.of("latency", system, "ratio", part) for system in (one, other))
        return _divided(*ratios)

    def figure_ratio(self, experiment: str, one: str, other: str, name: str) -> float | None:
        """Figure of one system divided by that of another."""
        return _divided(self.of(experiment, one, name), self.of(experiment, other, name))


def _divided(above: float | None, below: float | None) -> float | None:
    return above / below if above is not None and below else None


def _worst(values: Sequence[float | None]) -> float | None:
    return max((value for value in values if value is not None), default=None)


def _targets(rows: _Rows) -> Iterator[_Target]:
    build = _divided(1, rows.of("build", "pagefind", "ratio"))
    yield _Target("full build, x Pagefind", build, 2.5)
    memory = rows.figure_ratio("build", "wikisearch", "pagefind", "peak_mb")
    yield _Target("its peak memory, x Pagefind", memory, 0.5)
    for share, limit in (("0%", 0.03), ("1%", 0.08)):
        ratio = rows.of("update", "wikisearch", "ratio", f"{share} changed")
        yield _Target(f"update, {share} changed, x full build", ratio, limit)
    yield from _query_targets(rows)
    yield from _tantivy_targets(rows)
    yield _Target("cold start, x import click", rows.of("start", "wikisearch", "ratio"), 3)
    yield from _question_targets(rows)
    yield from _language_targets(rows)
    size = rows.figure_ratio("build", "wikisearch", "tantivy", "index_mb")
    yield _Target("index with text, x tantivy", size, 2)
    yield _Target("growth at 8 times the input, worst construct", rows.worst_growth(), 16)
    yield _Target("seconds per megabyte of a page, worst construct", rows.worst_rate(), 2)
    large = rows.of("scale", "wikisearch", "p95", "50000")
    yield _Target("50,000 generated sections, p95 ms", large, 60)
    fall = _divided(
        rows.of("scale", "wikisearch", "rate", "50000"),
        rows.of("scale", "wikisearch", "rate", "10000"),
    )
    yield _Target("their build rate, x the rate at 10,000", fall, 0.8, least=True)


def _language_targets(rows: _Rows) -> Iterator[_Target]:
    for name, label, limit in (("ratio", "p50", 1.5), ("first_ratio", "first run p50", 2.5)):
        worst = _worst([rows.of_language(code, name) for code in LANGUAGES])
        yield _Target(f"slowest language, {label} x English", worst, limit)


def _question_targets(rows: _Rows) -> Iterator[_Target]:
    """Titles, headings and questions as typed, each on the corpus that has most of them."""
    for system, label, limits in (("wikisearch", "", (4, 10)), ("on-tantivy", " on tantivy", (3,))):
        for name, limit in zip(("p50", "p95"), limits, strict=False):
            measured = rows.of("latency", system, name, "heading", "python")
            yield _Target(f"heading on python{label}, {name} ms", measured, limit)
    for name, limit in (("p50", 4), ("p95", 8)):
        measured = rows.of("latency", "wikisearch", name, "asked", "selqa-dev")
        yield _Target(f"asked on selqa-dev, {name} ms", measured, limit)


def _query_targets(rows: _Rows) -> Iterator[_Target]:
    for name, limit in (("p50", 5), ("p95", 25)):
        yield _Target(
            f"all classes, {name} ms", rows.of("latency", "wikisearch", name, "all"), limit
        )
        made_up = rows.of("scale", "wikisearch", name, "20000")
        yield _Target(f"all classes, {name} ms, 20,000 generated sections", made_up, limit)
    warm = rows.time_ratio("whoosh", "one-section", "or5")
    yield _Target("or5, one section per page, speed x stock Whoosh", warm, 15, least=True)
    cold = rows.time_ratio("whoosh", "one-section", "or5 cold")
    yield _Target("the same on a newly opened index", cold, 6, least=True)
    engine = _worst(
        [
            _divided(1, rows.of("latency", "tantivy-alone", "ratio", part))
            for part in _ENGINE_CLASSES
        ]
    )
    yield _Target("engine alone, ten ids, x tantivy, worst class", engine, 3)
    worst = _worst([rows.of("latency", "wikisearch", "max", part) for part in _UNBOUNDED])
    yield _Target("prefix and fuzzy, slowest query, ms", worst, 60)
    behind = _worst([rows.time_ratio("one-section", "sqlite", part) for part in _OR_CLASSES])
    yield _Target("OR, one section per page, x FTS5, worst class", behind, 1)


def _tantivy_targets(rows: _Rows) -> Iterator[_Target]:
    build = _divided(rows.of("build", "on-tantivy", "ratio"), rows.of("build", "pagefind", "ratio"))
    yield _Target("full build on tantivy, x Pagefind", build, 1.4)
    million = rows.of("token queries", "wikisearch", "p95", "all", "1,000,000 sections")
    yield _Target("all classes on tantivy, p95 ms, 1,000,000 generated sections", million, 12)
