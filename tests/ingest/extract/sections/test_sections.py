"""Headings split a page into sections; other elements are dropped."""

import pytest

from wikisearch.ingest import parse_page


def parse(html: str):
    return parse_page(html.encode(), "dir/my_page.html")


def outline(html: str) -> list[tuple[int, str]]:
    return [(section.level, section.title) for section in parse(html).sections]


def text(html: str) -> str:
    return "|".join(section.text.replace("\n", "/") for section in parse(html).sections)


def test_the_top_comes_first_and_has_no_anchor():
    top = parse("<h1>Term</h1><p>Lead.</p><h2>More</h2><p>Text.</p>").sections[0]
    assert top == type(top)("Term", "", 1, ("Term",), "Lead.")


def test_a_section_knows_the_headings_above_it():
    page = parse("<h1>T</h1><h2>A</h2><h3>B</h3><h4>C</h4><h2>D</h2><p>x</p>")
    chains = [section.hierarchy for section in page.sections]
    assert chains == [("T",), ("T", "A"), ("T", "A", "B"), ("T", "A", "B", "C"), ("T", "D")]


def test_the_intro_comes_first_even_after_a_site_name():
    page = parse(
        "<title>T - S</title><main><h1>S</h1><h1>T</h1><p>What T is and what it does.</p></main>"
    )
    assert page.definition == page.sections[0].text == "What T is and what it does."


OUTLINES = {
    "h1 then h3": (
        "<h1>T</h1><h3>A</h3><h4>B</h4><h3>C</h3>",
        [(1, "T"), (2, "A"), (3, "B"), (2, "C")],
    ),
    "no headings at all": ("<p>words</p>", [(1, "my page")]),
    "no h1, a title with a site": ("<title>T - Site</title><h2>A</h2>", [(1, "T"), (2, "A")]),
    "no h1, title repeated as h2": (
        "<title>T | Site</title><h2>T</h2><h3>A</h3>",
        [(1, "T"), (2, "A")],
    ),
    "no h1, no title": ("<h2>T</h2><h3>A</h3>", [(1, "T"), (2, "A")]),
    "h1 used for sections": (
        "<title>T</title><h1>A</h1><h2>B</h2><h1>C</h1>",
        [(1, "T"), (2, "A"), (3, "B"), (2, "C")],
    ),
    "several h1, the first is the title": (
        "<title>T - Site</title><h1>T</h1><h1>A</h1><h2>B</h2>",
        [(1, "T"), (2, "A"), (3, "B")],
    ),
    "a site name as h1 outside": (
        "<title>T</title><header><h1>Site</h1></header><main><h1>T</h1><h2>A</h2></main>",
        [(1, "T"), (2, "A")],
    ),
    "a site name as h1 in the content": (
        "<title>T - Site</title><main><h1>Site</h1><h1>T</h1><h2>A</h2></main>",
        [(1, "T"), (2, "A")],
    ),
    "a site name with text below it": (
        "<title>T - Site</title><main><h1>Site</h1><p>x</p><h1>T</h1><h2>A</h2></main>",
        [(1, "T"), (2, "Site"), (2, "A")],
    ),
    "the title twice": (
        "<title>T</title><main><h1>T</h1><h3>Menu</h3><h1>T</h1><h2>A</h2></main>",
        [(1, "T"), (2, "A")],
    ),
    "empty headings": ("<h1>T</h1><h2> </h2><h2><a id=x></a></h2><h2>A</h2>", [(1, "T"), (2, "A")]),
    "role heading": (
        "<h1>T</h1><div role=heading aria-level=3>A</div><span role=heading>B</span>",
        [(1, "T"), (2, "A"), (2, "B")],
    ),
    "in tables and asides": (
        "<h1>T</h1><aside><h2>A</h2></aside><table><tr><td><h3>B</h3></table>",
        [(1, "T"), (2, "A"), (3, "B")],
    ),
    "broken over lines": ("<h1>A\n <b>long</b><br>title</h1>", [(1, "A long title")]),
}


@pytest.mark.parametrize(("html", "expected"), OUTLINES.values(), ids=OUTLINES)
def test_headings_make_an_outline(html, expected):
    assert outline(html) == expected


HEADINGS = {
    "pilcrow": 'A<a class="headerlink" href="#a">¶</a>',
    "hash": '<a href="#a">#</a>A',
    "section sign": 'A <a href="#a">§</a>',
    "icon": '<a class="anchor" href="#a" aria-hidden="true"><svg><title>Link</title></svg></a>A',
    "zero width": '<a href="#a" class="hash-link">\u200b</a>A',
    "mediawiki edit": (
        '<span class="mw-headline" id="a">A</span>'
        '<span class="mw-editsection">[<a href="e">edit</a>]</span>'
    ),
    "old mediawiki edit": (
        '<span class="editsection">[<a href="e">edit</a>]</span> <span id="a">A</span>'
    ),
    "heading within a link": '<a href="#a">A</a>',
    "hidden": 'A<span style="display: none">secret</span><span hidden>x</span>',
}


