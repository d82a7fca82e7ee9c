"""The bench: its generated wiki, its queries, its arithmetic, and a run of all experiments."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

import wikisearch
from bench.__main__ import main
from bench.corpora import MissingError, corpus
from bench.docs import write_docs
from bench.figures import Row, latencies, percentile, ratio
from bench.plots import dots
from bench.processes import run
from bench.queries import CLASSES, Query, QuerySampler
from bench.results import Run, read_run, with_rows_of, write_run
from bench.sections import Section, read_sections, write_sections
from bench.settings import QUICK
from bench.systems.registry import SYSTEMS, load_system
from bench.targets import targets
from bench.wiki import entry, pages

ROOT = Path(__file__).parents[1]

SECTIONS = [
    Section(
        "a", "Cost", "", "The cost barrier is high. Training costs much, and much is not known."
    ),
    Section("a#b", "Cost", "Barrier", "A barrier of another kind stops nobody."),
    Section(
        "c", "Model Size", "", "Size is no virtue in itself, and training a model is not cheap."
    ),
]


# --- arithmetic -----------------------------------------------------------------------------------


def test_a_percentile_is_interpolated_between_two_values():
    assert percentile([4, 1, 3, 2], 0.5) == 2.5
    assert percentile([10, 20, 30, 40, 50], 0.95) == pytest.approx(48)
    assert percentile([7], 0.99) == 7
    assert latencies([1, 2, 3]) == {"p50": 2, "p95": 2.9, "p99": 2.98, "max": 3}


def test_a_ratio_is_computed_per_round():
    # The second round was slow for both systems, which changes no ratio.
    found = ratio([2, 40, 9], [1, 20, 3])
    assert (found.value, found.low, found.high) == (2, 2, 3)
    assert found.figures("x") == {"x": 2, "x_low": 2, "x_high": 3}
    with pytest.raises(ValueError, match="shorter"):
        ratio([1, 2], [1])


def test_a_target_that_was_not_measured_is_not_met():
    rows = [
        Row("build", "cppreference", "wikisearch", figures={"peak_mb": 30.0}),
        Row("build", "cppreference", "pagefind", figures={"peak_mb": 90.0, "ratio": 0.25}),
    ]
    met = {what: verdict for what, _, _, verdict in targets(rows).rows}
    assert met["full build, x Pagefind"] == "no"
    assert met["its peak memory, x Pagefind"] == "yes"
    assert met["cold start, x import click"] == "not measured"


# --- the generated wiki ---------------------------------------------------------------------------


def test_a_generated_wiki_is_always_the_same():
    assert list(pages(40)) == list(pages(40))
    assert list(pages(40)) != list(pages(40, seed=2))


def test_a_larger_generated_wiki_starts_with_a_smaller_one():
    small = list(pages(60))
    assert list(islice(pages(200), len(small) - 1)) == small[:-1]


@pytest.mark.parametrize("wanted", [1, 5, 83])
def test_a_generated_wiki_has_the_requested_number_of_sections(tmp_path, wanted):
    for name, page in pages(wanted):
        (tmp_path / name).write_text(page, encoding="utf-8")
    read = [wikisearch.read_page(path) for path in tmp_path.iterdir()]
    assert sum(len(page.sections) for page in read) == wanted
    assert all(page.title and page.category and page.definition for page in read)


def test_a_generated_page_equals_the_page_extracted_from_its_html(tmp_path):
    for number, (name, page) in enumerate(pages(60)):
        (tmp_path / name).write_text(page, encoding="utf-8")
        read = wikisearch.read_page(tmp_path / name)
        assert read == entry(number, len(read.sections))


def test_pages_may_have_unique_words():
    texts = [entry(number, 8, names=3).sections[0].text for number in range(9)]
    assert texts != [entry(number, 8).sections[0].text for number in range(9)]
    assert entry(3, 8, names=3) == entry(3, 8, names=3)


# --- queries --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def made_up(tmp_path_factory):
    found = corpus("made-up", tmp_path_factory.mktemp("bench"), 60)
    found.ensure_index("sqlite")
    return found


@pytest.mark.parametrize("name", [name for name in CLASSES if name not in ("heading", "asked")])
def test_queries_are_deterministic_words_of_letters(made_up, name):
    sampled = QuerySampler(made_up.sections()).sample(name, 9)
    assert sampled == QuerySampler(made_up.sections()).sample(name, 9)
    assert sampled != QuerySampler(made_up.sections(), seed=2).sample(name, 9)
    assert 1 < len(sampled) <= 9
    assert len(set(sampled)) == len(sampled)
    assert all(re.fullmatch("[A-Za-z]+", word) for query in sampled for word in query.words)


def test_headings_are_queries_as_they_are_typed(made_up):
    names = {each.heading or each.title for each in made_up.sections()}
    sampled = QuerySampler(made_up.sections()).sample("heading", 9)
    assert len(sampled) == 9
    assert {" ".join(query.words) for query in sampled} <= names


def test_questions_come_from_a_file_beside_the_pages(tmp_path):
    folder = tmp_path / "wiki"
    (folder / "pages").mkdir(parents=True)
    (folder / "pages" / "ant.html").write_text("<h1>Ant</h1><p>Ants live in colonies.")
    (folder / "queries.tsv").write_text("q1\tWhere do ants live?\n", encoding="utf-8")
    found = corpus(str(folder), tmp_path / "scratch", 10)
    sampler = QuerySampler(found.sections(), questions=found.questions())
    assert sampler.sample("asked", 9) == [Query("question", ("Where", "do", "ants", "live?"))]
    assert QuerySampler(found.sections()).sample("asked", 9) == []


def test_sections_are_those_that_wikisearch_indexed(made_up):
    with wikisearch.open(made_up.index("wikisearch")) as index:
        assert len(made_up.sections()) == index.manifest.sections == 60
        for section in made_up.sections():
            page = index.page(section.id.partition("#")[0])
            assert section.text in [each.text for each in page.sections]


def test_a_missing_corpus_is_reported_with_the_install_command(tmp_path, monkeypatch):
    monkeypatch.setattr(
        "bench.corpora._DEBIAN", {"python": (str(tmp_path / "no"), "python3.11-doc")}
    )
    with pytest.raises(MissingError, match=r"python3\.11-doc"):
        corpus("python", tmp_path, 10)


# --- systems --------------------------------------------------------------------------------------


def test_sections_are_unchanged_after_writing_and_reading(tmp_path):
    write_sections(tmp_path / "sections", SECTIONS)
    assert list(read_sections(tmp_path / "sections")) == SECTIONS


CASES = [
    ("term", Query("term", ("virtue",)), ["c"]),
    ("and2", Query("and", ("cost", "barrier")), ["a"]),
    ("or2", Query("or", ("virtue", "nobody")), ["a#b", "c"]),
    ("phrase", Query("phrase", ("cost", "barrier")), ["a"]),
    ("prefix", Query("prefix", ("virt",)), ["c"]),
    ("fuzzy", Query("fuzzy", ("virtus",)), ["c"]),
    ("fuzzy2", Query("fuzzy2", ("vixtus",)), ["c"]),
    ("title", Query("title", ("model", "size")), ["c"]),
    ("question", Query("question", ("why", "is", "virtue", "cheap")), ["c"]),
]


@pytest.mark.parametrize("name", ["sqlite", "whoosh", "bm25s", "tantivy"])
def test_a_peer_finds_the_expected_sections(tmp_path, name):
    entry = SYSTEMS[name]
    if reason := entry.why_missing():
        pytest.skip(reason)
    system = load_system(name)
    system.build(SECTIONS, tmp_path)
    system.open(tmp_path)
    cases = [each for each in CASES if each[0] in entry.classes]
    assert cases
    for _, query, expected in cases:
        hits = system.search(system.prepare(query))
        assert set(expected) <= {hit.id for hit in hits}, query
        assert all(hit.excerpt for hit in hits), query


# --- a run ----------------------------------------------------------------------------------------

SMALL = (
    *("--quick", "--systems", "wikisearch", "engine", "sqlite"),
    *(
        "--made-up",
        "40",
        "--sizes",
        "20",
        "--tokens",
        "30",
        "--queries",
        "2",
        "--rounds",
        "1",
        "--starts",
        "1",
        "--repetitions",
        "10",
    ),
)


@pytest.fixture(scope="module")
def stored_run(tmp_path_factory):
    file = tmp_path_factory.mktemp("run") / "run.json"
    process = subprocess.run(
        [sys.executable, "-m", "bench", *SMALL, "--output", file],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 0, process.stderr
    return file, process.stdout


@pytest.mark.slow
def test_a_run_measures_every_experiment(stored_run):
    rows = read_run(stored_run[0]).rows
    assert {row.experiment for row in rows} >= {
        "corpus",
        "build",
        "update",
        "latency",
        "start",
        "growth",
        "scale",
        "tokens",
        "token queries",
    }
    may_be_none = {"found", "peak_mb", "resident_mb"}
    figures = [pair for row in rows for pair in row.figures.items() if pair[0] not in may_be_none]
    assert all(value > 0 for _, value in figures)
    parts = {row.system: set() for row in rows if row.experiment == "latency"}
    for row in rows:
        if row.experiment == "latency":
            parts[row.system].add(row.part)
    assert (
        parts["wikisearch"]
        == parts["engine"] | {"all"}
        == {*CLASSES, "or5 cold", "all"} - {"asked"}
    )
    assert parts["sqlite"] == SYSTEMS["sqlite"].classes - {"asked"}


@pytest.mark.slow
def test_a_stored_run_prints_the_same_tables(stored_run, capsys):
    file, output = stored_run
    assert main(["--redraw", str(file)]) == 0
    again = capsys.readouterr().out
    for title in ("Full builds", "Updates", "Queries on made-up, whole call", "Cold starts"):
        assert title in output
        assert title in again
    assert re.findall(r"^\w.*", again, re.MULTILINE) == re.findall(r"^\w.*", output, re.MULTILINE)


@pytest.mark.slow
def test_the_figures_of_a_run_go_into_the_page_and_its_plots(stored_run, tmp_path):
    page = tmp_path / "bench.md"
    page.write_text((ROOT / "docs" / "bench.md").read_text(encoding="utf-8"), encoding="utf-8")
    for _ in range(2):
        write_docs(read_run(stored_run[0]), tmp_path)
    text = page.read_text(encoding="utf-8")
    assert text.count("### Full builds") == 1
    assert text.startswith("# ")
    for name in re.findall(r"!\[[^]]*\]\(([^)]+)\)", text):
        assert (tmp_path / name).read_text(encoding="utf-8").startswith("<svg")


def test_a_run_is_equal_after_writing_and_reading(tmp_path):
    run = Run(QUICK, [Row("build", "made-up", "sqlite", figures={"seconds": 1.5})], "m", {}, "d")
    write_run(tmp_path / "run.json", run)
    assert read_run(tmp_path / "run.json") == run


def test_rows_of_chosen_classes_are_added_to_a_stored_run(tmp_path):
    def row(part, p50, experiment="latency"):
        return Row(experiment, "python", "sqlite", part, {"p50": p50})

    stored = Run(QUICK, [row("term", 1), row("all", 2), row("heading", 3)], "m", {}, "monday")
    settings = replace(QUICK, classes=("heading",))
    rows = [row("heading", 4), row("all", 5), row("", 6, "languages")]
    later = Run(settings, rows, "m2", {"wikisearch": "2"}, "tuesday")
    both = with_rows_of(stored, later)
    assert [each.figures["p50"] for each in both.rows] == [1, 2, 4, 6]
    assert both.date == "monday"
    assert both.added == ("heading, languages: tuesday, wikisearch 2, m2",)
    assert with_rows_of(both, replace(later, date="friday")).added == (
        "heading, languages: friday, wikisearch 2, m2",
    )
    write_run(tmp_path / "run.json", both)
    assert read_run(tmp_path / "run.json") == both


def test_a_failed_command_is_reported_with_its_output():
    with pytest.raises(subprocess.CalledProcessError) as raised:
        run([sys.executable, "-c", "raise SystemExit('no luck')"])
    assert raised.value.stderr == "no luck\n"


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system does not say")
def test_memory_is_that_of_all_processes_together():
    child = "import time; held = bytearray(60_000_000); time.sleep(0.5)"
    script = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    cost = run([sys.executable, "-c", script])
    assert cost.peak > 60_000_000
    assert cost.seconds > 0.5


def test_a_plot_has_a_dot_for_every_figure():
    sampled = dots("Title & more", [("one", {"a": 0.5, "b": 20}), ("two", {"a": 3})])
    assert sampled.count("<circle") == 3 + 2  # and those of the legend
    assert "Title &amp; more" in sampled


def test_every_version_of_a_peer_is_pinned():
    packages = json.loads((ROOT / "bench" / "package.json").read_text(encoding="utf-8"))
    assert all(re.fullmatch(r"[\d.]+", each) for each in packages["dependencies"].values())
    assert {entry.needs for entry in SYSTEMS.values() if not entry.home} == {
        *packages["dependencies"]
    }
