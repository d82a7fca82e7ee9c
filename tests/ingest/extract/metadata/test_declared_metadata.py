"""Category, aliases and language that a page of any site declares."""

import pytest

from wikisearch.ingest import parse_page


def parse(body, head=""):
    page = f"<html><head><title>Sluice</title>{head}</head><body>{body}</body></html>"
    return parse_page(page.encode(), "sluice.html")


def script(data):
    return f'<script type="application/ld+json">{data}</script>'


PAGE = "<main><h1>Sluice</h1><p>A sluice is a gate that holds back the water.</p></main>"
TRAIL = """{"@type": "BreadcrumbList", "itemListElement": [
    {"position": 3, "name": "Sluice"}, {"position": 1, "item": {"@id": "/", "name": "Start"}},
    {"position": 2, "name": "Mills", "item": "https://mill.example/mills"}]}"""


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (f"<div class=my-breadcrumbs><a href=/>Start</a> / <a href=m>Mills</a></div>{PAGE}", ""),
        (
            f"<nav aria-label=Breadcrumb><a href=index.html>⌂</a><a href=m>Mills</a></nav>{PAGE}",
            "",
        ),
        (
            (
                "<ul class=breadcrumbs><li><a href=../index.html class=icon></a></li>"
                "<li><a href=index.html>Mills</a></li><li class='item active'>Sluice</li>"
                f"<li class=breadcrumbs-aside><a href=sluice.txt>View source</a></li></ul>{PAGE}"
            ),
            "",
        ),
        (PAGE, '<meta property="article:section" content="Mills">'),
        (PAGE, script(TRAIL)),
        (PAGE, script(f'{{"@graph": [{{"name": "x"}}, {TRAIL}]}}')),
        (PAGE + "<a rel=tag href=t>old</a><a rel='category tag' href=c>Mills</a>", ""),
        ("<table><tr><th>Kategorie</th><td>Mills, Water</td></tr></table>" + PAGE, ""),
    ],
)
def test_the_category_is_the_one_that_the_page_declares(body, head):
    assert parse(body, head).category == "Mills"


@pytest.mark.parametrize(
    "trail", ["<a href=/>Start</a>", "<a href=/>Start</a><a href=s>Sluice</a>"]
)
def test_the_start_page_and_the_page_itself_are_no_category(trail):
    assert parse(f"<div class=breadcrumb>{trail}</div>{PAGE}").category == ""


@pytest.mark.parametrize("steps", [["Home", "Mills"], ["Mills"], ["Home", "Glossary", "Mills"]])
def test_a_line_of_links_that_ends_with_the_title_is_a_breadcrumb(steps):
    hrefs = {"Home": "/", "Glossary": "/g", "Mills": "/c/mills"}
    links = "<svg></svg>".join(f"<a href={hrefs[step]}>{step}</a>" for step in steps)
    body = f"<div>{links}<svg></svg><span>Lag</span></div><h1>Lag</h1><p>A lag is a late wheel."
    page = parse_page(f"<title>Lag | Wheels</title>{body}".encode(), "lag.html")
    assert page.category == "Mills"
    assert page.sections[0].text == "A lag is a late wheel."


@pytest.mark.parametrize(
    ("paths", "category"),
    [(["/g/category/mills"], "Mills"), (["/category/mills", "/category/gates"], "")],
)
def test_the_only_link_to_the_page_of_a_category_names_it(paths, category):
    links = " ".join(f"<a href={path}>{path.rpartition('/')[2].title()}</a>" for path in paths)
    body = f"<h1>Lag</h1><div>In {links}</div><p>A lag is a late wheel."
    assert parse_page(f"<title>Lag</title>{body}".encode(), "lag.html").category == category


@pytest.mark.parametrize(
    "line",
    [
        "You are here: <a href=/>Wiki</a>><a href=/w>Web</a>><a href=/m>Mills</a>>Lag (May 2)",
        "Vous êtes ici : <a href=/>Wiki</a> » <a href=/m>Mills</a> » Lag",
    ],
)
def test_a_line_that_begins_as_a_breadcrumb_gives_the_category(line):
    body = f"<div>{line}</div><h1>Lag</h1><p>A lag is a late wheel."
    page = parse_page(f"<title>Lag</title>{body}".encode(), "lag.html")
    assert (page.category, page.sections[0].text) == ("Mills", "A lag is a late wheel.")


