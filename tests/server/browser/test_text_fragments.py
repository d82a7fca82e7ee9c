"""Links of results scroll to the words, and the browser marks them."""

import re

import pytest


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
    marked = page.screenshot()
    plain = visits.open(url.partition(":~:")[0], viewport={"width": 800, "height": 600})
    top = visits.open(url.partition("#")[0], viewport={"width": 800, "height": 600})
    assert len({marked, plain.screenshot(), top.screenshot()}) == 3
