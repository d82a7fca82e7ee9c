"""The title of a page, if its h1 is not enough."""

import pytest

from wikisearch.ingest import parse_page

TEXINFO = "<meta name=generator content=makeinfo>"
TITLES = {
    "the site first, a heading last": (
        "<title>Rocks Manual: 3.2 Quartz</title><h2>3.2 Quartz</h2><h3>Uses</h3>",
        ["3.2 Quartz", "Uses"],
    ),
    "the site first, two h1": (
        "<title>Rocks -- quartz</title><h1>quartz</h1><h3>Menu</h3><h1>quartz</h1><h3>Uses</h3>",
        ["quartz", "Uses"],
    ),
    "a version of the site first": (
        "<title>Rocks version 2 - Guide</title><h1>Rocks</h1><h2>Guide</h2><h1>Uses</h1>",
        ["Guide", "Uses"],
    ),
    "a dash in all of `<title>`, which is a heading": (
        "<title>Reasons -- Quartz in general</title><h2>Reasons -- Quartz in general</h2><p>x</p>",
        ["Reasons -- Quartz in general"],
    ),
    "more in the h1 than in `<title>`, beside the site": (
        "<title>quartz — Rocks</title><h1>Rocks</h1><h1>Source code for quartz</h1><p>x</p>",
        ["Source code for quartz"],
    ),
    "the only h1 is the first chapter": (
        "<title>QUARTZ</title><h1>1. Overview</h1><p>x</p>",
        ["QUARTZ", "1. Overview"],
    ),
    "the only h1 is the title, with a number": (
        "<title>Quartz crystals</title><h1>1. Crystals</h1><p>x</p>",
        ["1. Crystals"],
    ),
    "a caption above the only h1, which is that of a chapter": (
        "<title>Rocks.Quartz</title><p class=caption>Rocks.Quartz</p><h1>Tests</h1><p>x</p>",
        ["Rocks.Quartz", "Tests"],
    ),
    "the name of the file at the end of a trail above the h1": (
        (
            "<title>File: README</title><div><a href=a.html>Index</a> » "
            "<span class=title>File: README</span></div><h1>Quartz</h1><p>x</p>"
        ),
        ["Quartz"],
    ),
    "the name of another manual page in that of this one": (
        (
            "<meta name=generator content=DocBook><title>sieve</title><div class=refentry>"
            "<div class=refnamediv><h2>Name</h2><p>sieve — sort the stones for "
            "<span class=refentrytitle>crush</span>(1)</div></div>"
        ),
        ["sieve", "Name"],
    ),
    "the site in the h1, the title in an h2": (
        "<title>Quartz</title><h1>The rock library</h1><h2>Quartz</h2><h3>Uses</h3>",
        ["Quartz", "Uses"],
    ),
    "only a number in `<title>`": (
        "<title>Rocks 9.0 Manual: Section A.3</title><h2>A.3 Quartz</h2><h3>A.3.1 Uses</h3>",
        ["Quartz", "Uses"],
    ),
    "the site first, the chapter with a word before its number": (
        "<title>Rocks (ref) - Chapter 38: Quartz</title><h3>38 Quartz</h3><h4>Uses</h4>",
        ["Quartz", "Uses"],
    ),
    "more in the heading than in `<title>`, with the same number": (
        "<title>4.4 Quartz: uses</title><h4>4.4 Quartz (pure): uses</h4><p>x</p>",
        ["Quartz (pure): uses"],
    ),
    "a letter before the title": (
        "<title>A - Quartz - The rocks</title><h2>Appendix A: Quartz</h2><h3>Uses</h3>",
        ["Quartz", "Uses"],
    ),
    "the end of a longer title in `<title>`": (
        "<title>Uses of rocks</title><div class=title>Quartz: Uses of rocks</div><p>x</p>",
        ["Quartz: Uses of rocks"],
    ),
    "an empty title": (
        "<title>Untitled Document</title><h2>Quartz</h2><h3>Uses</h3>",
        ["Quartz", "Uses"],
    ),
    "an empty h1": (
        "<title>Rock.Quartz</title><h1>Documentation</h1><p>x</p>",
        ["Rock.Quartz", "Documentation"],
    ),
    "a placeholder of a generator as title and heading": (
        "<title>&lt;no title&gt;</title><h2>&lt;no title&gt;</h2><p>Quartz.</p>",
        ["my page", "<no title>"],
    ),
    "neither title nor heading": ("<title>Source code</title><pre>x = 1</pre>", ["my page"]),
    "the file name as `<title>`": (
        "<title>my_page</title><h2>Rocks of my_page</h2><h3>Uses</h3>",
        ["Rocks of my_page", "Uses"],
    ),
    "a dash in brackets": ("<title>Rocks (Index - C)</title><p>x</p>", ["Rocks (Index - C)"]),
    "a manual page in one block": (
        "<title>Rock manual</title><pre>QUARTZ(1)      QUARTZ(1)\n\nNAME\n  quartz - a rock</pre>",
        ["quartz(1)"],
    ),
    "words after the name of a manual page": (
        "<title>quartz(1)</title><h1>quartz(1) Manual Page</h1><h2>Uses</h2>",
        ["quartz(1)", "Uses"],
    ),
    "a number in two spellings": (
        "<title>44. Quartz</title><h2>Chapter 44 - Quartz</h2><h3>1. Uses</h3><h3>2. Risks</h3>",
        ["Quartz", "Uses", "Risks"],
    ),
    "brackets in the brackets of Texinfo": (
        f"{TEXINFO}<title>Quartz (GNU Rocks (version 7.3))</title><h2>10 Quartz</h2><h3>Uses</h3>",
        ["Quartz", "Uses"],
    ),
    "a joiner without width before the number": (
        "<title>Quartz</title><h1>Chapter \u200d3 Quartz</h1><h2>3.1 Uses</h2><h2>3.2 Risks</h2>",
        ["Quartz", "Uses", "Risks"],
    ),
    "the numbers of some sections of a chapter": (
        "<title>Rocks 9</title><h1>Chapter 3: Quartz</h1><h2>3.1: Uses</h2><h2>3.3: Risks</h2>",
        ["Quartz", "Uses", "Risks"],
    ),
    "only the number of the page in `<title>`": (
        "<title>Rocks 9.0: Section 2.6</title><h2>2.6 Quartz</h2><p>x</p>",
        ["Quartz"],
    ),
    "a caption with the whole name": (
        "<title>Rock.Hard.Quartz</title><p class=caption>Rock.Hard.Quartz</p><h1>Quartz</h1>",
        ["Rock.Hard.Quartz", "Quartz"],
    ),
    "the parts of a name as links": (
        "<title>Rock.Quartz</title><h1><a href=r>Rock</a><a href=q>Quartz</a></h1>",
        ["Rock.Quartz"],
    ),
    "a class with the name of its file": (
        "<title>my_page</title><h2>org.rocks<br>Class my_page</h2><h3>Uses</h3>",
        ["my_page", "Uses"],
    ),
    "none, in the form of Sphinx": (
        "<title>&lt;no title&gt; — Rocks</title><h1>Rocks</h1><main><p>x</p></main>",
        ["my page"],
    ),
}


