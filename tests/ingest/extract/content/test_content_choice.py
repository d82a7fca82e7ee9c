"""No part of the content is lost, and nothing that covers the page is content."""

import pytest

from wikisearch.ingest import parse_page

LONG = "<p>" + "The keel of a boat keeps it from drifting sideways. " * 30 + "</p>"
LINKS = "".join(f"<li><a href={n}.html>The boat number {n}</a></li>" for n in range(60))

CHINESE = "水闸是一种用来控制水流的建筑物，通常建在河流或渠道上。"

CASES = {
    "prose beside a large part": (
        f"<h1>T</h1><p>A boat floats on water.</p><div><h2>A</h2>{LONG}</div>",
        "A boat floats",
        "",
    ),
    "a short section beside a large one": (
        (
            f"<div><div><h2>A</h2>{LONG}</div>"
            "<div><h2>B</h2><p>It sinks if it leaks too much.</p></div></div>"
        ),
        "It sinks",
        "",
    ),
    "an article that is a card": (
        f"<main><h1>T</h1>{LONG}<article><h3>Next</h3><p>Oars.</p></article></main>",
        "The keel",
        "",
    ),
    "an article beside side bars": (
        f"<article><h1>T</h1>{LONG}</article><aside><p>{'Subscribe now. ' * 40}</p></aside>",
        "The keel",
        "Subscribe",
    ),
    "a layout table with a menu": (
        (
            "<table><tr><td><b>Menu</b> <a href=b.html>Boats</a></td>"
            "<td><h2>T</h2><p>A boat floats on water.</p></td></tr></table>"
        ),
        "A boat floats",
        "Menu",
    ),
    "a table with the title and a pager, before a table with one sentence": (
        (
            "<table><tr><td><h1>T</h1></td><td><a href=a.html>Top</a> <a href=b.html>Next</a></td>"
            "</tr></table><table><tr><td><p>A boat floats on water.</p></td></tr></table>"
        ),
        "A boat floats",
        "",
    ),
    "a lead below the title, before the article": (
        (
            "<div><h1>T</h1><p>2 of 7</p><p>The keel is the first part of a boat that is built.</p>"
            f"</div><div id=x><div>Map</div></div><article>{LONG}</article>"
        ),
        "The keel is the first part",
        "",
    ),
    "a short sentence below the title, before an article in an element of its own": (
        (
            "<div><h1>T</h1><p>Why does a boat need a keel?</p></div>"
            f"<div><article>{LONG}</article></div>"
        ),
        "Why does a boat need a keel?",
        "",
    ),
    "a Chinese lead before a division": (
        f"<p>{CHINESE}</p><div><h2>水流</h2><p>{CHINESE * 12}</p></div>",
        f"{CHINESE}\n",
        "",
    ),
    "a Chinese division beside a longer one": (
        f"<div><p>{CHINESE * 24}</p></div><div><p>河流：{CHINESE * 5}</p></div>",
        "河流",
        "",
    ),
    "an element with only the title, beside the text": (
        f"<div><main><h1>T</h1><p>By me</p></main></div><div><section>{LONG}</section></div>",
        "The keel",
        "",
    ),
    "two elements with the role of the content": (
        (
            f"<div><div role=main>{'<span>Pier and sail</span>' * 30}</div></div>"
            f"<div><div role=main>{LONG}</div></div>"
        ),
        "The keel",
        "Pier",
    ),
    "a menu that nobody closed": (
        f"<div class=navbar><a href=b.html>Boats</a>{3 * LONG}</div><p>x</p>",
        "The keel",
        "",
    ),
    "a list of tabs with their text": (
        (
            "<main><h1>T</h1><div role=tablist><b role=tab>Oars</b>"
            f"<div role=tabpanel>Row the boat.</div></div>{LONG}</main>"
        ),
        "Row the boat",
        "",
    ),
    "a list of tabs": (
        f"<main><h1>T</h1><div role=tablist><b role=tab>Oars</b></div>{LONG}</main>",
        "The keel",
        "Oars",
    ),
    "the reading of characters": (
        "<h1>T</h1><p><ruby>舟<rt>ふね</rt></ruby>を漕ぐ",
        "舟を漕ぐ",
        "ふね",
    ),
    "a table of contents in paragraphs": (
        "".join(
            f"<p><a href=#{name}>{at} {name} <i>{at + 6}</i></a></p>"
            for at, name in enumerate(("Oars", "Sails", "Masts"))
        )
        + "<h1>T</h1><p>Row.</p><h2 id=Oars>A</h2><h2 id=Sails>B</h2><h2 id=Masts>C</h2>",
        "Row.",
        "Oars",
    ),
    "paragraphs that link to themselves": (
        "<h1>T</h1>" + "".join(f"<p id={name}><a href=#{name}>{name}</a></p>" for name in "abc"),
        "a\nb\nc",
        "",
    ),
    "a hidden tab panel": (
        "<h1>T</h1><div role=tabpanel hidden><p>Row the boat.</p></div>",
        "Row the boat",
        "",
    ),
    "a folded part below its heading": (
        "<h1>T</h1><h2>A</h2><div style='display: none'><p>Row the boat.</p></div>",
        "Row the boat",
        "",
    ),
    "a hidden dialog below a heading": (
        "<h1>T</h1><h2>A</h2><div class=modal hidden><p>Row the boat.</p></div><p>x</p>",
        "x",
        "Row the boat",
    ),
    "a section with the h1, before the content": (
        (
            "<div id=top><h1>T</h1><h2>Name</h2><p>t - floats on the water</p></div>"
            f"<div id=content><h2>A</h2>{LONG}</div><div id=end>Built in a hurry.</div>"
        ),
        "t - floats",
        "in a hurry",
    ),
    "a table of data in a header": (
        "<article><header><h1>T</h1><table><tr><td>Oak</td></tr></table></header><p>x</p></article>",
        "Oak",
        "",
    ),
    "a listing with a sentence": (
        f"<main><h1>T</h1><p>These boats sail on the lake.</p><ul>{LINKS}</ul></main>",
        "These boats",
        "number 7",
    ),
    "an element for the content that ends after the menu": (
        (
            f"<div id=content><div><ul>{LINKS}</ul></div></div></div>"
            "<div><h1>T</h1><p>A boat floats on water.</p></div>"
        ),
        "A boat floats",
        "number 7",
    ),
    "a table of contents without a name": (
        (
            "<h1>T</h1><p>x</p><ul><li><a href=#a>Aft</a><li><a href=#b>Bow</a>"
            "<li><a href=#c>Cot</a></ul>"
            "<h2 id=a>1</h2><h2 id=b>2</h2><h2 id=c>3</h2>"
        ),
        "x",
        "Bow",
    ),
}


