"""An error in a file is reported in one line that names the file, the line and the remedy."""

import pytest

from wikisearch.errors import OptionError
from wikisearch.evaluation import Level, read_task


def test_queries_judgements_and_classes_are_read_unchanged(task):
    made = task(
        qrels="q1 0 ant 2\r\nq1\t0\tbee\t0\n\nq2 Q0 with space.v2 -1\n",
        queries='q1\t"queen\u2028bee"\r\nq2\ttab\there\nq3\tnot judged\n',
        classes="q1\tsymbol\n",
    )
    assert made.queries == {"q1": '"queen\u2028bee"', "q2": "tab\there", "q3": "not judged"}
    assert made.judged == {"q1": {"ant": 2, "bee": 0}, "q2": {"with space.v2": -1}}
    assert made.classes == {"q1": "symbol"}
    assert made.level is Level.PAGE


def test_a_byte_order_mark_is_not_part_of_an_id(task):
    assert "q1" in task(queries="\ufeffq1\tqueen\n", qrels="\ufeffq1 0 ant 1\n").queries


def test_a_page_name_may_contain_the_section_separator(task):
    assert task(qrels="q1 0 c# 1\n").judged == {"q1": {"c#": 1}}


WRONG_QUERIES = {
    "": "the file has no query",
    "\n \n": "the file has no query",
    "q1 queen": "line 1: no tab after the id",
    "q1\tqueen\nq 2\tbee": "line 2: the id before the tab must be one word",
    "q1\tqueen\n\tbee": "line 2: the id before the tab must be one word",
    "q1\tqueen\nq2\t ": "line 2: no query after the tab",
    "q1\tqueen\nq1\tbee": "line 2: duplicate id q1",
    "q1\tqueen\n".encode("utf-16"): "not UTF-8 text",
    "q1\tk\xf6nigin".encode("latin-1"): "not UTF-8 text",
}


@pytest.mark.parametrize(("text", "message"), WRONG_QUERIES.items())
def test_invalid_queries_are_reported(task, text, message):
    with pytest.raises(OptionError, match=r"queries\.tsv") as error:
        task(queries=text)
    assert message in str(error.value)


WRONG_QRELS = {
    "": "the file has no judgement",
    "q1 0 ant 1\nq1 ant 1": "line 2: expected `query 0 unit grade`, not 'q1 ant 1'",
    "q1 0 ant": "line 1: expected `query 0 unit grade`",
    "q1": "line 1: expected `query 0 unit grade`",
    "q1,0,ant,1": "line 1: expected `query 0 unit grade`",
    "q1 0 ant good": "line 1: the grade 'good' is not a whole number",
    "q1 0 ant 1.5": "line 1: the grade '1.5' is not a whole number",
    "q1 0 ant 1 wikisearch": "line 1: the grade 'wikisearch' is not a whole number",
    "q1 0 ant 1\nq1 0 ant 2": "line 2: ant already has another grade for q1",
    "q1 0 ant 1\nq8 0 ant 1": "no query has the id q8; use the file of the same queries",
    "q9 0 ant 1\nq8 0 ant 1": "no query has the id q8 and 1 more",
    "q1 0 ant#habits 1": "ant#habits is a section; for sections use --level section",
    "q1 0 ant 1\n".encode("utf-16"): "not UTF-8 text",
    b"q1 0 \xe4nt 1": "not UTF-8 text",
}


@pytest.mark.parametrize(("text", "message"), WRONG_QRELS.items())
def test_invalid_judgements_are_reported(task, text, message):
    with pytest.raises(OptionError, match=r"qrels\.txt") as error:
        task(qrels=text)
    assert message in str(error.value)


def test_page_judgements_cannot_measure_sections(task):
    with pytest.raises(OptionError, match=r"no unit has an #anchor.*--level page"):
        task(level=Level.SECTION)
    assert task(qrels="q1 0 ant 1\nq2 0 wasp#habits 1\n", level=Level.SECTION).judged


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file has no class"),
        ("q1 symbol", "no tab after the id"),
        ("q7\ta", "no query has the id q7"),
    ],
)
def test_invalid_classes_are_reported(task, text, message):
    with pytest.raises(OptionError, match=r"classes\.tsv") as error:
        task(classes=text)
    assert message in str(error.value)


def test_a_missing_file_is_reported(task, tmp_path):
    (tmp_path / "queries.tsv").write_text("q1\tqueen\n", encoding="utf-8")
    with pytest.raises(OptionError, match=r"nowhere.*cannot be read"):
        read_task(tmp_path / "queries.tsv", tmp_path / "nowhere")
