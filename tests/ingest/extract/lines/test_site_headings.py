"""Headings with the name of the site above the content of a page."""

import pytest

import wikisearch

LAKE = "The lake lies between two hills, and a river leaves it in the south."
NAMES = ("Brook", "Canal", "Delta", "Fjord", "Lake")


@pytest.fixture
def page_of(tmp_path):
    """Write pages from a template, and read the last one."""

    def read(template):
        for name in NAMES:
            text = LAKE.replace("lake", name.lower())
            page = f"<title>{name} | Waters</title><body>" + template.format(name=name, text=text)
            (tmp_path / f"{name}.html").write_text(page, encoding="utf-8")
        return wikisearch.read_page(tmp_path / "Lake.html", source=tmp_path)

    return read


def test_the_page_is_named_by_the_heading_below_that_of_the_site(page_of):
    page = page_of("<h1><a href=/>Waters</a></h1><h2>{name}</h2><p>{text}</p>")
    assert [(each.title, each.text) for each in page.sections] == [("Lake", LAKE)]
    assert page.definition == LAKE


def test_the_lines_below_the_heading_of_the_site_are_those_of_the_page(page_of):
    page = page_of("<h1>Waters</h1><p>{text}</p><h2>Use</h2><p>The {name} has fish.</p>")
    assert [each.title for each in page.sections] == ["Lake", "Use"]
    assert page.sections[0].text == page.definition == LAKE


def test_a_place_in_the_site_is_not_text_between_the_two_headings(page_of):
    place = "<p class=nav><a href=/m>Manual</a> → Use → <b>{name}</b></p>"
    page = page_of(f"<h1>Waters</h1>{place}<h2>{{name}}</h2><p>{{text}}</p>")
    assert [(each.title, each.text) for each in page.sections] == [("Lake", LAKE)]


def test_a_heading_with_an_address_stays(page_of):
    page = page_of("<h1 id=w>Waters</h1><p>{text}</p><h2>Use</h2><p>The {name} has fish.</p>")
    assert [each.anchor for each in page.sections] == ["", "w", "use"]