@pytest.mark.parametrize("inner", HEADINGS.values(), ids=HEADINGS)
def test_permalink_signs_are_not_part_of_a_heading(inner):
    assert outline(f"<h1>T</h1><h2>{inner}</h2><p>x</p>")[1] == (2, "A")


def test_a_hash_sign_stays_in_a_heading():
    assert outline("<h1>C#</h1><h2>F# and ¶</h2>") == [(1, "C#"), (2, "F# and ¶")]


TEXTS = {
    "blocks end lines": ("<div>a<p>b</p>c</div>d", "a/b/c/d"),
    "breaks end lines": ("<p>a<br>b<br/>c</p>", "a/b/c"),
    "inline tags join": ("<p>un<b>believ</b><i>able</i> H<sub>2</sub>O</p>", "unbelievable H2O"),
    "unknown tags are inline": ("<p>un<my-tag>known</my-tag></p>", "unknown"),
    "space collapses": ("<p> a \n\t b&nbsp;c </p>", "a b c"),
    "space between links stays": ("<p><a href=x>a</a> <a href=y>b</a></p>", "a b"),
    "links side by side are parted": ("<p><a href=x>a</a><a href=y>b</a></p>", "a b"),
    "labels side by side are parted": (
        "<p><input type=radio><label>a</label><label>b</label><input type=radio>c</p>",
        "a b c",
    ),
    "rows": ("<table><tr><th>a</th><td>b</td></tr><tr><td>c<td>d</table>", "a b/c d"),
    "paragraphs in cells": (
        "<table><tr><td><p>a</p></td><td><p>b<br>c</p></td></tr></table>",
        "a b c",
    ),
    "lists in cells": ("<table><tr><td><ul><li>a<li>b</ul></td><td>c</td></tr></table>", "a/b/c"),
    "a table that is a layout": (
        "<table><tr><td><p>a</p><p>b</p><h2>H</h2><p>c</p></td></tr></table>",
        "a/b|c",
    ),
    "items": ("<ul><li>a<ul><li>b</ul><li>c</ul>", "a/b/c"),
    "definitions": ("<dl><dt>a<dd>b<dt>c<dd>d</dl>", "a/b/c/d"),
    "code keeps its lines": ("<pre>if x:\n    <b>y</b>()\n\n</pre>", "if x:/    y()"),
    "alternative text": (
        "<p>a <img src=x.png alt='two words'> b <img alt='logo.png'></p>",
        "a two words b",
    ),
    "no scripts": ("<p>a</p><script>b</script><style>c</style><template>d</template>", "a"),
    "templates that are shown": (
        "<x><template slot=c><p>a</p></template><template shadowrootmode=open>b</template></x>",
        "a/b",
    ),
    "no drawings": ("<p>a<svg><text>b</text><title>c</title></svg></p>", "a"),
    "no controls": (
        "<p>a</p><button>b</button><select><option>c</select><textarea>d</textarea>",
        "a",
    ),
    "no comments": ("<p>a<!-- b --><?php c ?></p>", "a"),
    "nothing hidden": ("<p>a</p><div style='color:red;DISPLAY:none'>b</div><p hidden>c</p>", "a"),
    "found when searched for": ("<p hidden=until-found>a</p>", "a"),
    "no menus": ("<p>a</p><nav>b</nav><div role=navigation>c</div><footer>d</footer>", "a"),
    "no contents": (
        "<p>a</p><div id=toc><h2>Contents</h2><ul><li><a href=#x>b</a></ul></div>",
        "a",
    ),
    "soft hyphens": ("<p>hy&shy;phen</p>", "hyphen"),
    "closed details": ("<details><summary>a</summary>b</details>", "a/b"),
    "entities": ("<p>&lt;b&gt; &eacute; &#8364; &bogus; &amp</p>", "<b> é € &bogus; &"),
}


@pytest.mark.parametrize(("html", "expected"), TEXTS.values(), ids=TEXTS)
def test_text_is_what_a_reader_sees(html, expected):
    assert text(f"<h1>T</h1>{html}") == expected


