"""The words of a title and of headings: without icons, pictures and controls."""

import pytest

from wikisearch.ingest import parse_page


def parse(body, title="Mill"):
    page = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return parse_page(page.encode(), "mill.html")


@pytest.mark.parametrize(
    "heading",
    [
        "Wheel <a href=w.c.html>[source]</a>",
        "Wheel [<a href=e?s=2>edit</a>]",
        "Wheel<small> <a href=#>Expand</a></small>",
        "Wheel <a href=e><i>編集</i></a>",
        "Wheel\ue123",
        '<img src=w.gif alt="Picture of a wheel"> Wheel',
        '<a href=/><img src=w.gif alt="Start page"></a>Wheel',
        "Wheel<a href=#><img src=l.png alt='Link to here'></a>",
        "Wheel <a class=anchor id=w3>†</a>",
    ],
)
def test_a_heading_has_no_controls_and_no_pictures(heading):
    page = parse(f"<h1>Mill</h1><h2 id=w>{heading}</h2><p>Text.</p>")
    assert [(each.title, each.anchor) for each in page.sections[1:]] == [("Wheel", "w")]


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("<a href=s.html>Source</a>", "Source"),
        ("<img src=w.gif alt='Wheels'>", "Wheels"),
        ("Force <img src=f.png alt='$F$'> of water", "Force $F$ of water"),
        ("How to edit a wheel", "How to edit a wheel"),
    ],
)
def test_the_only_words_of_a_heading_are_its_name(heading, title):
    page = parse(f"<h1>Mill</h1><h2 id=w>{heading}</h2><p>Text.</p>")
    assert page.sections[1].title == title


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("<a href=a>Water</a><span class=dot></span>Mill", "Water Mill"),
        ("<a href=a>Water</a><a href=b>Mill</a>", "Water Mill"),
        ("<b>Water</b><i>mill</i>", "Watermill"),
        ("<span>water</span><span>Mill</span>", "waterMill"),
        ("water<wbr>Mill", "waterMill"),
        ("Mill<span class=version>2.1</span>", "Mill 2.1"),
        ("turn<em class=VPBadge>Stable</em>", "turn Stable"),
    ],
)
def test_words_that_only_style_separates_are_two_words(heading, title):
    assert parse(f"<h1>{heading}</h1><p>Text.</p>", title="").title == title


def test_class_names_match_in_any_case():
    page = parse("<div class=NavHeader>Turn back</div><h1>Mill</h1><p>Text.</p>")
    assert "Turn back" not in page.sections[0].text


def test_a_chapter_number_that_the_document_title_lacks_is_no_part_of_the_title():
    assert parse("<h1>7.2. How mills turn</h1><p>Text.</p>", "How mills turn").title == (
        "How mills turn"
    )