@pytest.mark.parametrize("name", ["phui-crumbs-view", "path-crumbs"])
def test_a_class_with_crumbs_is_a_breadcrumb(name):
    steps = "<a href=/>Wiki</a><a class=crumb href=/m>Mills</a><span class=crumb>Lag</span>"
    assert parse(f"<div class={name}>{steps}</div>{PAGE}").category == "Mills"


def test_the_category_in_the_last_lines():
    end = "<h2>Use</h2><p>How.</p><p>Categories: <a href=/m>Mills</a>, <a href=/g>Gates</a></p>"
    page = PAGE.replace("</main>", end)
    assert parse(page).category == "Mills"


def test_a_breadcrumb_in_microdata_gives_the_category():
    trail = "<div itemscope itemtype=http://schema.org/BreadcrumbList>{}</div>"
    links = "<span><a itemprop=item href=/>Forum</a></span><a itemprop=item href=/c/5>Mills</a>"
    body = f"<h1>Lag</h1>{trail.format(links)}<p>A lag is a late wheel."
    assert parse_page(f"<title>Lag</title>{body}".encode(), "lag.html").category == "Mills"


def test_a_badge_with_the_category_is_no_text():
    head = "<title>Lag</title><meta property=article:tag content=Mills>"
    body = "<p><a href=/tag/mills>Mills</a></p><h1>Lag</h1><p>A lag is a late wheel."
    page = parse_page(f"{head}{body}".encode(), "lag.html")
    assert page.category == "Mills"
    assert page.sections[0].text == "A lag is a late wheel."


QUESTIONS = """{"@graph": [{"@type": "WebSite", "name": "Mills"}, {"@type": "FAQPage",
"mainEntity": [{"@type": "Question", "name": "Who opens it?"},
{"@type": "Question", "name": "Who shuts it?"}]}]}"""


def test_questions_in_linked_data_are_entries_or_aliases():
    body = "<div class=q>Who opens it?</div><div>The miller opens it.</div>"
    page = parse(f"<h1>Sluice</h1><p>It is a gate of a mill.</p>{body}", script(QUESTIONS))
    assert [section.title for section in page.sections] == ["Sluice", "Who opens it?"]
    assert page.sections[1].text == "The miller opens it."
    assert page.aliases == ("Who shuts it?",)


def test_other_names_of_the_term_in_linked_data_are_aliases():
    site = '{"@type": "WebSite", "name": "Mills", "alternateName": "The Mill Site"}'
    term = '{"@type": "DefinedTerm", "name": "Sluice", "alternateName": ["Sluice gate", "Lock"]}'
    assert parse(PAGE, script(f"[{site}, {term}]")).aliases == ("Sluice gate", "Lock")


@pytest.mark.parametrize(
    "data",
    [
        "{",
        "[" * 50_000,
        '{"@type": ["BreadcrumbList"], "itemListElement": [1, null, {"position": "x"}]}',
        '{"@type": {"a": 1}, "name": 5, "alternateName": {"b": []}}',
        '{"@type": "BreadcrumbList", "itemListElement": [{"name": "Sluice", "item": "http://["}]}',
        '{"@type": "BreadcrumbList", "itemListElement": [{"name": "A", "item": "http://["}]}',
        '{"name": "Sluice", "alternateName": "' + "long " * 1000 + '"}',
        '{"position": ' + "9" * 5000 + "}",
    ],
)
def test_broken_linked_data_is_ignored(data):
    page = parse(PAGE, script(data))
    assert (page.category, page.aliases) == ("", ())


@pytest.mark.parametrize(
    ("markup", "language"),
    [
        ("<html><body lang=nl><p>x</p>", "nl"),
        ('<html xml:lang="sv"><body><p>x</p>', "sv"),
        ('<html><head><meta http-equiv="Content-Language" content="pl, en"></head><p>x</p>', "pl"),
        ('<html><head><meta name="language" content="cs"></head><p>x</p>', "cs"),
    ],
)
def test_the_language_is_declared_in_the_body_or_the_head(markup, language):
    assert parse_page(markup.encode(), "x.html").language == language


def test_a_link_in_a_title_cell_is_no_property():
    row = "<table><tr><th><a href=Tag.html>Tag</a></th><td>Parts of a mill.</td></tr></table>"
    assert not parse(row + PAGE).category


@pytest.mark.parametrize(
    ("label", "category"), [("Category", "Insects"), ("Area:", "Insects"), ("Insects of", "")]
)
def test_a_label_and_a_category_in_lines_of_their_own(label, category):
    html = f"<h1>Ant</h1><div>{label}</div><div>Insects, Small</div><p>An ant is an insect."
    assert parse_page(html.encode(), "ant.html").category == category
