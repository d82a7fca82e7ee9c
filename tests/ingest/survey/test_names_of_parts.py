"""The name of a page whose `<title>` or h1 has more names: that of a site, a chapter, a level."""

import itertools

import pytest

import wikisearch
from wikisearch.ingest import parse_page

PROSE = "The lake lies between two hills, and a river leaves it in the south."
BESIDE = ("Brook", "Canal", "Delta", "Fjord", "Marsh")


@pytest.fixture
def title_of(tmp_path):
    """Write pages of a wiki from a template, and one page beside them; return its title."""

    def read(template, page, path="lake.html"):
        for name in BESIDE:
            text = template.format(name=name)
            (tmp_path / f"{name.lower()}.html").write_text(text, encoding="utf-8")
        (tmp_path / path).write_text(page, encoding="utf-8")
        return wikisearch.read_page(tmp_path / path, source=tmp_path).title

    return read


SITE_FIRST = f"<title>Waters : {{name}}</title><h2>{{name}}</h2><p>{{name}}: {PROSE}</p>"
SAME_H1 = (
    "<title>Waters - The {name}</title><div><h1>Waters 3.1</h1><h2>The {name}</h2></div>"
    f"<h2>Before</h2><p>{{name}}: {PROSE}</p>"
)


@pytest.mark.parametrize(
    ("template", "page", "expected"),
    [
        (SAME_H1, SAME_H1.format(name="Old Lake"), "The Old Lake"),
        (
            SAME_H1,
            "<title>Waters - The Lake</title><h2>Waters 3.1</h2><h3>The lake</h3>",
            "The Lake",
        ),
        (SITE_FIRST, "<title>Waters</title><h2>The lake</h2><p>Deep.</p>", "The lake"),
        (
            SITE_FIRST,
            "<title>Waters : Trips : 1 - To the lake</title><p>Go.</p>",
            "1 - To the lake",
        ),
    ],
)
def test_the_name_of_the_site_is_not_that_of_a_page(title_of, template, page, expected):
    trail = '<a href="brook.html">Waters</a> : <a href="trips.html">Trips</a> : Lake'
    assert title_of(template, page.replace("<p>Go", f"{trail}<p>Go")) == expected


def test_the_heading_below_that_of_the_site_names_a_page(title_of):
    untitled = SAME_H1.partition("</title>")[2]
    page = f"<title>Waters - Old Lakes</title>{untitled.format(name='Lakes')}"
    assert title_of(untitled, page) == "The Lakes"


@pytest.mark.parametrize("path", ["index.html", "waters.html"])
def test_the_start_of_a_site_keeps_its_name(title_of, path):
    page = "<title>Waters</title><h2>News</h2><p>A lake was found.</p>"
    assert title_of(SITE_FIRST, page, path) == "Waters"


@pytest.mark.parametrize(
    ("heading", "named"),
    [("Book of Waters / IV", "Book of Waters | Lakes"), ("Waters: 4.", "Waters: Lakes")],
)
def test_a_number_in_the_heading_is_that_of_the_name_in_the_title(heading, named):
    page = f"<title>{named}</title><h1>{heading}</h1><h2>IV. Lakes</h2><p>{PROSE}</p>"
    assert parse_page(page.encode(), "waters-4.html").title == "Lakes"


def level_title(head: str, trail: str) -> str:
    page = f"<title>{head}</title><body>{trail}<h2>Where it lies</h2><p>{PROSE}</p>"
    return parse_page(page.encode(), "lake.html").title


@pytest.mark.parametrize(
    ("head", "trail", "expected"),
    [
        ("Guide : Old lake", '<a href="g.html">Guide</a> : The lake', "Old lake"),
        ("Guide: North: Lake", "<a href=g>Guide</a> » <a href=n>North</a> » x", "Lake"),
        ("Guide : Old lake", '<a href="g.html">Guide</a> is older', "Guide : Old lake"),
        ("Guide : Old lake", '<a href="#g">Guide</a> : The lake', "Guide : Old lake"),
        ("Guide : Old lake", "Guide : The lake", "Guide : Old lake"),
    ],
)
def test_a_level_of_the_breadcrumb_is_not_in_the_title(head, trail, expected):
    assert level_title(head, trail) == expected


CATEGORIES = {
    "Lakes": ("Deep", "Flat", "Wide", "Old"),
    "Rivers": ("Slow", "Fast", "Long"),
    "Tools": ("Gauge", "Buoy", "Anchor"),
}


@pytest.mark.parametrize("separator", [">", "»", "›", "→", "/"])
def test_a_category_that_many_titles_begin_with_is_not_part_of_the_name(tmp_path, separator):
    titles = [
        f"{group} {separator} {name}" for group, names in CATEGORIES.items() for name in names
    ]
    assert titles_of(tmp_path, [*titles, f"Winds {separator} Gale"]) == [
        *itertools.chain.from_iterable(CATEGORIES.values()),
        "Gale",
    ]


@pytest.mark.parametrize(
    "titles",
    [
        # The second part is the same on several pages.
        [f"{lake} > {part}" for lake in BESIDE for part in ("Depth", "Shore", "Fish")],
        # Two or three pages with the same word, and others without.
        ["Lake / north", "Lake / south", "Lake / west", *BESIDE],
        # A colon or a dash stands in names as well.
        [f"{lake}: {lake} {part}" for lake in BESIDE for part in ("one", "two", "six")],
        [f"{lake} - {lake} {part}" for lake in BESIDE for part in ("one", "two", "six")],
    ],
)
def test_a_word_that_some_titles_begin_with_is_part_of_the_name(tmp_path, titles):
    assert titles_of(tmp_path, titles) == titles


def titles_of(folder, titles):
    """Write pages with these titles in `<title>` and a bold line; return their names."""
    for at, title in enumerate(titles):
        page = f"<title>{title}</title><div><b>{title}</b></div><p>{title}: {PROSE}</p>"
        (folder / f"id-{at}a.html").write_text(page, encoding="utf-8")
    paths = [folder / f"id-{at}a.html" for at in range(len(titles))]
    return [wikisearch.read_page(path, source=folder).title for path in paths]


def test_the_line_with_the_category_is_not_in_the_text(tmp_path):
    titles = [f"{group} > {name}" for group, names in CATEGORIES.items() for name in names]
    titles_of(tmp_path, titles)
    page = wikisearch.read_page(tmp_path / "id-0a.html", source=tmp_path)
    assert not page.sections[0].text.startswith("Lakes > Deep\n")


def test_the_site_before_a_name_without_a_separator_is_not_part_of_it(title_of):
    template = f"<title>Waters: {{name}}</title><h2>{{name}}</h2><p>{{name}}: {PROSE}</p>"
    page = f"<title>Waters Lake</title><h2>{{name}}</h2><p>{PROSE}</p>"
    assert title_of(template, page.format(name="Lake")) == "Lake"
    assert title_of(template, page.format(name="Shore")) == "Waters Lake"
    both = f"<title>Waters: Waters Lake</title><p>{PROSE}</p><h2>Lake</h2><p>{PROSE}</p>"
    assert title_of(template, both) == "Waters Lake"