@pytest.mark.parametrize(("html", "content", "other"), CASES.values(), ids=CASES)
def test_the_content_of_a_page_is_complete(html, content, other):
    page = parse_page(f"<title>T</title><body>{html}".encode(), "x.html")
    text = "\n".join(section.text for section in page.sections)
    assert content in text
    assert not other or other not in text


HEADINGS = {
    "a button": ("<h2 id=a><button>Why?</button></h2><p>x</p>", ["Why?"]),
    "a button beside words": ("<h2>Why?<button>Copy</button></h2><p>x</p>", ["Why?"]),
    "buttons only": ("<h2><button>Why?</button><button>Copy</button></h2><p>x</p>", ["Why?"]),
    "buttons that share a page": (
        "<h2>A</h2><p>x</p><h3>Share this:</h3><ul><li><a href=#>Mail</a><li>Print</ul>",
        ["A"],
    ),
    "a section about shares": (
        "<h2>Share</h2><p>A share is a part of a company.</p>",
        ["Share"],
    ),
    "a link to the heading around all its words": (
        "<h2 id=a><a class=header-anchor href=#a><span>Why?</span></a></h2><p>x</p>",
        ["Why?"],
    ),
    "a link to the heading beside its words": (
        "<h2 id=a>Why?<a class=header-anchor href=#a>Link</a></h2><p>x</p>",
        ["Why?"],
    ),
    "an info box": ("<aside><h2>Hull</h2><h3>Oak</h3></aside><h2>A</h2>", ["A"]),
    "a table of contents": (
        "<h2>Contents</h2><ul><li><a href=b.html>B</a></ul><h2>A</h2><p>x</p>",
        ["A"],
    ),
}


