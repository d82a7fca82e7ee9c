"""The measures of a real index equal values computed by hand."""

from math import log2

import pytest

from wikisearch.errors import OptionError
from wikisearch.evaluation import MEASURES, Level, RankedUnit, evaluate, read_run, run, trec_run

SECTIONS = "q1 0 ant 1\nq3 0 deep/moth#habits 1\n"


def test_a_perfect_ranking_has_the_maximum_of_every_measure(task, search):
    found = evaluate(made := task(), run(made, search("whole")))
    assert found.measures == dict.fromkeys(MEASURES, 1.0)
    assert list(found.by_query) == ["q1", "q2", "q3", "q4"]


def test_the_measures_are_those_of_the_definitions(task):
    made = task(qrels="q1 0 ant 3\nq1 0 bee 1\nq1 0 fly 2\nq2 0 wasp 1\n")
    ranked = [RankedUnit("q1", "moth", 1), RankedUnit("q1", "bee", 2), RankedUnit("q1", "ant", 3)]
    found = evaluate(made, ranked, ["nDCG@10", "MRR@10", "RR@10", "Success@1", "Success@3", "R@2"])
    gain = 1 / log2(3) + 3 / log2(4)
    ideal = 3 + 2 / log2(3) + 1 / log2(4)
    assert found.by_query["q1"] == pytest.approx(
        {"nDCG@10": gain / ideal, "RR@10": 1 / 2, "Success@1": 0, "Success@3": 1, "R@2": 1 / 3}
    )
    assert found.by_query["q2"] == dict.fromkeys(found.measures, 0.0)
    assert found.measures["RR@10"] == pytest.approx(1 / 4)


def test_sections_are_judged_by_page_and_anchor(task, search):
    made = task(qrels=SECTIONS, level=Level.SECTION)
    ranked = run(made, search("whole"))
    assert [each.unit for each in ranked if each.query == "q3"] == ["deep/moth#habits"]
    assert evaluate(made, ranked).measures["Success@1"] == 1.0


def test_each_class_of_queries_is_measured_separately(task, search):
    made = task(classes="q1\tword\nq2\tword\nq3\trare\n")
    found = evaluate(made, run(made, search("poor")), ["Success@1"])
    assert found.by_class == {"rare": {"Success@1": 0.0}, "word": {"Success@1": 1.0}}
    assert found.measures == {"Success@1": 0.75}


def test_queries_without_judgements_are_run_but_not_measured(task, search):
    made = task(qrels="q1 0 ant 1\n")
    ranked = run(made, search("whole"))
    assert {each.query for each in ranked} == {"q1", "q2", "q3", "q4"}
    assert list(evaluate(made, ranked).by_query) == ["q1"]


@pytest.mark.parametrize(
    "measure", ["ndcg@10", "nDCG@x", "nDCG@", "", "nDCG(10", "Luck@1", "R(x=1)@9", "RR@1x"]
)
def test_an_unknown_measure_is_reported(task, measure):
    with pytest.raises(OptionError) as error:
        evaluate(task(), [], [measure])
    assert str(error.value).startswith(measure)


@pytest.mark.parametrize(
    "measure",
    [
        *(f"{name}@0" for name in ("nDCG", "P", "R", "AP", "Success")),
        "R@99999999999999999999",
        "P@10001",
        "nDCG@1.5",
        "P(cutoff='x')",
    ],
)
def test_a_cutoff_out_of_range_is_reported_before_measuring(task, measure):
    with pytest.raises(OptionError) as error:
        evaluate(task(), [RankedUnit("q1", "ant", 1)], [measure])
    assert str(error.value) == f"{measure}: the cutoff must be a number from 1 to 10,000"


@pytest.mark.parametrize("measure", ["P@1", "P@10000", "R@100", "AP", "RR"])
def test_a_cutoff_in_range_is_measured(task, measure):
    assert list(evaluate(task(), [RankedUnit("q1", "ant", 1)], [measure]).measures) == [measure]


@pytest.mark.parametrize("measure", ["RBP", "INST", "P(rel=0)@5"])
def test_a_measure_that_cannot_be_computed_is_an_error_of_one_line(task, measure):
    with pytest.raises(OptionError) as error:
        evaluate(task(), [RankedUnit("q1", "ant", 1)], [measure])
    assert str(error.value).startswith(f"{measure}: cannot be measured")
    assert "\n" not in str(error.value)


# --- runs -----------------------------------------------------------------------------------------


def test_a_run_is_unchanged_after_writing_and_reading(task, search, write):
    made = task()
    ranked = [*run(made, search("whole")), RankedUnit("q4", "with space", 2)]
    assert read_run(write("a.run", trec_run(ranked)), made) == ranked


def test_a_run_is_ordered_by_score(task, write):
    made = task()
    ours = "q1 Q0 ant 1 0.5 x\nq1 Q0 bee 2 7e0 x\nq1 Q0 cat 3 0.5 x\n"
    assert [each.unit for each in read_run(write("a.run", ours), made)] == ["bee", "cat", "ant"]


def test_a_run_is_written_in_trec_format(task, search):
    made = task()
    rows = [line.split() for line in trec_run(run(made, search("whole"))).splitlines()]
    assert rows[0] == ["q1", "Q0", "ant", "1", "1.000000", "wikisearch"]
    assert {len(row) for row in rows} == {6}


@pytest.mark.parametrize("unit", ["a\nb", "a\r", " a", "a#x\ny\tz", "a#\u2028", "a b "])
def test_a_unit_with_any_name_is_one_line_of_a_run(task, write, unit):
    made = task(level=Level.SECTION, qrels=SECTIONS)
    ranked = [RankedUnit("q1", unit, 1), RankedUnit("q1", "b#c", 2)]
    read = read_run(write("a.run", trec_run(ranked)), made)
    assert [(each.query, each.rank) for each in read] == [("q1", 1), ("q1", 2)]
    assert len({each.unit for each in read}) == 2


WRONG = {
    "": "the file has no result",
    "q1 Q0 ant 1 0.5 x\nq1 ant": "line 2: expected `query Q0 unit rank score tag`, not 'q1 ant'",
    "q1 0 ant 1": "line 1: expected `query Q0 unit rank score tag`",
    "q1 Q0 ant 1 high x": "line 1: the score 'high' is not a number",
    "q1 Q0 ant 1 nan x": "line 1: the score 'nan' is not a number",
    "q1 Q0 ant 1 2 x\nq1 Q0 ant 2 1 x": "line 2: duplicate line for q1 and ant",
    "q7 Q0 ant 1 2 x": "no query has the id q7",
    "q1 Q0 ant#habits 1 2 x": "ant#habits is a section",
    b"\xff\xfe\0": "not UTF-8 text",
}


@pytest.mark.parametrize(("text", "message"), WRONG.items())
def test_an_invalid_run_is_reported(task, write, text, message):
    with pytest.raises(OptionError, match=r"a\.run") as error:
        read_run(write("a.run", text), task())
    assert message in str(error.value)
