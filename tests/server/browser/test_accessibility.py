"""Every page in both schemes: axe-core, small windows, forced colors, no JavaScript, print."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

import wikisearch
from tests.server.browser.visits import hold, visiting

PAGES = {
    "start": "/",
    "results": "/search?q=training+cost&category=Training",
    "corrected": "/search?q=transfromer",
    "nothing": "/search?q=zyzzyva+quux",
    "blank": "/search",
    "term": "/term/rag",
    "graph": "/graph?id=bm25",
    "terms": "/terms",
    "category": "/terms?category=Safety",
    "categories": "/categories",
    "explanation": "/why?q=cost+barrier&id=foundation-model",
    "missing": "/term/transfromer",
}
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def violations(page):
    """What axe-core finds, a line for each element."""
    options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{each['id']}: {node['html'][:150]}" for each in found for node in each["nodes"]]


def open_page(visits, name, **options):
    """Open one of the pages; the browser reports the status of the one that is missing."""
    page = visits.open(PAGES[name], **options)
    visits.faults = [each for each in visits.faults if "status of 404" not in each]
    return page


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_in_a_page(visits, name):
    page = open_page(visits, name, viewport={"width": 320, "height": 640})
    for width, scheme in ((320, "light"), (1280, "dark")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate(TOO_WIDE) <= 0
        assert violations(page) == []


def test_axe_finds_nothing_in_an_open_list(visits):
    page = visits.open("/search?q=model")
    page.get_by_role("link", name=re.compile("^Why here")).first.click()
    page.locator(".why").wait_for()
    page.get_by_role("combobox").press("End")
    page.keyboard.type("s")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert page.locator("[aria-selected=true]").is_visible()
    page.locator(".results:not([aria-busy])").wait_for()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == []


def test_axe_finds_nothing_while_results_load(visits):
    page = visits.open("/search?q=rag")
    held = hold(page, "**/search?*")
    page.get_by_role("combobox").fill("model")
    page.locator(".results[aria-busy]").wait_for()
    results = page.locator(".results")
    results.evaluate(
        "(each) => Promise.all(each.getAnimations({subtree: true}).map((line) => line.finished))"
    )
    assert results.evaluate("(each) => getComputedStyle(each, '::before').opacity") == "1"
    assert violations(page) == []
    held[0].continue_()
    page.locator(".results:not([aria-busy])").wait_for()


def test_the_scheme_of_the_system_is_used(visits):
    colors = [
        visits.open("/search?q=rag", color_scheme=scheme).evaluate(
            "[...document.querySelectorAll('body, mark, .hit h3 a')].slice(0, 3)"
            ".map((each) => getComputedStyle(each).backgroundColor + getComputedStyle(each).color)"
        )
        for scheme in ("light", "dark")
    ]
    assert not set(colors[0]) & set(colors[1])


def test_forced_colors_keep_marks_and_choices_visible(visits):
    page = visits.open("/search?q=model&category=Safety", forced_colors="active")
    chip = page.locator(".chip[aria-current]")
    assert chip.evaluate("(each) => getComputedStyle(each).borderTopWidth") == "2px"
    colors = page.evaluate(
        "['mark', 'body'].map((name) =>"
        " getComputedStyle(document.querySelector(name)).backgroundColor)"
    )
    assert colors[0] != colors[1]


def test_print_has_the_text_without_the_controls(visits):
    page = visits.open("/term/rag", color_scheme="dark")
    page.emulate_media(media="print")
    assert page.get_by_role("heading", name="Hybrid Retrieval").first.is_visible()
    assert not page.locator("form[role=search]").is_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_every_page_has_its_text_without_javascript(visits):
    plain = visits.open("/", java_script_enabled=False)
    scripted = visits.open("/")
    for name, url in PAGES.items():
        texts = []
        for page in (plain, scripted):
            page.goto(visits.base + url)
            texts.append(page.locator("main").inner_text())
        assert texts[0].strip()
        assert name == "graph" or texts[0] == texts[1]  # the picture has texts of its own
    visits.faults = [each for each in visits.faults if "status of 404" not in each]


def test_a_search_without_javascript_goes_through_filters_and_pages(visits):
    page = visits.open("/", java_script_enabled=False)
    page.locator("input[type=search]").fill("model")
    page.locator("form button").click()
    page.locator(".chip", has_text="Safety").click()
    page.wait_for_url("**category=Safety*")
    assert set(page.locator(".badge").all_inner_texts()) == {"Safety"}
    page.locator(".chip[aria-current]").click()
    page.wait_for_url(lambda url: "category" not in url)
    page.get_by_role("link", name="Title").click()
    page.wait_for_url("**sort=title*")
    page.get_by_role("link", name="Next").click()
    page.wait_for_url("**page=2*")
    assert page.locator("ol.hits").get_attribute("start") == "11"
    page.locator("a[data-why]").first.click()
    page.locator(".why").wait_for()


def test_a_wiki_from_right_to_left_is_mirrored(browser, tmp_path):
    text = '<html lang="he"><h1>למידת מכונה</h1><p>תחום בבינה מלאכותית.<h2>שימושים</h2><p>תרגום.'
    wikisearch.build({"ml": text}, tmp_path / "index").close()
    with visiting(browser, tmp_path / "index") as visits:
        page = visits.open("/search?q=תרגום", viewport={"width": 1280, "height": 800})
        brand, menu = (page.locator(each).bounding_box()["x"] for each in (".brand", ".menu"))
        assert brand > menu
        page.locator(".hit a").first.click()
        page.wait_for_url("**/term/**")
        assert page.locator("article").get_attribute("dir") == "rtl"
        assert violations(page) == []
        assert not visits.faults


@pytest.mark.parametrize("path", ["/search?q=job", "/term/a", "/terms", "/why?q=job&id=a"])
def test_a_long_word_does_not_make_a_page_wider_than_the_window(browser, tmp_path, path):
    word = f"DATABASE_URL=postgres://db/{'jobs' * 30}"
    html = f"<h1>{word}</h1><p>A job of {word}.<h2 id=b>{word}</h2><p>The job {word}."
    wikisearch.build({"a": html}, tmp_path / "index").close()
    with visiting(browser, tmp_path / "index") as visits:
        page = visits.open(path, viewport={"width": 320, "height": 640})
        assert page.evaluate(TOO_WIDE) <= 0
        assert not visits.faults
