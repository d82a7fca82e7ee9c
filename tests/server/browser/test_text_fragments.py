"""Links of results scroll to the words, and the browser marks them."""

import re

import pytest

from tests.server.browser.visits import wait


@pytest.mark.parametrize("name", ["section", "original"])
def test_a_link_of_a_result_marks_the_words(visits, name):
    page = visits.open("/search?q=cost+barrier", viewport={"width": 800, "height": 600})
    links = {
        "section": page.locator(".hit .sections a").first,
        "original": page.get_by_role("link", name="Original page of Foundation Model"),
    }
    url = links[name].evaluate("(each) => each.href")
    assert re.search("#the-cost-barrier:~:text=", url)
    links[name].click()
    page.wait_for_url(lambda each: "foundation-model" in each)
    at_section = visits.open(url.partition(":~:")[0], viewport={"width": 800, "height": 600})
    top = visits.open(url.partition("#")[0], viewport={"width": 800, "height": 600}).screenshot()
    wait(at_section, lambda: at_section.screenshot() != top)
    # The browser scrolls after the page is there, and page.evaluate hangs in a sandboxed page.
    wait(page, lambda: page.screenshot() not in {top, at_section.screenshot()})
