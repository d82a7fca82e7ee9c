"""The graph of a term: the picture has what the table has."""

import re

from playwright.sync_api import expect


def places(page):
    """Where each term is, by title."""
    return page.evaluate(
        "() => Object.fromEntries([...document.querySelectorAll('.graph g')].map("
        "(each) => [each.textContent, each.getAttribute('transform')]))"
    )


def test_the_picture_has_the_terms_and_connections_of_the_table(visits):
    page = visits.open("/graph?id=rag&depth=2")
    expect(page.locator(".graph svg")).to_be_visible()
    terms = set(page.locator(".edges a").all_inner_texts())
    assert places(page).keys() == terms
    assert 30 < len(terms) <= 80
    assert page.locator(".graph line").count() == page.locator(".edges tbody tr").count()
    assert page.locator(".graph .center").text_content() == "RAG"


def drawn(visits):
    """Where each term is on a new page."""
    page = visits.open("/graph?id=rag")
    expect(page.locator(".graph svg")).to_be_visible()
    return places(page)


def test_the_same_terms_are_at_the_same_places(visits):
    found = [drawn(visits) for _ in range(2)]
    assert found[0] == found[1]


def test_a_drag_moves_one_term_and_opens_none(visits):
    page = visits.open("/graph?id=rag", viewport={"width": 1280, "height": 900})
    expect(page.locator(".graph svg")).to_be_visible()
    before = places(page)
    page.locator(".graph .center circle").hover()
    expect(page.locator(".graph g.faint")).to_have_count(0)  # all are connected with the center
    page.mouse.down()
    page.mouse.move(640, 600, steps=3)
    page.mouse.up()
    after = places(page)
    assert [title for title in before if before[title] != after[title]] == ["RAG"]
    assert page.url.endswith("/graph?id=rag")


def test_buttons_zoom_and_a_drag_shifts_the_picture(visits):
    page = visits.open("/graph?id=rag", viewport={"width": 1280, "height": 900})
    svg = page.locator(".graph svg")
    expect(svg).to_be_visible()
    first = svg.get_attribute("viewBox")
    page.get_by_role("button", name="Zoom in").click()
    zoomed = svg.get_attribute("viewBox")
    box = svg.bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 40, steps=3)
    page.mouse.up()
    assert len({first, zoomed, svg.get_attribute("viewBox")}) == 3
    page.get_by_role("button", name="Reset").click()
    assert svg.get_attribute("viewBox") == first


def test_a_term_of_the_picture_opens(visits):
    page = visits.open("/graph?id=rag", viewport={"width": 1280, "height": 900})
    page.locator(".graph g", has_text=re.compile("^BM25$")).locator("circle").click()
    page.wait_for_url("**/term/bm25")


def test_other_pages_do_not_load_what_draws_it(visits):
    page = visits.open("/")
    loaded = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(f"{visits.base}/term/rag")
    page.wait_for_load_state("networkidle")
    assert not [url for url in loaded if "d3" in url or "graph.js" in url]
