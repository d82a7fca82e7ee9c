"""<wikisearch-box> in a page of another site."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.server.browser.visits import complete, other_site, visiting

HOST = """<!doctype html><html lang="en"><title>Another site</title>
<style>input {{ border: 9px solid red !important }}</style>
<input id="own"><wikisearch-box src="{base}/" label="Search the glossary"></wikisearch-box>
<script type="module" src="{base}/wikisearch.js"></script>"""


@pytest.fixture
def embedded(browser, directory):
    """A page of another site with the box: the page, and the visits."""
    with visiting(browser, directory, origins=("*",)) as visits:
        pages = {"/": HOST.format(base=visits.base), "/favicon.ico": ""}
        with other_site(pages) as (url, _):
            yield visits.open(f"{url}/"), visits
            assert not visits.faults


def test_it_completes_and_opens_terms(embedded):
    page, visits = embedded
    complete(page, "retrieval a")
    option = page.get_by_role("option", name="Retrieval-Augmented Generation RAG")
    expect(option).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="1 suggestion")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{visits.base}/term/rag")


def test_it_shows_results_below_itself(embedded):
    page, visits = embedded
    box = page.get_by_role("combobox", name="Search the glossary")
    box.fill("cost barrier")
    box.press("Enter")
    expect(page.get_by_text("4 terms found").first).to_be_visible()
    first = page.locator("wikisearch-box ol > li").first
    expect(first.get_by_role("link", name="Foundation Model")).to_have_attribute(
        "href", f"{visits.base}/term/foundation-model"
    )
    expect(first.locator("mark")).to_have_text(["cost", "cost", "barrier"])
    box.fill("")
    box.press("Enter")
    expect(page.locator("wikisearch-box ol")).to_have_count(0)


def test_styles_and_keys_of_the_site_stay_its_own(embedded):
    page, _ = embedded
    box = page.get_by_role("combobox", name="Search the glossary")
    assert box.evaluate("(each) => getComputedStyle(each).borderTopWidth") == "1px"
    page.locator("#own").press_sequentially("a/b")
    expect(page.locator("#own")).to_have_value("a/b")
    expect(page.get_by_role("option")).to_have_count(0)


def test_a_light_site_has_a_light_box_on_a_dark_system(embedded):
    page, _ = embedded
    page.emulate_media(color_scheme="dark")
    box = page.get_by_role("combobox", name="Search the glossary")
    assert box.evaluate("(each) => getComputedStyle(each).backgroundColor") == "rgb(255, 255, 255)"


def test_axe_finds_nothing_in_the_box(embedded):
    page, _ = embedded
    page.locator("#own").evaluate("(each) => each.remove()")
    box = page.get_by_role("combobox", name="Search the glossary")
    box.fill("cost barrier")
    box.press("Enter")
    page.locator("wikisearch-box ol > li").first.wait_for()
    box.press("ArrowDown")
    found = Axe().run(page, context="wikisearch-box", options={"resultTypes": ["violations"]})
    assert [each["id"] for each in found.response["violations"]] == []


def test_without_permission_it_reports_that_the_search_did_not_answer(browser, directory):
    with (
        visiting(browser, directory) as visits,
        other_site({"/": HOST.format(base=visits.base)}) as (url, _),
    ):
        page = visits.open(f"{url}/")
        box = page.get_by_role("combobox")
        box.fill("cost barrier")
        box.press("Enter")
        expect(page.get_by_text(re.compile("did not answer")).first).to_be_visible()
