"""Checks that Lighthouse makes, on every kind of page: layout, metadata, links, caching, size."""

import pytest

from tests.server.browser.test_accessibility import PAGES, open_page

LAYOUT_SHIFT = """() => new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
  }).observe({type: "layout-shift", buffered: true});
  requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
})"""
FACTS = """() => ({
  language: document.documentElement.lang,
  doctype: document.doctype?.name,
  charset: document.characterSet,
  viewport: document.querySelector("meta[name=viewport]")?.content ?? "",
  headings: document.querySelectorAll("h1").length,
  ids: [...document.querySelectorAll("[id]")].map((each) => each.id),
  plain: [...document.querySelectorAll("a")].filter((each) => !each.href).length,
  foreign: performance.getEntriesByType("resource").map((each) => each.name)
    .filter((name) => new URL(name).origin !== location.origin),
  elements: document.querySelectorAll("*").length,
})"""
MAX_ELEMENTS = 1_500
"""Lighthouse warns of a larger page."""
MAX_SHIFT = 0.1
"""Cumulative layout shift of a good page, as Web Vitals define it."""


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_well_made(visits, name):
    page = open_page(visits, name)
    facts = page.evaluate(FACTS)
    assert (facts["language"], facts["doctype"], facts["charset"]) == ("en", "html", "UTF-8")
    assert "width=device-width" in facts["viewport"]
    assert "user-scalable=no" not in facts["viewport"]
    assert facts["headings"] == 1
    assert len(facts["ids"]) == len(set(facts["ids"]))
    assert (facts["plain"], facts["foreign"]) == (0, [])
    assert facts["elements"] <= MAX_ELEMENTS
    if name == "graph":
        page.locator(".graph svg circle").first.wait_for()
    page.wait_for_load_state("networkidle")
    assert page.evaluate(LAYOUT_SHIFT) <= MAX_SHIFT


def test_each_page_has_a_title_of_its_own(visits):
    titles = {name: open_page(visits, name).title() for name in PAGES}
    assert all(titles.values())
    named = {name: title for name, title in titles.items() if name not in {"start", "blank"}}
    assert len(set(named.values())) == len(named)


def test_files_of_the_page_are_stored_for_good_and_packed(visits):
    page = visits.open("/search?q=rag")
    names = page.evaluate("performance.getEntriesByType('resource').map((each) => each.name)")
    files = [name for name in names if name.endswith((".css", ".js"))]
    assert len(files) >= 2
    for name in files:
        headers = page.request.get(name).headers
        assert "immutable" in headers["cache-control"]
        assert headers["content-encoding"] == "gzip"
