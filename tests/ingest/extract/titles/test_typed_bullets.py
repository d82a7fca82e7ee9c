"""Bullets that somebody typed before the line that names a page."""

import pytest

import wikisearch
from wikisearch.ingest import parse_page

LAKE = "The lake lies between two hills, and a river leaves it in the south."


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("<p>*LAKES</p>", "LAKES"),
        ("<p>* Lakes of the north</p>", "Lakes of the north"),
        ("<p>*湖</p>", "湖"),
        ("<p>• lakes</p>", "lakes"),
        ("<h1>• Lakes</h1>", "Lakes"),
        ("<h1>■Lakes</h1>", "Lakes"),
        ("<h1>* Operator</h1>", "* Operator"),
        ("<h1>*args</h1>", "*args"),
        ("<p>*args</p>", "*args"),
        ("<p>*print-base*</p>", "*print-base*"),
        ("<p>*PRINT-BASE*</p>", "*PRINT-BASE*"),
        ("<p>*Lake_t</p>", "*Lake_t"),
        ("<p>*</p>", "*"),
    ],
)
def test_a_bullet_is_not_part_of_the_title(line, expected):
    page = f"<html><body>{line}<p>{LAKE}</p></body></html>"
    assert parse_page(page.encode(), "page_1.html").title == expected


def test_a_line_with_a_bullet_is_the_title_and_not_text():
    page = f"<title>LAKES</title><body><div><p>*LAKES</p><p>{LAKE}</p></div></body>"
    parsed = parse_page(page.encode(), "page_1.html")
    assert (parsed.title, parsed.sections[0].text) == ("LAKES", LAKE)


def test_a_line_with_a_bullet_proves_whose_title_was_copied(tmp_path):
    pages = {
        "stock.html": ("STOCK", "*STOCK", "Shows how much of each thing there is."),
        "order.html": ("STOCK", "*MAKE AN ORDER", "Asks for more of one thing."),
        "price.html": ("PRICE", "*PRICE", "Shows what one thing costs today."),
    }
    for path, (title, line, text) in pages.items():
        page = f"<title>{title}</title><body><p>{line}</p><p>{text}</p></body>"
        (tmp_path / path).write_text(page, encoding="utf-8")
    titles = {p: wikisearch.read_page(tmp_path / p, source=tmp_path).title for p in pages}
    assert titles == {"stock.html": "STOCK", "order.html": "MAKE AN ORDER", "price.html": "PRICE"}