MAIN = {
    "main": "<main>{}</main>",
    "role": "<div role=main>{}</div>",
    "article": "<article>{}</article>",
    "an article in main": "<main><div class=side>side bar words</div><article>{}</article></main>",
    "id": "<div id=content>{}</div>",
    "bodyContent": "<div id=bodyContent>{}</div>",
    "no hint": "<div><div class=x>{}</div></div>",
    "a form around the page": "<form action=.><main>{}</main></form>",
}


@pytest.mark.parametrize("frame", MAIN.values(), ids=MAIN)
def test_the_content_is_found_without_a_profile(frame):
    prose = "<p>" + "The content goes on in many words. " * 20 + "</p>"
    content = f"<h1>T</h1>{prose}<h2>A</h2>{prose}"
    menu = "<ul>" + "<li><a href=x.html>Menu</a></li>" * 30 + "</ul>"
    page = parse(f"<div>{menu}</div>{frame.format(content)}<div>Copyright by us</div>")
    assert page.title == "T"
    assert [section.text.count("many words") for section in page.sections] == [20, 20]
    everything = "".join(section.text for section in page.sections)
    assert not [word for word in ("Menu", "Copyright", "side") if word in everything]


def test_nothing_is_lost_when_no_element_holds_most_of_the_text():
    page = parse("<div><p>One half of it.</p></div><div><p>And the other half.</p></div>")
    assert page.sections[0].text == "One half of it.\nAnd the other half."


def test_a_page_of_links_is_found_by_its_title_only():
    links = "".join(f"<li><a href={n}.html>Term number {n}</a></li>" for n in range(40))
    page = parse(f"<h1>All terms</h1><h2>A</h2><ul>{links}</ul><h2>B</h2><ul>{links}</ul>")
    assert [(section.title, section.text) for section in page.sections] == [("All terms", "")]
    assert len(page.links) == 40


def test_an_index_keeps_its_prose():
    links = "".join(f"<li><a href={n}.html>T{n}</a></li>" for n in range(40))
    prose = "<p>" + "Words that explain what this is about. " * 10 + "</p>"
    assert outline(f"<h1>All</h1><h2>About</h2>{prose}<h2>A</h2><ul>{links}</ul>") == [
        (1, "All"),
        (2, "About"),
    ]


def test_prose_among_many_links_is_content():
    links = "".join(f"<li><a href={n}.html>Report {n}</a></li>" for n in range(90))
    prose = "<p>In 1998 the committee agreed on the first standard of the language.</p>"
    page = parse(f"<h1>All</h1><p>Lead.</p><h2>History</h2>{prose}<ul>{links}</ul>{prose}")
    assert page.sections[1].text.count("first standard") == 2
    assert "Report" not in page.sections[1].text


LANGUAGES = {
    "<html lang=de><p>x</p>": "de",
    "<html lang=' en-US '><p>x</p>": "en-US",
    "<html xml:lang=fr><p>x</p>": "fr",
    "<html lang=en><main lang=zh><p>x</p></main>": "zh",
    "<html lang='{{ lang }}'><p>x</p>": "",
    "<p>x</p>": "",
}


@pytest.mark.parametrize(("html", "language"), LANGUAGES.items())
def test_the_language_is_that_of_the_content(html, language):
    assert parse(html).language == language


def test_the_definition_is_the_first_paragraph_of_some_length():
    page = parse(
        "<h1>T</h1><ul><li>a list item long enough to count</ul><p>See.</p>"
        "<p>A thing that does things.</p>"
    )
    assert page.definition == "A thing that does things."


def test_a_page_without_a_sentence_has_no_definition():
    assert parse("<h1>T</h1><h2>A</h2><pre>Some code. It is long enough.</pre>").definition == ""


def references(words: str, count: int = 12) -> str:
    rows = (
        f"<li>{w}{n}, <a href=p{n}.html>Functions and types</a>"
        for w in words.split()
        for n in range(count)
    )
    return f"<ul>{''.join(rows)}</ul>"


def test_the_index_of_a_book_keeps_its_title_only():
    page = f"<title>Concept Index</title><h2>A</h2>{references('a')}<h2>B</h2>{references('b')}"
    assert [(each.title, each.text) for each in parse(page).sections] == [("Concept Index", "")]


def test_a_book_on_one_page_is_read_without_its_index():
    index = f"<h2>Index</h2><h3>A</h3>{references('a')}<h3>B</h3>{references('b')}"
    notes = f"<h2>Subject index</h2>{references('c')}<h3>Footnotes</h3><p>A note.</p>"
    page = f"<h1>Book</h1><h2>Use</h2><p>Text.</p>{index}{notes}"
    assert [title for _, title in outline(page)] == ["Book", "Use", "Footnotes"]


