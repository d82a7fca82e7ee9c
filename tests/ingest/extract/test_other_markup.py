"""Kinds of pages in other markup: elements, positions and languages that no generator names."""

import pytest

from wikisearch.ingest import parse_page

SKY = "The sky over the hills is dark, and the stars are easy to count there."


def page(body: str, head: str = "<title>Night sky</title>", path: str = "sky.html"):
    return parse_page(f"<html><head>{head}</head><body>{body}</body></html>".encode(), path)


def sections(body: str):
    found = page(f"<h1>Night sky</h1><p>{SKY}</p>{body}").sections
    return [(section.title, section.anchor, section.text) for section in found[1:]]


TERMS = (("vega", "Vega"), ("rigel", "Rigel"), ("mira", "Mira"))


def each(markup: str) -> str:
    return "".join(markup.replace("ID", address).replace("NAME", name) for address, name in TERMS)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<div id=ID><dfn>NAME</dfn> A star.</div>", "A star."),
        ("<p><a name=ID><b>NAME</b></a>: A star.", "A star."),
        ("<div class=x id=ID><code>ID(night)</code><p>A star.</p></div>", "A star."),
        ("<table id=ID><tr><td>ID(night)</table><blockquote>A star.</blockquote>", "A star."),
        ("<section><p id=ID><tt>NAME</tt></p><p>A star.</p></section>", "A star."),
        ("<h3 id=ID>ID(night: Night = tonight, PARTS)</h3><p>A star.</p>", "A star."),
    ],
    ids=[
        "bold in a division",
        "linked term",
        "code in a division",
        "table",
        "code",
        "long heading",
    ],
)
def test_entries_in_other_elements(markup, text):
    markup = markup.replace("PARTS", "hour: Hour = midnight, " * 20)
    found = sections(each(markup))
    assert [(name.casefold(), anchor) for name, anchor, _ in found] == [
        (address, address) for address, _ in TERMS
    ]
    assert all(text in written for _, _, written in found)


def test_terms_of_a_list_in_sections():
    terms = each("<section id=ID><dt>NAME</dt><dd>A star.</dd></section>")
    assert sections(f"<dl>{terms}</dl>") == [(name, at, "A star.") for at, name in TERMS]


def test_the_blocks_of_a_heading_are_its_words():
    body = "<h2 id=a><span>Star</span><div>Vega</div></h2><p>It is blue.</p>"
    assert sections(body) == [("Star Vega", "a", "It is blue.")]


def test_a_version_in_a_division_of_a_heading_is_no_name():
    body = "<h2 id=a><span>Vega</span><div>Sky 17.0</div></h2><p>It is blue.</p>"
    assert sections(body) == [("Vega", "a", "Sky 17.0\nIt is blue.")]


def test_a_heading_that_nobody_closed_has_no_text():
    body = f"<h2 id=a>Vega<div>{SKY} {SKY}</div><h2 id=b>Mira</h2>{SKY}"
    assert sections(body) == [("Vega", "a", f"{SKY} {SKY}"), ("Mira", "b", SKY)]


def test_a_target_that_nobody_closed_is_before_its_heading():
    assert sections("<p><a name=a>\n<h2>Vega</h2><p>Blue.</p>") == [("Vega", "a", "Blue.")]


def test_a_picture_that_links_to_its_heading_is_no_text():
    body = '<div id=a><p><a href="#a"><img alt="Link here"></a></p><h2>Vega</h2><p>Blue.</p></div>'
    assert sections(body) == [("Vega", "a", "Blue.")]


def test_a_heading_in_a_button():
    body = '<div id=a><button aria-expanded="false"><h2>Vega</h2></button><p>Blue.</p></div>'
    assert sections(body) == [("Vega", "a", "Blue.")]


@pytest.mark.parametrize(
    "heading",
    [
        'Vega <a href="#top">to the start</a>',
        "Vega (<a href=vega.c>view on GitHub</a>)",
        "Vega <span class='material-icons'>arrow_back</span>",
    ],
)
def test_controls_and_icons_are_no_words_of_a_heading(heading):
    assert sections(f"<h2 id=a>{heading}</h2>{SKY}") == [("Vega", "a", SKY)]


def test_a_link_that_a_script_answers_can_be_a_name():
    body = f"<h2 id=a>Star <a href='#'>Vega</a></h2>{SKY}<h2 id=b>lag ()</h2>{SKY}"
    assert sections(body) == [("Star Vega", "a", SKY), ("lag ()", "b", SKY)]


def test_text_after_an_aside_is_not_below_its_heading():
    body = "<h2 id=a>Vega</h2><p>Blue.</p><aside><h3>Tip</h3><p>Look up.</p></aside><p>Near.</p>"
    assert sections(body) == [("Vega", "a", "Blue.\nNear."), ("Tip", "tip", "Look up.")]


def test_labels_of_an_infobox_are_no_sections():
    box = "<table class=infobox><tr><th><h3>Colour</h3><td>blue<tr><th><h3>Age</h3><td>old</table>"
    assert sections(f"{box}<h2 id=a>Vega</h2>{SKY}") == [("Vega", "a", SKY)]


