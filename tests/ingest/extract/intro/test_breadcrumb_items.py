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
