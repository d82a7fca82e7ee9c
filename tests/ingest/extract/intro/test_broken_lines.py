"""A definition that line breaks cut into lines is read as a whole."""

import pytest

from wikisearch.ingest import parse_page


def definition(body, title="Sluice"):
    html = f"<title>{title}</title><body><h1>{title}</h1>{body}"
    return parse_page(html.encode(), "sluice.html").definition


BROKEN = {
    "a sentence of three lines": (
        (
            "<p>A sluice is a gate that holds back<br>the water of a mill until the miller<br>"
            "opens it.</p>"
        ),
        "A sluice is a gate that holds back the water of a mill until the miller opens it.",
    ),
    "a script without capital letters": (
        "<p>水門とは、水車小屋の水をせき止めるための門のことで、<br>粉屋がそれを開け閉めします。</p>",
        "水門とは、水車小屋の水をせき止めるための門のことで、粉屋がそれを開け閉めします。",
    ),
    "two sentences": (
        "<p>A sluice is a gate that holds back water.<br>The miller opens it in the morning.</p>",
        "A sluice is a gate that holds back water.",
    ),
    "a label above a sentence": (
        "<p>Parts of the sluice at the old mill:<br>The gate is made of wood that is oiled.</p>",
        "The gate is made of wood that is oiled.",
    ),
    "two paragraphs and a comma": (
        "<p>A sluice is a gate that holds back the water,</p><p>until the miller opens it.</p>",
        "A sluice is a gate that holds back the water, until the miller opens it.",
    ),
    "two paragraphs": (
        "<p>Sluices of the mills along the river</p><p>the gate of a mill holds back water.</p>",
        "Sluices of the mills along the river",
    ),
}


@pytest.mark.parametrize(("body", "expected"), BROKEN.values(), ids=BROKEN)
def test_a_sentence_goes_on_after_a_line_break(body, expected):
    assert definition(body) == expected


def test_the_lines_of_the_text_stay():
    html = "<h1>Sluice</h1><p>A sluice is a gate that holds back<br>the water of a mill.</p>"
    text = parse_page(html.encode(), "sluice.html").sections[0].text
    assert text.splitlines() == ["A sluice is a gate that holds back", "the water of a mill."]


def test_paragraphs_that_count_are_items_of_a_list():
    items = (
        "<p>1. “Gates of mills” in The Miller, 1976.</p><p>2. “Weirs” in The Miller, 1977.</p>"
        "<p>A sluice is a gate that holds back water.</p>"
    )
    assert definition(items) == "A sluice is a gate that holds back water."


def test_a_heading_that_begins_with_the_title_can_be_the_definition():
    body = "<h2 id=a>Sluice holds back the water of a mill.</h2><p>Note: open it by day.</p>"
    assert definition(body) == "Sluice holds back the water of a mill."


def test_a_call_in_lisp_below_what_it_is_does_not_define_the_page():
    body = (
        "<div id=var-raise><h3>raise</h3><h4>macro</h4><div><code>(raise gate)</code></div>"
        "<p>Raises the gate and returns how high it stands.</p></div>"
    )
    assert definition(body, "mill.sluice") == ""


def test_a_line_of_code_within_a_sentence_is_part_of_it():
    body = (
        "<p>If you add the line:</p><pre>\nuse mill\n</pre><p>the mill turns.</p><p>It is old.</p>"
    )
    page = f"<title>Mill</title><h1>Mill</h1>{body}"
    definition = parse_page(page.encode(), "mill.html").definition
    assert definition == "If you add the line: use mill the mill turns."


def test_a_sentence_after_code_is_another_one():
    body = "<p>Usage of it:</p><pre>use mill</pre><p>The mill turns with the water.</p>"
    page = f"<title>Gates</title><h1>Gates</h1>{body}"
    assert parse_page(page.encode(), "g.html").definition == "The mill turns with the water."


def test_text_below_numbered_labels_is_about_them():
    parts = "".join(
        f"<p><b>{at}. {name}:</b><br>The {name} of the window holds some text.</p>"
        for at, name in enumerate(("field", "button", "list"), 1)
    )
    page = f"<title>Notes</title><h1>Notes</h1>{parts}"
    assert parse_page(page.encode(), "notes.html").definition == ""


@pytest.mark.parametrize(
    "after", ["<ul><li>a wheel<li>a chain</ul>", "<pre>open(gate)</pre>"], ids=["list", "code"]
)
def test_a_last_sentence_that_goes_on_in_a_list_or_in_code_is_left_out(after):
    lead = "A sluice is a gate of an old mill. It is opened with"
    assert definition(f"<p>{lead}</p>{after}") == "A sluice is a gate of an old mill."
    assert definition(f"<p>{lead}</p><p>Mills are old.</p>") == lead


def test_the_summary_of_a_manual_page_is_whole():
    lead = "mill::sluice? - Gates of a mill. Open them"
    assert definition(f"<p>{lead}</p><pre>open gate</pre>", "mill::sluice?") == lead
