"""A list whose items end with a sign, up to the title of the page, is a breadcrumb."""

import pytest

from wikisearch.ingest import parse_page

LEVELS = (
    "<li><a href='../index.html'>Mill manual</a> &#187;</li>",
    "<li><a href='index.html'>Gates</a> &#187;</li>",
)
OTHER_SITE = "<li><a href='https://mills.example/'>Mills</a> &#187;</li>"
THIS = "<li><a href=''>Sluice</a></li>"


def category(*items, tag="ul"):
    bar = f"<div class=bar><{tag}>{''.join(items)}</{tag}></div>"
    page = f"<title>Sluice</title>{bar}<main><h1>Sluice</h1><p>A sluice is a gate.</p></main>"
    return parse_page(page.encode(), "gates/sluice.html").category


@pytest.mark.parametrize("before", ["", "<li><a href=lag.html>next</a> |</li>", OTHER_SITE])
@pytest.mark.parametrize("tag", ["ul", "ol"])
def test_the_last_level_is_the_category(before, tag):
    assert category(before, *LEVELS, THIS, tag=tag) == "Gates"


@pytest.mark.parametrize("sign", ["»", "›", "&gt;", "→"])
def test_levels_can_end_with_other_signs(sign):
    levels = [level.replace("&#187;", sign) for level in LEVELS]
    assert category(*levels, "<li>Sluice</li>") == "Gates"


def test_items_after_the_title_do_not_count():
    assert category(*LEVELS, THIS, "<li><a href=x.html>Theme</a> &#187;</li>") == "Gates"


@pytest.mark.parametrize(
    "items",
    [
        (LEVELS[0], THIS),
        (OTHER_SITE, LEVELS[0], THIS),
        (*LEVELS, "<li>Another page</li>"),
        LEVELS,
        ("<li>Gates &#187;</li>", THIS),
    ],
    ids=["start page", "start page of a site", "other title", "no title", "no links"],
)
def test_other_lists_give_no_category(items):
    assert category(*items) == ""


def crumbs(trail, title="Sluice", path="gates/sluice.html"):
    page = f"<title>{title}</title>{trail}<main><h1>{title}</h1><p>A sluice is a gate.</p></main>"
    return parse_page(page.encode(), path).category


@pytest.mark.parametrize("last", ["sluice.html", "./sluice.html#top", "../gates/sluice.html"])
def test_a_last_step_to_the_page_itself_is_no_category(last):
    steps = f"<a href=all.html>Gates</a><a href='{last}'>14 The sluice</a>"
    assert crumbs(f"<nav class=breadcrumb>{steps}</nav>") == "Gates"
    assert crumbs(f"<nav class=breadcrumb><a href='{last}'>14 The sluice</a></nav>") == ""


def test_a_step_to_the_first_page_of_its_part_is_the_category():
    steps = "<a href=sluice.html>Gates</a><a href=sluice.html>The sluice</a>"
    assert crumbs(f"<nav class=breadcrumb>{steps}</nav>") == "Gates"


@pytest.mark.parametrize("sign", [":", "»", "/"])
def test_a_line_of_linked_levels_is_a_breadcrumb_whatever_its_last_step(sign):
    trail = f"<a href=index.html>Mills</a> {sign} <a href=g.html>Gates</a> {sign} About it"
    page = f"<title>Sluice</title><body>{trail}<h2>Sluice</h2><p>A sluice is a gate.</p>"
    found = parse_page(page.encode(), "sluice.html")
    assert (found.category, found.definition) == ("Gates", "A sluice is a gate.")
    assert "About it" not in found.sections[0].text


def test_links_with_a_sign_in_a_sentence_are_not_a_breadcrumb():
    line = "<a href=a.html>Open</a> / <a href=b.html>closed</a> / half open are its states."
    page = f"<title>Sluice</title><h1>Sluice</h1><p>{line}</p>"
    assert "its states" in parse_page(page.encode(), "sluice.html").sections[0].text


def test_a_tool_beside_the_steps_is_no_category():
    tools = "<li class=steps-aside><a href=/about>About</a></li><li><a href=/bug>Page bug</a></li>"
    assert crumbs(f"<ul class=breadcrumbs>{tools}</ul>") == ""
    steps = "<li><a href=index.html>Home</a></li><li><a href=g.html>Gates</a></li>"
    assert crumbs(f"<ul class=breadcrumbs>{steps}{tools}</ul>") == "Gates"


def test_a_line_of_links_before_the_heading_is_not_text():
    links = "<a href=/>mills.example</a><a href=/m>mills/</a><a href=/toc>mills-toc</a>"
    text = "<h1>Sluice</h1><p>A sluice is a gate.</p>"
    page = parse_page(f"<hr><p>{links}<br></p><hr>{text}".encode(), "sluice.html")
    assert page.sections[0].text == "A sluice is a gate."


def test_a_sentence_before_the_heading_is_text_also_below_links():
    links = "<a href=/>mills.example</a> <a href=/m>mills</a>"
    text = "<p>Water turns the wheel.</p><h1>Sluice</h1><p>A sluice is a gate.</p>"
    page = parse_page(f"<p>{links}</p>{text}".encode(), "sluice.html")
    assert "Water turns the wheel." in page.sections[0].text


@pytest.mark.parametrize(
    ("links", "text"),
    [
        ("<a href=/>mills</a>.<a href=/gates>gates</a>", "<p>A sluice is a gate.</p>"),
        ("<a href=/>mills.example</a> <a href=/m>mills</a>", ""),
    ],
    ids=["a long name", "no other text"],
)
def test_other_links_before_the_heading_are_text(links, text):
    page = parse_page(f"<p>{links}</p><h1>Sluice</h1>{text}".encode(), "sluice.html")
    assert page.sections[0].text.startswith("mills")
