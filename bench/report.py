"""Rows -> the tables that are printed and written into the docs."""

from collections.abc import Iterable, Iterator, Sequence

from bench.figures import Row
from bench.systems.registry import SYSTEMS
from bench.tables import Table, figure, spread


def tables(rows: Sequence[Row]) -> Iterator[Table]:
    """Yield all tables that have a row."""
    for table in _all(rows):
        if table.rows:
            yield table


def _all(rows: Sequence[Row]) -> Iterator[Table]:
    yield _corpora(rows)
    yield _builds(rows)
    yield _updates(rows)
    for corpus in dict.fromkeys(row.corpus for row in rows if row.experiment == "latency"):
        yield _latencies(rows, corpus)
        yield _engines(rows, corpus)
    yield _languages(rows)
    yield _memory(rows)
    yield _starts(rows)
    yield _growth(rows)
    yield _scales(rows)
    yield _tokens(rows)
    yield _token_queries(rows)


def _of(rows: Iterable[Row], work: str, corpus: str | None = None) -> list[Row]:
    return [row for row in rows if row.experiment == work and corpus in (None, row.corpus)]


def _label(row: Row) -> str:
    return SYSTEMS[row.system].label if row.system in SYSTEMS else row.system


def _ratio(row: Row) -> str:
    found = row.figures
    return spread(found.get("ratio"), found.get("ratio_low"), found.get("ratio_high"))


def _corpora(rows: Sequence[Row]) -> Table:
    heads = ("corpus", "pages", "sections", "words")
    body = [
        (row.corpus, *(f"{row.figures[name]:,.0f}" for name in heads[1:]))
        for row in _of(rows, "corpus")
    ]
    return Table("Corpora", heads, body)


def _builds(rows: Sequence[Row]) -> Table:
    body = [
        (
            row.corpus,
            _label(row),
            "pages" if SYSTEMS[row.system].build_from_pages else "sections",
            *(figure(row.figures[name]) for name in ("seconds", "peak_mb", "index_mb")),
            _ratio(row),
        )
        for row in _of(rows, "build")
    ]
    heads = ("corpus", "system", "input", "seconds", "peak MB", "index MB", "x wikisearch")
    return Table("Full builds", heads, body, 3)


def _updates(rows: Sequence[Row]) -> Table:
    body = [
        (row.corpus, row.part, figure(row.figures["seconds"]), _ratio(row))
        for row in _of(rows, "update")
    ]
    return Table("Updates", ("corpus", "what", "seconds", "x full build"), body, 2)


def _latencies(rows: Sequence[Row], corpus: str) -> Table:
    whole = [row for row in _of(rows, "latency", corpus) if SYSTEMS[row.system].whole]
    body = [
        (
            row.part,
            _label(row),
            *(figure(row.figures[name]) for name in ("p50", "p95", "p99", "max")),
            f"{row.figures['found']:.0%} of {row.figures['queries']:.0f}",
            _ratio(row),
        )
        for row in whole
    ]
    heads = ("class", "system", "p50 ms", "p95", "p99", "max", "found", "p50 x wikisearch")
    return Table(f"Queries on {corpus}, whole call", heads, body, 2)


def _engines(rows: Sequence[Row], corpus: str) -> Table:
    """Engines alone: times of wikisearch's engine, beside tantivy's."""
    alone = {
        (row.part, row.system): row
        for row in _of(rows, "latency", corpus)
        if not SYSTEMS[row.system].whole
    }
    body = []
    for part in dict.fromkeys(part for part, _ in alone):
        ours, theirs, addresses = (
            alone.get((part, name)) for name in ("engine", "tantivy-alone", "tantivy-addresses")
        )
        cells = [
            figure(row.figures[name] if row else None)
            for row in (ours, theirs)
            for name in ("p50", "p95", "max")
        ]
        least = figure(addresses.figures["p50"] if addresses else None)
        body.append((part, *cells, _inverse(theirs), least))
    heads = (
        "class",
        "p50 ms",
        "p95",
        "max",
        "tantivy p50",
        "p95",
        "max",
        "p50 x tantivy",
        "addresses p50",
    )
    return Table(f"Queries on {corpus}, engine alone", heads, body)


def _inverse(row: Row | None) -> str:
    if row is None or "ratio" not in row.figures:
        return "–"
    value, low, high = (1 / row.figures[name] for name in ("ratio", "ratio_high", "ratio_low"))
    return spread(value, low, high)


def _languages(rows: Sequence[Row]) -> Table:
    names = ("p50", "p95", "first_p50", "first_p95")
    body = [
        (
            row.corpus,
            _label(row),
            *(figure(row.figures[name]) for name in names),
            f"{row.figures['found']:.0%}",
            _ratio(row),
            figure(row.figures["first_ratio"]),
        )
        for row in _of(rows, "languages")
    ]
    heads = ("language", "system", "p50 ms", "p95", "first run p50", "p95", "found")
    return Table("Questions by language", (*heads, "p50 x English", "first run x English"), body, 2)


def _memory(rows: Sequence[Row]) -> Table:
    body = [
        (row.corpus, _label(row), figure(row.figures["resident_mb"])) for row in _of(rows, "memory")
    ]
    return Table("Resident memory after all queries", ("corpus", "system", "MB"), body, 2)


def _starts(rows: Sequence[Row]) -> Table:
    body = [
        (
            "wikisearch query" if row.system == "wikisearch" else 'python -c "import click"',
            *(figure(row.figures[name] * 1000) for name in ("median", "least")),
            _ratio(row),
            figure(row.figures.get("ratio_of_least")),
        )
        for row in _of(rows, "start")
    ]
    heads = ("cold start", "median ms", "least ms", "x click (quartiles)", "x click, least")
    return Table("Cold starts", heads, body)


def _growth(rows: Sequence[Row]) -> Table:
    names = ("ms_1", "ms_2", "ms_4", "ms_8", "ratio", "s_per_mb")
    body = [
        (row.corpus, row.part, *(figure(row.figures.get(name)) for name in names))
        for row in _of(rows, "growth")
    ]
    heads = ("stage", "construct", "ms at 1x", "2x", "4x", "8x", "8x / 1x", "s/MB")
    return Table("Growth with the size of an input", heads, body, 2)


def _scales(rows: Sequence[Row]) -> Table:
    names = ("seconds", "rate", "peak_mb", "index_mb", "p50", "p95", "p99", "max")
    body = [
        (f"{int(row.part):,}", *(figure(row.figures[name]) for name in names))
        for row in _of(rows, "scale")
    ]
    heads = ("sections", "build s", "sections/s", "peak MB", "index MB", "p50 ms", "p95", "p99")
    return Table("Generated wikis of growing size", (*heads, "max"), body)


def _tokens(rows: Sequence[Row]) -> Table:
    names = ("seconds", "processor", "rate", "peak_mb", "index_mb", "resident_mb")
    body = [
        (f"{int(row.part):,}", *(figure(row.figures[name]) for name in names))
        for row in _of(rows, "tokens")
    ]
    heads = (
        "sections",
        "build s",
        "processor s",
        "sections/s",
        "peak MB",
        "index MB",
        "resident MB",
    )
    return Table("Generated wikis from tokens, on tantivy", heads, body)


def _token_queries(rows: Sequence[Row]) -> Table:
    names = ("p50", "p95", "p99", "max", "first_p95")
    body = [
        (row.corpus, row.part, *(figure(row.figures[name]) for name in names))
        for row in _of(rows, "token queries")
    ]
    heads = ("wiki", "class", "p50 ms", "p95", "p99", "max", "p95 of first run")
    return Table("Whole calls on them", heads, body, 2)
