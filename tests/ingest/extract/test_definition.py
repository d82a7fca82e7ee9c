"""The definition of a page: the first sentence about its term."""

import pytest

from wikisearch.ingest import parse_page

LEAD = "A sluice is a gate that holds back the water of a mill."


def parse(body, head=""):
    page = f"<html><head><title>Sluice</title>{head}</head><body>{body}</body></html>"
    return parse_page(page.encode(), "sluice.html")


@pytest.mark.parametrize(
    "line",
    [
        "<p>Reading time: 12 minutes</p>",
        "<p>Lesezeit: etwa 4 Minuten</p>",
        "<p>Zuletzt bearbeitet am 3. Mai 2021 von der Redaktion.</p>",
        "<p>Updated 2023-04-05 by the millers of the valley.</p>",
        "<p>© 1999 The Millers. All rights are reserved by them.</p>",
        "<p>Version 4.5.6 for all supported systems</p>",
        "<p><a href=a>One page</a> | <a href=b>Another page</a> | <a href=c>A third page</a></p>",
        "<p>You are here: <a href=a>Mills</a>, <a href=b>Water</a>.</p>",
        "<p>Posted on 3 May 2021 by <a href=m>miller</a></p>",
        "<div>Share this with other millers:</div>",
        "<div>org.mill.Water<div>org.mill.Sluice and others</div></div>",
        "<table><tr><td>Created by a miller on a long day.</td></tr></table>",
    ],
)
def test_metadata_before_the_first_sentence_is_no_definition(line):
    assert parse(f"<h1>Sluice</h1>{line}<p>{LEAD}</p>").definition == LEAD


@pytest.mark.parametrize(
    "body",
    [
        f"<h2>Overview</h2><p>{LEAD}</p>",
        f"<h2>Synopsis</h2><pre>class Sluice extends Gate</pre><h2>About</h2><div>{LEAD}</div>",
        f"<div>class Sluice</div><div>extends the class Gate</div><div>{LEAD}</div>",
        f"<h3>Box</h3><h4>Age</h4><div>Old</div><h4>Place</h4><div>Mill</div><p>{LEAD}</p>",
    ],
)
def test_the_definition_is_found_below_headings_and_in_divisions(body):
    assert parse(f"<h1>Sluice</h1>{body}").definition == LEAD


@pytest.mark.parametrize(
    "lead",
    [
        "水闸是一种控制水流的建筑物。",
        "ประตูน้ำเป็นโครงสร้างที่ควบคุมการไหลของน้ำ ซึ่งใช้กันมานาน.",
        "水門は水の流れを調節するための門である。",
        "जलद्वार एक ऐसा द्वार है जो पानी को रोकता है।",
    ],
)
def test_a_sentence_of_any_script_is_a_definition(lead):
    assert parse(f"<h1>Sluice</h1><p>2021-05-03</p><h2>一</h2><p>{lead}</p>").definition == lead


def test_a_sentence_about_the_term_can_have_a_date():
    lead = "The sluice was opened on 3 May 1921."
    assert parse(f"<h1>Sluice</h1><p>{lead}</p><p>{LEAD}</p>").definition == lead


def test_a_page_without_a_sentence_takes_the_description_of_its_head():
    head = f'<meta name="description" content="{LEAD}">'
    assert parse("<h1>Sluice</h1><pre>open(sluice)</pre>", head).definition == LEAD


def test_a_line_of_versions_is_no_text_of_the_page():
    line = "<p>Versions: <a href=1>1.0</a>, <a href=2>2.0</a>, <a href=d>latest</a></p>"
    page = parse(f"<h1>Sluice</h1>{line}<p>{LEAD}</p>")
    assert page.sections[0].text == LEAD
