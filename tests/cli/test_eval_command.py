"""`wikisearch eval` in a separate process: tables, JSON, runs, comparisons, errors."""

import json
import shutil

import pytest

from tests.cli.conftest import Command

QUERIES = "q1\tqueen\nq2\tpaper\nq3\tantler\nq4\tnectar\n"
QRELS = "q1 0 ant 1\nq1 0 bee 1\nq2 0 wasp 1\nq4 0 bee 1\n"
SECTIONS = "q2 0 wasp#why-it-matters 2\nq2 0 wasp#habits 1\n"


@pytest.fixture(scope="module")
def both_indexes(finished, tmp_path_factory):
    """A folder with judged queries, an index, and a poorer index in `poor`."""
    command = Command(shutil.copytree(finished, tmp_path_factory.mktemp("eval") / "own"))
    files = {
        "q.tsv": QUERIES,
        "p.qrels": QRELS,
        "s.qrels": SECTIONS,
        "classes.tsv": "q1\troyal\nq2\tplain\n",
    }
    for name, text in files.items():
        (command.folder / name).write_text(text, encoding="utf-8")
    (command.folder / "wiki" / "wasp.html").unlink()
    assert command("index", "wiki", "--index", "poor").code == 0
    return command.folder


@pytest.fixture
def judged(both_indexes, tmp_path):
    """The command in a private copy of that folder."""
    return Command(shutil.copytree(both_indexes, tmp_path / "own"))


def test_the_measures_of_pages_as_a_table(judged):
    outcome = judged("eval", "q.tsv", "p.qrels", "--classes", "classes.tsv")
    assert (outcome.code, outcome.err) == (0, "")
    assert [line.split() for line in outcome.out.splitlines()] == [
        ["class", "nDCG@10", "RR@10", "Success@1", "R@100"],
        ["plain", *["1.0000"] * 4],
        ["royal", *["1.0000"] * 4],
        ["all", *["1.0000"] * 4],
    ]


def test_the_same_as_json(judged):
    outcome = judged("eval", "q.tsv", "p.qrels", "--classes", "classes.tsv", "--json")
    ones = {"nDCG@10": 1.0, "RR@10": 1.0, "Success@1": 1.0, "R@100": 1.0}
    assert json.loads(outcome.out) == {
        "queries": 3,
        "measures": ones,
        "classes": {"plain": ones, "royal": ones},
    }


@pytest.mark.parametrize(
    ("qrels", "options", "printed"),
    [
        (
            "q1 0 ant 1\nq1 0 gnat 1\nq2 0 fly 0\n",
            (),
            "1 page judged in x.qrels is not in the index: gnat",
        ),
        (
            "".join(f"q1 0 {name}#none 1\n" for name in ("ant", "bee", "gnat", "wasp"))
            + "q2 0 ant 1\n",
            ("--level", "section"),
            "4 sections judged in x.qrels are not in the index: ant#none, bee#none, gnat#none, …",
        ),
    ],
)
def test_judged_units_that_the_index_does_not_have_are_named(judged, qrels, options, printed):
    (judged.folder / "x.qrels").write_text(qrels, encoding="utf-8")
    outcome = judged("eval", "q.tsv", "x.qrels", *options)
    assert (outcome.code, outcome.err) == (0, f"note: {printed}\n")
    assert judged("eval", "q.tsv", "x.qrels", *options, "--quiet").err == ""


def test_sections(judged):
    outcome = judged("eval", "q.tsv", "s.qrels", "--level", "section", "--json")
    assert json.loads(outcome.out)["measures"]["R@100"] == 1.0


def test_other_measures(judged):
    outcome = judged("eval", "q.tsv", "p.qrels", "--measure", "MRR@5", "--measure", "P@2", "--json")
    assert json.loads(outcome.out)["measures"] == {"RR@5": 1.0, "P@2": pytest.approx(2 / 3)}


def test_two_indexes_are_compared(judged):
    outcome = judged("eval", "q.tsv", "p.qrels", "--index", "poor", "--baseline", "index")
    lines = [line.split() for line in outcome.out.splitlines()]
    assert ["compared", "with", "index,", "3", "queries"] in lines
    assert ["measure", "this", "baseline", "difference", "wins", "losses", "ties", "p"] in lines
    assert ["Success@1", "0.6667", "1.0000", "-0.3333", "0", "1", "2", "1.0000"] in lines


def test_a_written_run_is_a_valid_baseline(judged):
    assert judged("eval", "q.tsv", "p.qrels", "--index", "poor", "--run", "before.run").code == 0
    rows = (judged.folder / "before.run").read_text(encoding="utf-8").splitlines()
    assert "q4 Q0 bee 1 1.000000 wikisearch" in rows
    outcome = judged("eval", "q.tsv", "p.qrels", "--baseline", "before.run", "--json")
    answer = json.loads(outcome.out)
    assert answer["measures"]["nDCG@10"] == 1.0
    assert answer["comparison"]["nDCG@10"] == {
        "mean": 1.0,
        "baseline": pytest.approx(2 / 3),
        "difference": pytest.approx(1 / 3),
        "wins": 1,
        "losses": 0,
        "ties": 2,
        "p": 1.0,
    }
    assert list(answer["comparison"]) == list(answer["measures"])


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["q.tsv", "q.tsv"], ["q.tsv, line 1", "query 0 unit grade"]),
        (["p.qrels", "p.qrels"], ["p.qrels, line 1", "no tab"]),
        (["q.tsv", "empty"], ["empty", "no judgement"]),
        (["empty", "p.qrels"], ["empty", "no query"]),
        (["q.tsv", "s.qrels"], ["s.qrels", "--level section"]),
        (["q.tsv", "p.qrels", "--level", "section"], ["p.qrels", "--level page"]),
        (["q.tsv", "other.qrels"], ["other.qrels", "id q9"]),
        (["q.tsv", "p.qrels", "--classes", "p.qrels"], ["p.qrels, line 1", "no tab"]),
        (["latin.tsv", "p.qrels"], ["latin.tsv", "UTF-8"]),
        (["q.tsv", "p.qrels", "--measure", "best"], ["best", "nDCG@10"]),
        (["q.tsv", "p.qrels", "--baseline", "p.qrels"], ["p.qrels, line 1", "rank score tag"]),
        (["q.tsv", "p.qrels", "--baseline", "wiki"], ["wiki", "no index here"]),
        (["q.tsv", "p.qrels", "--baseline", "nowhere"], ["nowhere", "cannot be read"]),
        (["q.tsv", "p.qrels", "--index", "wiki"], ["wiki", "no index here"]),
        (["q.tsv", "p.qrels", "--run", "nowhere/a.run"], ["nowhere/a.run", "cannot be written"]),
    ],
)
def test_an_error_is_one_line(judged, arguments, named):
    (judged.folder / "empty").touch()
    (judged.folder / "other.qrels").write_text("q9 0 ant 1\n", encoding="utf-8")
    (judged.folder / "latin.tsv").write_bytes("q1\tBienenkönigin\n".encode("latin-1"))
    outcome = judged("eval", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert all(part in outcome.only_line for part in named), outcome.only_line


@pytest.mark.parametrize("arguments", [["nowhere", "p.qrels"], ["q.tsv", "nowhere"], ["q.tsv"]])
def test_a_missing_file_is_an_error(judged, arguments):
    outcome = judged("eval", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