@pytest.mark.parametrize(("html", "titles"), TITLES.values(), ids=TITLES)
def test_a_page_has_the_title(html, titles):
    page = parse_page(html.encode(), "my_page.html")
    assert [section.title for section in page.sections] == titles


def test_of_several_headings_the_one_that_the_page_declares_for_links_is_the_title():
    head = "<title>Lag. A wheel… | by Jo | Bites</title><meta property=og:title content=Lag>"
    html = f"{head}<h1>Lag</h1><p>A late wheel.<h1 id=u>Use</h1><p>How.<h1 id=b>Bites</h1>"
    page = parse_page(html.encode(), "x.html")
    assert [section.title for section in page.sections] == ["Lag", "Use", "Bites"]


def test_the_words_of_a_name_in_the_title_element_are_those_of_the_heading():
    html = "<title> LearningRate – ML </title><h1>Learning rate</h1><p>The size of a step."
    assert parse_page(html.encode(), "LearningRate.html").title == "Learning rate"


def test_the_place_of_a_page_in_brackets_is_no_part_of_its_title():
    html = "<title>Lag (Terms.Lag) - Wiki</title><h1>Lag</h1><p>A lag.<h1 id=u>Use</h1><p>How."
    page = parse_page(html.encode(), "lag.html")
    assert [section.title for section in page.sections] == ["Lag", "Use"]