def test_an_explaining_page_called_index_is_content():
    text = "<li><a href=p.html>A</a> is explained here, with more words than the link has."
    page = f"<title>Module Index</title><h2>Core</h2><ul>{text * 40}</ul>"
    assert len(parse(page).sections[1].text) > 1000


TAGS = (
    "<div class=tags><h5>Tags:</h5><ul><li><a href=w>water</a></li><li><a href=o>oak</a></ul></div>"
)


@pytest.mark.parametrize(
    "html",
    [
        f"{TAGS}<p>Text.</p>",
        f"<header>{TAGS}</header><p>Text.</p>",
        f"<header>{TAGS}<p>Two minutes.</p></header><p>Text.</p>",
    ],
)
def test_a_heading_in_a_box_of_links_before_a_paragraph_is_a_label(html):
    page = parse(f"<h1>T</h1><p>Lead.</p>{html}")
    assert [section.title for section in page.sections] == ["T"]
    assert page.sections[0].text.startswith("Lead.\nTags:\nwater\noak\n")


@pytest.mark.parametrize(
    "html",
    [
        f"{TAGS}<h2>More</h2><p>Text.</p>",
        TAGS,
        TAGS.replace("<h5>", "<h5 id=tags>") + "<p>Text.</p>",
        TAGS.replace("</ul>", "<li>Not a link.</ul>") + "<p>Text.</p>",
        "<h5>Tags:</h5><ul><li><a href=w>water</a></ul><p>Text.</p>",
    ],
)
def test_other_headings_above_links_begin_a_section(html):
    assert "Tags:" in [section.title for section in parse(f"<h1>T</h1><p>Lead.</p>{html}").sections]


@pytest.mark.parametrize("contents", ["<nav>{}</nav>", "<div class=toc>{}</div>", "{}"])
def test_the_title_of_a_dropped_table_of_contents_is_dropped(contents):
    links = "<ul><li><a href=#a>One</a><li><a href=#b>Two</a><li><a href=#c>Three</a></ul>"
    page = parse(
        f"<h1>T</h1><p>Text.<div><p>Table of Contents:</p>{contents.format(links)}</div>"
        "<h2 id=a>One</h2>x<h2 id=b>Two</h2>y<h2 id=c>Three</h2>z"
    )
    assert page.sections[0].text == "Text."


@pytest.mark.parametrize(
    ("html", "titles"),
    [
        ("<a href=ant.html><h2>Ant</h2><p>Six legs.</p></a>", ["T", "Use"]),
        ("<a href=#ant><h2>Ant</h2></a><p>Six legs.</p>", ["T", "Use", "Ant"]),
        ("<a href=ant.html><h2 id=ant>Ant</h2></a><p>Six legs.</p>", ["T", "Use", "Ant"]),
        ("<h2>Related posts</h2><h2><a href=ant.html>Ant</a></h2>", ["T", "Use", "Related posts"]),
        (
            "<h2>See also</h2><p><a href=b>b</a></p><h2><a href=#ant>Ant</a></h2>",
            ["T", "Use", "See also", "Ant"],
        ),
    ],
)
def test_the_title_of_another_page_in_a_link_begins_no_section(html, titles):
    page = parse(f"<h1>T</h1><p>Text.<h2 id=u>Use</h2><p>How.</p>{html}")
    assert [section.title for section in page.sections] == titles
    assert "Ant" in repr(page.sections)


@pytest.mark.parametrize(
    ("heading", "titles"),
    [("Related posts", ["T", "Related posts"]), ("Chapters", ["T", "Chapters", "Ant"])],
)
def test_a_heading_that_is_a_link_begins_no_section_below_one_of_related_pages(heading, titles):
    page = parse(
        f"<h1>T</h1><p>Text.<h2>{heading}</h2><h3><a href=ant.html>Ant</a></h3><p>Six legs."
    )
    assert [section.title for section in page.sections] == titles
    assert page.sections[-1].text.endswith("Six legs.")


def test_a_text_without_spaces_has_more_words_than_its_links():
    items = "".join(
        f"<h3 id=k{at}>水車{at}</h3><p>谷の水で回る大きな車は、小麦を挽くために使われていた。"
        f"<ul><li><a href=a{at}.html>谷の水車</a></ul>"
        for at in range(31)
    )
    assert len(parse(f"<h1>水車</h1>{items}").sections) == 32


def test_headings_with_links_are_not_a_list_of_links_if_most_words_are_not_linked():
    items = "".join(
        f"<h3 id=c{at}>Class <a href=a{at}.html>mill.Wheel{at}</a> extends the mill</h3>"
        for at in range(31)
    )
    assert len(parse(f"<h1>Mills</h1>{items}").sections) == 32