@pytest.mark.parametrize(("html", "titles"), HEADINGS.values(), ids=HEADINGS)
def test_a_heading_is_a_section(html, titles):
    page = parse_page(f"<title>T</title><h1>T</h1><p>Lead.</p>{html}".encode(), "x.html")
    assert [section.title for section in page.sections[1:]] == titles


def test_the_hints_at_the_names_in_code_are_no_content():
    hint = "<div class=ttc id=ahull><div class=ttname>Hull</div><div>Keeps water out.</div></div>"
    body = "<div class=headertitle><div class=title>hull.h</div></div><div class=contents>%s</div>"
    page = parse_page((body % f"<p>Hulls.</p>{hint}").encode(), "hull_8h.html")
    assert [section.text for section in page.sections] == ["Hulls."]


@pytest.mark.parametrize(
    ("heading", "titles"),
    [
        ("Comments (2)", ["T", "Use"]),
        ("No comments", ["T", "Use"]),
        ("3 Kommentare", ["T", "Use"]),
        ("Comments", ["T", "Use", "Comments"]),
        ("2 comments in a program", ["T", "Use", "2 comments in a program"]),
    ],
)
def test_what_readers_wrote_below_a_page_is_not_the_page(heading, titles):
    body = f"<h1>T</h1><p>Text.<h2 id=u>Use</h2><p>How.<h2 id=c>{heading}</h2><h3>Ann</h3><p>Nice."
    sections = parse_page(f"<title>T</title>{body}".encode(), "t.html").sections
    assert [section.title for section in sections if section.title != "Ann"] == titles
    assert ("Nice." in repr(sections)) == (len(titles) > 2)


def test_a_line_of_links_to_the_pages_before_and_after_is_dropped():
    link = "<a href={0}.html><span>{1}</span><span>{2}</span></a>"
    pager = link.format("a", "Previous", "Ant") + link.format("b", "Next", "Bee")
    body = f"<h1>T</h1><p>Text.</p><p><a href=n.html>NextFlow</a></p><div>{pager}</div>"
    assert parse_page(f"<title>T</title>{body}".encode(), "t.html").sections[0].text == (
        "Text.\nNextFlow"
    )


def test_a_page_that_a_script_shows_is_read():
    slide = "<div style='display:none'><p>Turn the wheel of the gate.</p><p>Close it.</p></div>"
    for shown in ("", "<div>Sluice</div>"):
        html = f"<title>Open a Sluice</title><body>{slide}{shown}<script>show()</script>"
        [section] = parse_page(html.encode(), "x.html").sections
        assert "Turn the wheel of the gate.\nClose it." in section.text


def test_a_hidden_part_of_a_page_with_a_text_is_not_read():
    html = "<title>T</title><body><div hidden><p>Close.</p></div><p>The text is short.</p>"
    assert parse_page(html.encode(), "x.html").sections[0].text == "The text is short."


def test_the_cell_with_the_menu_bar_is_not_the_content():
    signs = "".join(f"|-- <a href={at}.html>Mill {at}</a> [new] 2021-05-03<br>" for at in range(20))
    cells = f"<td><div id=menubar>{signs}<h5>News</h5></div></td><td><div id=body>{{}}</div></td>"
    html = f"<title>T</title><h1>T</h1><table><tr>{cells}</tr></table>"
    text = "Is the gate of the mill still closed?"
    page = parse_page(html.format(f"<p>{text}</p>").encode(), "x.html")
    assert [section.text for section in page.sections] == [text]


