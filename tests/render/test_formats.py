"""Every output format is valid, complete and free of control characters."""

import csv
import json
import re
from dataclasses import replace
from importlib import import_module

import pytest

from tests.search.wikis import ask, page, wiki
from wikisearch.model.results import FacetValue
from wikisearch.render.columns import width
from wikisearch.render.display import DisplayOptions
from wikisearch.render.formats import FORMATS, side_lines
from wikisearch.render.line import Cells, JsonText, StyledLine

HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
EVIL = "\x1b[31mcost\x1b]0;owned\x07\r\x9b2J\u202e\x00\u2028"

READER = wiki(
    [
        page(
            f'Evil, "{EVIL}"',
            f"A cost\t{EVIL}\nof much",
            {f"Cost {EVIL}": f"cost {EVIL}"},
            aliases=[f"Alias {EVIL}"],
            category=f"Category {EVIL}",
            id=f"id{EVIL}",
        ),
        page("GPU", "At a cost."),
        page("機械学習", "cost 費用"),
    ]
)
EVERY = [(name, flat) for name in FORMATS for flat in (False, True)]


def results(query="cost ("):
    found = ask(READER, query, explain=True)
    counted = {"category": (FacetValue(f"Category {EVIL}", 1),)}
    return replace(found, facets=counted, suggestion="cast", relaxed=True)


def printed(name, flat=False, query="cost (", columns=100):
    return list(FORMATS[name].render(results(query), DisplayOptions(flat=flat, columns=columns)))


def text(name, **options):
    return "\n".join(each.text() for each in printed(name, **options))


@pytest.mark.parametrize(("name", "flat"), EVERY)
def test_no_format_prints_what_controls_a_terminal(name, flat):
    for each in printed(name, flat):
        assert isinstance(each, StyledLine | Cells | JsonText)
        assert not HARMFUL.search(each.text())
        colored = re.sub(r"\x1b\[[0-9]m", "", each.text(color=True))
        assert not HARMFUL.search(colored)


@pytest.mark.parametrize(("name", "flat"), EVERY)
def test_every_result_is_in_every_format(name, flat):
    shown = text(name, flat=flat, columns=300)
    assert "GPU" in shown or "gpu" in shown
    assert "機械学習" in shown


@pytest.mark.parametrize(("name", "flat"), EVERY)
def test_notes_and_facets_are_in_the_output_or_beside_it(name, flat):
    beside = "\n".join(side_lines(results(), name, DisplayOptions(flat=flat)))
    everything = text(name, flat=flat) + beside
    for part in ("a bracket is not closed", "cast", "Category"):
        assert part in everything
    assert '"relaxed": true' in everything or "only some of the words" in everything


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_declares_what_it_includes(name):
    shown = text(name)
    assert FORMATS[name].has_notes == ("a bracket is not closed" in shown)
    assert FORMATS[name].has_facets == ('"facets"' in shown or "by category" in shown)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("flat", [False, True])
def test_an_empty_result_is_not_an_error(name, flat):
    assert "GPU" not in text(name, flat=flat, query="zebra")


@pytest.mark.parametrize("name", FORMATS)
def test_a_renderer_has_a_description(name):
    output = FORMATS[name]
    assert output.help
    assert getattr(import_module(f"wikisearch.render.{output.module}"), output.function).__doc__


@pytest.mark.parametrize("flat", [False, True])
def test_json_lines_are_the_rows_of_the_json(flat):
    rows = [json.loads(line) for line in text("jsonl", flat=flat).split("\n")]
    assert rows == json.loads(text("json", flat=flat))["results"]


@pytest.mark.parametrize("flat", [False, True])
def test_csv_and_tsv_have_the_same_rows(flat):
    from_csv = list(csv.reader(text("csv", flat=flat).split("\n")))
    from_tsv = [line.split("\t") for line in text("tsv", flat=flat).split("\n")]
    assert from_csv == from_tsv
    assert len({len(row) for row in from_csv}) == 1
    ids = [row["id"] for row in json.loads(text("json", flat=flat))["results"]]
    column = from_csv[0].index("id")
    assert [re.sub(r"\W", "", row[column]) for row in from_csv[1:]] == [
        re.sub(r"\W", "", re.sub(HARMFUL, "", each)) for each in ids
    ]


@pytest.mark.parametrize("columns", [40, 80, 300])
def test_a_table_fits_the_window_and_its_columns_are_aligned(columns):
    rows = [each.text() for each in printed("table", columns=columns)]
    assert max(map(width, rows)) <= columns
    start = rows[0].index("title")
    assert all(row[start - 1] == " " for row in rows)


def test_json_keeps_the_text_that_it_escapes():
    raw = json.loads(text("json"))["results"]
    assert EVIL in "".join(row["title"] for row in raw)
