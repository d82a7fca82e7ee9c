"""Tool tips, pagers and the name of the program that made a page are not text of it."""

import pytest

from wikisearch.ingest import parse_page

WEIR = "A weir holds back the water of a brook, so that a mill can use it."


def read(before, after=""):
    html = f"<title>Weir</title><body>{before}<h1>Weir</h1><p>{WEIR}</p>{after}"
    page = parse_page(html.encode(), "weir.html")
    return [(section.title, section.text) for section in page.sections]


@pytest.mark.parametrize(
    "part",
    [
        "<div class=CToolTip id=tt1><p>The gate of the weir.</p></div>",
        "<div class='tool-tip' id=tt1>The gate of the weir.</div>",
        (
            "<div class=chapter-nav><div class=prev><a href=brook.html>The brook</a></div>"
            "<div class=next><a href=canal.html>The canal</a></div></div>"
        ),
        "<h6 class=generatorCopyright><a href=https://maker.example>Made by a maker</a></h6>",
        (
            "<p><a href=a.html><img src=l.png alt='previous page'></a><a href=a.html>Brook</a> "
            "<a href=index.html>[Top]</a> <a href=b.html>Canal</a>"
            "<a href=b.html><img src=r.png alt='next page'></a></p>"
        ),
        (
            "<table><tr><td><a href=index.html>The mills</a></td><td><a href=a>Vorige Seite</a>"
            "<a href=b.html>Nächste Seite</a></td></tr></table>"
        ),
        "<p><a href=a.html>上一页</a><a href=b.html>下一页</a></p>",
        "<p><a href=b.html>Далее</a> | <a href=a.html>Назад</a></p>",
    ],
)
def test_such_parts_are_dropped(part):
    assert read("", part) == [("Weir", WEIR)]


@pytest.mark.parametrize(
    "part",
    [
        "<div class=tooltip id=a><h2>Gate</h2><p>It is of oak.</p></div>",
        "<p class=tooltip>It is of oak.</p>",
        "<div class=next>It is of oak, as <a href=door.html>a door</a>.</div>",
        "<ul><li>Wood<li class=next><a href=oak.html>Oak</a></ul>",
        "<p>Previous to the gate, next to the mill: <a href=gate.html>next page</a>. Oak.</p>",
        "<p><a href=a.html>The previous owner of an oak</a></p>",
        "<p><a href=a.html>Next to the oak</a> <a href=b.html>The miller</a></p>",
    ],
)
def test_other_parts_stay(part):
    assert "oak" in " ".join(text for _, text in read("", part)).casefold()


def test_the_author_of_a_book_is_not_a_section():
    html = (
        "<title>Weirs</title><meta name=generator content='DocBook XSL Stylesheets'>"
        "<div class=book><div class=titlepage><h1 class=title>Weirs</h1><div class=author>"
        f"<h3 class=author>Ada Reed</h3></div></div><p>{WEIR}</p></div>"
    )
    sections = parse_page(html.encode(), "weirs.html").sections
    assert [(section.title, section.text) for section in sections] == [
        ("Weirs", f"Ada Reed\n{WEIR}")
    ]