def test_the_name_without_its_kind_is_an_alias():
    page = parse_page(b"<title>Rock::Quartz - Rocks</title><h1>struct Rock::Quartz</h1>", "q.html")
    assert (page.title, page.aliases) == ("struct Rock::Quartz", ("Rock::Quartz",))


def test_a_search_page_of_doxygen_has_no_content():
    html = (
        "<meta name=generator content='Doxygen 1.9'><title></title><body class=SRPage>"
        "<div id=SRIndex><div class=SRStatus>Loading...</div></div>"
    )
    page = parse_page(html.encode(), "search/all_0.html")
    assert [section.text for section in page.sections] == [""]


@pytest.mark.parametrize(
    ("html", "title"),
    [
        (
            "<title>Section 230</title><h1>Section 230</h1><p>A law.</p><h2>History</h2>",
            "Section 230",
        ),
        (
            "<title>Section 230 - Laws</title><h1>Section 230</h1><h2>A</h2><h2>B</h2>",
            "Section 230",
        ),
        ("<title>Chapter 3</title><h1>Chapter 3</h1><h2>Quartz</h2><p>x</p>", "Quartz"),
        ("<title>Quartz</title><h1>Chapter 3</h1><p>x</p><h2>Uses</h2>", "Quartz"),
    ],
)
def test_a_number_in_the_h1_is_a_title_unless_a_name_goes_with_it(html, title):
    assert parse_page(html.encode(), "rock.html").title == title


@pytest.mark.parametrize(
    "html",
    [
        "<title>Quartz</title><h1>Interface Quartz&lt;T extends Rock&gt;</h1>",
        "<title>Class: Quartz</title><h1>Class: Quartz</h1>",
    ],
)
def test_the_name_of_a_class_with_parameters_or_a_label_is_an_alias(html):
    assert parse_page(html.encode(), "rock.html").aliases == ("Quartz",)


def test_the_heading_with_the_kind_is_that_of_the_page_not_its_function_of_the_same_name():
    html = (
        "<title>Quartz</title><h2>Class Quartz</h2><p>A rock.</p><h3>Constructors</h3>"
        "<h4 id=new>Quartz</h4><p>Makes a rock.</p>"
    )
    sections = parse_page(html.encode(), "quartz.html").sections
    assert [(each.title, each.text) for each in sections] == [
        ("Quartz", "A rock."),
        ("Constructors", ""),
        ("Quartz", "Makes a rock."),
    ]


@pytest.mark.parametrize(
    ("text", "title"), [("TRockQuartz", "TRockQuartz"), ("Rocks", "trockquartz-3"), ("T", None)]
)
def test_the_first_words_that_the_file_name_begins_with_are_the_title(text, title):
    html = f"<title></title><table><tr><td><a href=q.html>{text}</a></td></tr></table><p>Create"
    assert parse_page(html.encode(), "rocks/trockquartz-3.html").title == (title or "trockquartz-3")


