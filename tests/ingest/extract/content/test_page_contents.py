"""Tables of contents of a page are not text of it."""

import pytest

from wikisearch.ingest import parse_page

WEIR = "A weir holds back the water of a brook, so that a mill can use it."
PAGE = "<li><a href=#>The weir of the mill</a>"


def titles_and_text(contents):
    html = (
        f"<title>Weir</title><body><h1>Weir</h1><p>{WEIR}</p>"
        f"<p id=gate>The gate is of oak, and the frame of it is of stone.</p>{contents}"
    )
    sections = parse_page(html.encode(), "weir.html").sections
    return [section.title for section in sections], "\n".join(each.text for each in sections)


@pytest.mark.parametrize(
    "heading", ["Page Contents", "On this page", "Seiteninhalt", "Sur cette page", "本页内容"]
)
def test_a_table_of_contents_can_begin_with_the_page_itself(heading):
    contents = f"<div id=local><h4>{heading}</h4><ul>{PAGE}<ul><li><a href=#gate>Gate</a></ul></ul>"
    titles, text = titles_and_text(f"{contents}</div>")
    assert titles == ["Weir"]
    assert "mill" not in text.removeprefix(WEIR)


@pytest.mark.parametrize(
    "links",
    [
        f"<ul>{PAGE}<li><a href=#>The boats</a><li><a href=#>The mills</a></ul>",
        f"<ul>{PAGE}<li><a href=#gate>Gate</a></ul>",
    ],
)
def test_links_to_the_page_alone_are_not_a_table_of_contents(links):
    titles, text = titles_and_text(f"<h4>Places</h4>{links}")
    assert titles == ["Weir", "Places"]
    assert "The weir of the mill" in text
