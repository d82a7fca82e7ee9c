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