def test_the_part_of_the_title_element_that_is_the_file_name_is_an_alias():
    head = "<title>Turn the gate of a mill — turn_gate • mills</title>"
    page = parse_page(f"{head}<h1>Turn the gate of a mill</h1>".encode(), "ref/turn_gate.html")
    assert (page.title, page.aliases) == ("Turn the gate of a mill", ("turn_gate",))
    page = parse_page(f"{head}<h1>Turn the gate of a mill</h1>".encode(), "ref/gate.html")
    assert not page.aliases
    page = parse_page(b"<title>gate</title><h1>Turn the gate of a mill</h1>", "ref/gate.html")
    assert not page.aliases


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Mill.Gate (mill v1.2.0)", "Mill.Gate"),
        ("Mill.Gate (1.2-rc.1)", "Mill.Gate"),
        ("Mill.Gate (Old Mills of the North v1.2.0)", "Mill.Gate"),
        ("Mill.Gate (of oak)", "Mill.Gate (of oak)"),
        ("Mill.Gate (open or shut 1.5)", "Mill.Gate (open or shut 1.5)"),
    ],
)
def test_a_version_in_brackets_after_the_title_is_no_part_of_it(heading, title):
    site = "Old Mills of the North v1.2.0" if "North" in heading else "mill v1.2.0"
    html = f"<title>Mill.Gate — {site}</title><h1>{heading}</h1>"
    assert parse_page(html.encode(), "Mill.Gate.html").title == title


def test_the_header_of_a_manual_page_is_not_its_title():
    html = '<title>gate - The mill</title><h1>gate(n) 1.0 mill "The mill"</h1><p>It shuts.'
    for section in ("(n)", "(3tcl)"):
        assert parse_page(html.replace("(n)", section).encode(), "gate.html").title == "gate"


OFFICE = {
    "a title that an editor set": (
        "<title>Old budget</title><body><p class=MsoTitle>Travel policy</p><h1>Meals</h1><p>x</p>",
        ["Travel policy", "Meals"],
    ),
    "a title in a paragraph, without <title>": (
        "<p class='c3 title'><span>Travel policy</span></p><h1 id=m>Meals</h1><p>x</p>",
        ["Travel policy", "Meals"],
    ),
    "a line above the chapters": (
        "<title></title><p align=center>Travel policy</p><h1>1. Meals</h1><p>x</p>",
        ["Travel policy", "1. Meals"],
    ),
    "a sentence above the chapters": (
        "<title></title><p>Trips cost money.</p><h1>1. Meals</h1><p>x</p>",
        ["1. Meals"],
    ),
    "a box with a title after the start": (
        "<h1>Travel policy</h1><p>x</p><div class=title>Careful</div><p>y</p>",
        ["Travel policy"],
    ),
}


@pytest.mark.parametrize(("html", "titles"), OFFICE.values(), ids=OFFICE)
def test_an_exported_document_has_the_title_above_its_headings(html, titles):
    page = parse_page(html.encode(), "policy_2.html")
    assert [section.title for section in page.sections] == titles


@pytest.mark.parametrize(("constructors", "count"), [(1, 2), (2, 4)])
def test_one_of_several_constructors_is_not_the_title_of_its_class(constructors, count):
    details = "".join(f"<h4 id=c{at}>Gauge</h4><p>Reads it.</p>" for at in range(constructors))
    html = f"<title>Gauge</title><p>Lead.</p><h3 id=f>Fields</h3><p>x</p>{details}"
    page = parse_page(html.encode(), "water.html")
    assert page.title == "Gauge"
    assert len(page.sections) == count


@pytest.mark.parametrize(
    ("number", "title"), [("3.3 Quartz", "Quartz"), ("2 Fast Rocks", "2 Fast Rocks")]
)
def test_a_number_that_the_title_element_does_not_have_is_no_part_of_the_title(number, title):
    named = title.removeprefix("3.3 ")
    page = f"<title>{named} | Rocks | Rocks 0.16</title><h1>{number}</h1><p>Text of the page.</p>"
    assert parse_page(page.encode(), "rock.html").title == title


def test_numbers_without_a_dot_are_removed_where_those_of_the_profile_are_not_found():
    body = "".join(f"<h2>{name}</h2><p>Text.</p>" for name in ("3.1 Uses", "3.2 Colors"))
    head = "<meta name=generator content='DocBook XSL Stylesheets V1.79.1'><title>Quartz</title>"
    page = f"{head}<div class=chapter><h1 class=title>3 Quartz</h1>{body}</div>"
    titles = [each.title for each in parse_page(page.encode(), "rock.html").sections]
    assert titles == ["Quartz", "Uses", "Colors"]