def test_a_page_goes_on_after_the_element_of_the_content_ended_too_early():
    news = [f"<h3 id=n{year}>News of {year}</h3><p>{LONG}" for year in range(2001, 2008)]
    items = "".join(f"<div class=item>{item}</div>" for item in news)
    html = f"<div id=main><h1>News</h1><h2 id=a>All</h2><p>{LONG}</p></div></div>{items}"
    page = parse_page(html.encode(), "news.html")
    assert [each.anchor for each in page.sections[2:]] == [f"n{year}" for year in range(2001, 2008)]


def test_boxes_after_the_element_of_the_content_are_not_part_of_it():
    boxes = "".join(f"<div class=box><h3>Box {at}</h3><p>{LONG}</p></div>" for at in range(3))
    html = f"<div id=main><h1>News</h1><p>{LONG}</p></div>{boxes}"
    assert len(parse_page(html.encode(), "news.html").sections) == 1


ABOUT = "<div class=box><h2>About</h2><p>The boat takes people and goods across the lake.</p></div>"
PAGE = f"<h1>T</h1><h2><a href=b.html>Begin</a></h2>{LONG}"


@pytest.mark.parametrize("main", ["<div id=content>{}</div>", "<main>{}</main>"])
def test_a_box_with_a_heading_and_a_sentence_before_the_content_is_read(main):
    menu = "<div id=menu><a href=c.html>Boats</a> of the lake</div>"
    page = parse_page(f"<body>{menu}{ABOUT}{main.format(PAGE)}".encode(), "x.html")
    assert [(each.title, each.text[:8]) for each in page.sections] == [
        ("T", ""),
        ("About", "The boat"),
        ("Begin", "The keel"),
    ]


@pytest.mark.parametrize(
    "box",
    [
        ABOUT.replace("div", "aside"),
        "<div><h2>Boats</h2><p>Of the lake</p></div>",
        "<div><p>The boat takes people and goods across the lake.</p><h2>Boats</h2></div>",
        "<div><h2>Boats</h2><ul><li><a href=a.html>One</a><li><a href=b.html>Two</a></ul></div>",
    ],
)
def test_other_boxes_before_the_content_are_not_read(box):
    page = parse_page(f"<body>{box}<div id=content>{PAGE}</div>".encode(), "x.html")
    assert [section.title for section in page.sections] == ["T", "Begin"]


@pytest.mark.parametrize("link", ["href='javascript:show(\"x\");'", "href=# onclick=show('x')"])
def test_a_hidden_block_after_a_link_whose_script_shows_it_is_text(link):
    steps = "<div id=x style='display: none;'><p>Row the boat.</p></div>"
    page = parse_page(f"<h1>T</h1><p>Sit.</p><a {link}>More steps</a>{steps}".encode(), "a.html")
    assert "Row the boat." in page.sections[0].text


@pytest.mark.parametrize("panel", ["id=y", "id=x class=source", "id=x-code"])
def test_a_hidden_block_of_another_name_or_with_source_code_is_not_text(panel):
    link = '<a href=\'javascript:show("x");show("x-code")\'>More</a>'
    steps = f"<div {panel} style='display: none;'><p>Row the boat.</p></div>"
    page = parse_page(f"<h1>T</h1><p>Sit.</p>{link}{steps}".encode(), "a.html")
    assert "Row the boat." not in page.sections[0].text


def test_a_table_with_one_cell_after_the_title_has_the_definition():
    title = "<table><tr><td><h1>Boat</h1></td><td><a href=a.html>Top</a></td></tr></table>"
    page = parse_page(
        f"{title}<table><tr><td><p>A boat floats on water.</p></td></tr></table>".encode(), "a.html"
    )
    assert page.definition == "A boat floats on water."
