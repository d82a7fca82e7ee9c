"""Descriptions without a term, and those below a label, are text about the page."""

import pytest

from wikisearch.ingest import parse_page


def definition(body: str, title: str = "lag") -> str:
    page = f"<title>{title}</title><h1>{title}</h1>{body}"
    return parse_page(page.encode(), "lag.html").definition


@pytest.mark.parametrize(
    "body",
    [
        "<font size=5>[lag]</font><dl><dd>It counts the hours of a tide.</dl><p>Use it so:",
        "<dl><dt>lag()<dd></dl><dl><dt>Description<dd><p>It counts the hours of a tide.</dl>",
        "<dl><dt>Beschreibung<dd>It counts the hours of a tide.<dt>Siehe<dd>gap</dl>",
        "<p>class lag (source)</p><div>It counts the hours of a tide.</div>",
    ],
)
def test_the_first_sentence_is_the_definition(body):
    assert definition(body) == "It counts the hours of a tide."


def test_a_term_has_its_own_description():
    terms = "<dt>gap</dt><dd>The space between two tides of a day.</dd>" * 3
    assert definition(f"<dl>{terms}</dl>") == ""


def test_a_declaration_alone_is_not_a_definition():
    assert definition("<p>class Series (View source)</p>", "Series") == ""


@pytest.mark.parametrize(
    "line", ["Navigation: »No pages above this one«", "Sie sind hier:  ", "You are here: » Tides"]
)
def test_a_breadcrumb_without_links_is_not_text(line):
    page = f"<title>lag</title><h1>lag</h1><p>{line}</p><p>It counts the hours of a tide.</p>"
    found = parse_page(page.encode(), "lag.html")
    assert (found.definition, found.sections[0].text) == ("It counts the hours of a tide.",) * 2


def test_a_sentence_that_begins_as_a_breadcrumb_is_text():
    text = "You are here to learn how the hours of a tide are counted."
    assert definition(f"<p>{text}</p>", "hours") == text


def test_labels_with_words_are_not_the_definition():
    labels = "<p>Goal: to count hours and to see the water rise</p><p>Needs: a clock and a line</p>"
    body = f"{labels}<h2>Why</h2><p>The hours of a tide are longer than those of a day.</p>"
    assert definition(body, "hours") == "The hours of a tide are longer than those of a day."


@pytest.mark.parametrize(
    "line",
    ["Prawa autorskie © Tide Works. Wszelkie prawa.", "Inherits <a href=gap.html>lib::gap</a>."],
)
def test_lines_about_rights_and_relations_are_not_definitions(line):
    body = f"<p>{line}</p><h2>Use</h2><p>It counts the hours of a tide.</p>"
    assert definition(body) == "It counts the hours of a tide."