@pytest.mark.parametrize(
    "contents",
    [
        "<p><a href=#a>Vega</a> | <a href=#b>Rigel</a> | <a href=#c>Mira</a></p>",
        f"<table>{''.join(f'<tr><td><a href=#{at}>Star {at}</a>' for at in 'abc')}</table>",
    ],
)
def test_contents_in_a_line_or_a_table(contents):
    headings = "".join(f"<h2 id={at}>{at}</h2>{SKY}" for at in "abc")
    top = page(f"<h1>Night sky</h1><p>{SKY}</p>{contents}{headings}").sections[0]
    assert top.text == SKY


def test_a_sentence_of_links_is_no_table_of_contents():
    line = "See also: <a href=#a>Vega</a>, <a href=#b>Rigel</a>, <a href=#c>Mira</a>."
    headings = "".join(f"<h2 id={at}>{at}</h2>{SKY}" for at in "abc")
    top = page(f"<h1>Night sky</h1><p>{SKY}</p><p>{line}</p>{headings}").sections[0]
    assert "See also: Vega, Rigel, Mira." in top.text


def test_what_a_button_shows_is_content():
    body = f"<h1>Night sky</h1><p>{SKY}</p><button aria-controls=more aria-expanded=false>More"
    shown = page(f"{body}</button><div id=more hidden><p>Bring a lamp.</p></div>")
    menu = page(f"{body}</button><div id=else hidden><p>Bring a lamp.</p></div>")
    assert "Bring a lamp." in shown.sections[0].text
    assert "Bring a lamp." not in menu.sections[0].text


def test_a_box_of_links_beside_an_article():
    box = "<div><h2>More</h2><a href=a.html>Vega</a> <a href=b.html>Mira</a></div>"
    found = page(f"<div>{box}<article><h1>Night sky</h1><p>{SKY}</p></article></div>")
    assert [section.text for section in found.sections] == [SKY]


def test_a_line_that_distinguishes_an_article_defines_it_only_if_nothing_else_does():
    note = "This article is about the night sky. See Sky (film)."
    text = "Night sky is what stands above the hills after sunset."
    assert page(f"<h1>Night sky</h1><div>{note}</div><p>{text}</p>").definition == text
    assert page(f"<h1>Night sky</h1><p>{note}</p>").definition == note


def test_a_trail_beside_the_content():
    trail = (
        "You are here: <a href=/>Home</a> / <a href=/sky/>Sky</a> / <a href=n.html>Night sky</a>"
    )
    body = f"<div>{trail}</div><div><h1>Night sky</h1><p>{SKY}</p></div>"
    assert page(body).category == "Sky"
    index = body.replace("/sky/>Sky", "/all.html>Index")
    assert page(index).category == ""


def test_the_section_in_linked_data():
    data = '{"@type":"Article","headline":"Night sky","articleSection":"Sky"}'
    head = f'<title>Night sky</title><script type="application/ld+json">{data}</script>'
    assert page(f"<h1>Night sky</h1><p>{SKY}</p>", head).category == "Sky"


@pytest.mark.parametrize(
    ("meta", "language"),
    [
        ('<meta name="DC.language" content="nl">', "nl"),
        ('<meta property="og:locale" content="pt_BR">', "pt-BR"),
    ],
)
def test_a_language_in_the_head(meta, language):
    assert page(f"<p>{SKY}</p>", f"<title>Night sky</title>{meta}").language == language


@pytest.mark.parametrize("title", ["Page 12", "Глава 3", "第3章", "sky.html", "Capítulo IV"])
def test_a_title_that_is_a_number_or_a_file(title):
    found = page(f"<h2>Night sky</h2><p>{SKY}</p>", f"<title>{title}</title>")
    assert (found.title == "Night sky") == (title != "Capítulo IV")


def test_the_first_line_of_a_page_without_a_heading():
    found = page(f"<center><b>Night sky</b></center><p>{SKY}</p>", "<title>sky.html</title>")
    assert (found.title, found.sections[0].text) == ("Night sky", SKY)
    linked = page(f"<center><a href=a.html>Stars</a></center><p>{SKY}</p>", "")
    assert linked.title == "sky"


def test_entries_in_elements_of_a_page_of_its_own():
    body = each("<star-entry id=ID><div class=s>ID(night)</div><div>A star.</div></star-entry>")
    assert [(name, anchor) for name, anchor, _ in sections(body)] == [
        (address, address) for address, _ in TERMS
    ]


def test_a_hidden_block_beside_a_shown_one_of_its_class_is_a_panel():
    panels = "<div class=panel><p>Look up.</p></div>Later<div class=panel hidden><p>Wait.</p></div>"
    alone = "<div class=panel hidden><p>Wait.</p></div>"
    assert "Wait." in page(f"<h1>Night sky</h1><p>{SKY}</p>{panels}").sections[0].text
    assert "Wait." not in page(f"<h1>Night sky</h1><p>{SKY}</p>{alone}").sections[0].text


def test_contents_in_divisions():
    links = "".join(f"<div><a href=#{at}>Star {at}</a></div>" for at in "abc")
    headings = "".join(f"<h2 id={at}>{at}</h2>{SKY}" for at in "abc")
    top = page(f"<h1>Night sky</h1><p>{SKY}</p><div>{links}</div>{headings}").sections[0]
    assert top.text == SKY


def test_the_heading_of_a_table_of_contents_is_no_title():
    body = f"<h2>Contents</h2><p><a href=#a>One</a></p><h2 id=a>Night sky</h2><p>{SKY}</p>"
    assert page(body, "<title>Document</title>").title == "Night sky"
