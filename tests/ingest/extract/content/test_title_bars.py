"""Tables of one colored cell are the headings of a page without other headings."""

import pytest

from wikisearch.ingest import parse_page


def bar(title, cell="bgcolor=#336699"):
    return f"<table width=100%><tr><td {cell}>{title}</td></tr></table>"


def block(text):
    return f"<table><tr><td>{text}</td></tr></table>"


LEAD = block("A sluice is a gate for water.<br><br>It stands in a canal.")
REST = block("Oil the wheel once a year.<br><br>Then close the gate.")


def titles(body):
    page = parse_page(f"<title>Sluice</title><body>{body}".encode(), "sluice.html")
    return [section.title for section in page.sections]


@pytest.mark.parametrize("cell", ["bgcolor=#336699", "style='background-color: #369'"])
def test_colored_cells_above_text_are_headings(cell):
    page = bar("Sluice overview", cell) + LEAD + bar("Care", cell) + REST + bar("Use", cell) + REST
    assert titles(page) == ["Sluice", "Care", "Use"]


def test_the_first_one_is_a_heading_if_the_lead_is_before_it():
    page = f"<p>A sluice is a gate for water, and it stands in a canal.</p>{bar('Parts')}{REST}"
    assert titles(f"{page}{bar('Care')}{REST}") == ["Sluice", "Parts", "Care"]


@pytest.mark.parametrize(
    "page",
    [
        LEAD + bar("Care") + REST,
        f"<h2>Parts</h2>{LEAD}{bar('Care')}{REST}{bar('Use')}{REST}",
        LEAD + bar("<a href=a.html>Mill</a>") + REST + bar("<a href=b.html>Weir</a>") + REST,
        LEAD + bar("Close the gate.") + REST + bar("Open it again.") + REST,
        LEAD + bar("Care</td><td>2") + REST + bar("Use</td><td>3") + REST,
        LEAD + bar("Care", "bgcolor=red") + REST + bar("Use", "bgcolor=blue") + REST,
    ],
    ids=["one", "other headings", "links", "sentences", "several cells", "other colors"],
)
def test_other_colored_cells_are_not_headings(page):
    assert not {"Care", "Use", "Mill", "Close the gate."} & set(titles(page))
