"""Results while a person types: the address has the state, and no stale answer is shown."""

import re
from contextlib import suppress

from playwright.sync_api import Error, expect

import wikisearch
from tests.server.browser.visits import hold, visiting, wait, wait_for_results
from tests.server.servers import ROOT, records


def box(page):
    return page.get_by_role("combobox")


def titles(page):
    return page.locator(".hit h3")


def test_results_follow_the_text_and_the_address_follows_them(visits):
    page = visits.open("/search?q=rag")
    expect(titles(page).first).to_have_text("RAG")
    box(page).fill("cost barrier")
    expect(titles(page).first).to_have_text("Foundation Model")
    expect(page).to_have_url(re.compile(r"/search\?q=cost\+barrier$"))
    expect(page).to_have_title("cost barrier – wikisearch")
    expect(page.get_by_role("status").filter(has_text="4 terms found")).to_have_count(1)
    box(page).fill("loss")
    expect(titles(page).first).to_have_text("Loss")
    page.go_back()  # all that was typed is one step
    expect(titles(page).first).to_have_text("RAG")
    expect(box(page)).to_have_value("rag")


def test_back_from_a_term_shows_the_whole_page_again(visits):
    page = visits.open("/search?q=rag")
    box(page).fill("cost barrier")
    expect(titles(page).first).to_have_text("Foundation Model")
    titles(page).first.get_by_role("link").click()
    page.wait_for_url("**/term/foundation-model")
    page.go_back()
    expect(titles(page).first).to_have_text("Foundation Model")
    expect(page.locator("header.top")).to_be_visible()  # no part of a page from the cache
    expect(box(page)).to_have_value("cost barrier")


def test_enter_makes_a_step_of_its_own(visits):
    page = visits.open("/search?q=rag")
    for text in ("loss", "bias"):
        box(page).fill(text)
        box(page).press("Enter")
        expect(titles(page).first).to_have_text(text.title())
    page.go_back()
    expect(titles(page).first).to_have_text("Loss")
    page.go_forward()
    expect(titles(page).first).to_have_text("Bias")


def test_a_category_an_order_and_a_page_are_steps(visits):
    page = visits.open("/search?q=model")
    safety = page.get_by_role("link", name=re.compile(r"^Safety \d"))
    safety.click()
    chosen = page.get_by_role("link", name=re.compile("^Remove the filter Safety"))
    expect(chosen).to_be_visible()
    box(page).fill("prompt")  # stays in the category
    expect(page).to_have_url(re.compile(r"q=prompt&category=Safety|category=Safety&q=prompt"))
    expect(page.locator(".badge:not(:text('Safety'))")).to_have_count(0)
    page.goto(visits.base + "/search?q=model")
    page.evaluate("scrollTo(0, 400)")
    page.get_by_role("link", name="Next").click()
    expect(page.locator("ol.hits")).to_have_attribute("start", "11")
    expect(page.locator(".count")).to_be_focused()
    assert page.evaluate("scrollY") == 0
    page.go_back()
    expect(page.locator("ol.hits")).to_have_attribute("start", "1")
    wait(page, lambda: page.evaluate("scrollY") > 300)


def test_answers_out_of_order_never_replace_newer_ones(visits):
    page = visits.open("/search?q=rag")
    held = hold(page, re.compile(r"/search\?.*q=(loss|bias)"))
    box(page).fill("loss")
    page.wait_for_function("document.querySelector('[data-results]').ariaBusy")
    wait(page, lambda: len(held) == 1)
    box(page).fill("bias")
    wait(page, lambda: len(held) == 2)
    held[1].continue_()
    expect(titles(page).first).to_have_text("Bias")
    with suppress(Error):  # the page has ended this request
        held[0].continue_()
    page.wait_for_timeout(300)
    expect(titles(page).first).to_have_text("Bias")
    expect(page).to_have_url(re.compile("q=bias"))


def test_suggestions_out_of_order_never_replace_newer_ones(visits):
    page = visits.open("/")
    held = hold(page, re.compile("/api/v1/suggest"))
    box(page).press_sequentially("l")
    wait(page, lambda: len(held) == 1)
    box(page).press_sequentially("oss")
    wait(page, lambda: "q=loss" in held[-1].request.url)
    held[-1].continue_()
    expect(page.get_by_role("option").first).to_contain_text("Loss")
    for route in held[:-1]:
        with suppress(Error):
            route.continue_()
    page.wait_for_timeout(300)
    expect(page.get_by_role("option").first).to_contain_text("Loss")


def test_an_answer_that_comes_after_the_text_was_cleared_opens_no_list(visits):
    page = visits.open("/")
    held = hold(page, re.compile("/api/v1/suggest"))
    box(page).press_sequentially("l")
    wait(page, lambda: len(held) == 1)
    box(page).fill("")
    with suppress(Error):
        held[0].continue_()
    page.wait_for_timeout(300)
    expect(page.get_by_role("option")).to_have_count(0)


def test_old_results_are_dimmed_until_the_new_ones_come(visits):
    page = visits.open("/search?q=rag")
    held = hold(page, re.compile(r"/search\?.*q=loss"))
    box(page).fill("loss")
    expect(page.locator("[data-results]")).to_have_attribute("aria-busy", "true")
    wait(page, lambda: held)
    held[0].continue_()
    expect(titles(page).first).to_have_text("Loss")
    expect(page.locator("[data-results]")).not_to_have_attribute("aria-busy", "true")


def test_a_server_that_does_not_answer_leaves_no_wrong_results(browser, directory):
    with visiting(browser, directory) as visits:
        page = visits.open("/search?q=rag")
        page.context.set_offline(True)
        box(page).fill("loss")
        expect(page.get_by_text("The server did not answer.").first).to_be_visible()
        expect(titles(page)).to_have_count(0)
        page.context.set_offline(False)
        page.get_by_role("link", name="Try again").click()
        expect(titles(page).first).to_have_text("Loss")


def test_an_explanation_opens_below_its_result(visits):
    page = visits.open("/search?q=cost+barrier")
    link = page.get_by_role("link", name="Why here? Foundation Model")
    link.click()
    expect(page.locator(".hit").first.locator(".why")).to_contain_text("Rank 1 of 4")
    expect(link).to_have_attribute("aria-expanded", "true")
    link.click()
    expect(page.locator(".why")).to_have_count(0)


def test_a_rebuild_while_typing_is_not_noticed(browser, tmp_path):
    index, wiki = tmp_path / "index", tmp_path / "wiki"
    wiki.mkdir()
    for name in ("loss", "bias"):
        (wiki / f"{name}.html").write_bytes((ROOT / "corpus" / f"{name}.html").read_bytes())
    wikisearch.build(wiki, index).close()
    with visiting(browser, index) as visits:
        page = visits.open("/search?q=bias")
        before = page.locator("body").get_attribute("data-generation")
        (wiki / "rag.html").write_bytes((ROOT / "corpus" / "rag.html").read_bytes())
        box(page).fill("retrieval augmented")
        wikisearch.build(wiki, index).close()

        def finds_the_new_page():
            box(page).fill("")
            box(page).fill("rag")
            wait_for_results(page)
            return titles(page).all_inner_texts()[:1] == ["RAG"]

        wait(page, finds_the_new_page)
        page.reload()
        assert page.locator("body").get_attribute("data-generation") != before
        assert not visits.faults


def test_a_click_on_a_result_is_logged_with_its_query(browser, directory, tmp_path):
    with visiting(browser, directory, log=str(tmp_path)) as visits:
        page = visits.open("/search?q=rag")
        page.get_by_role("link", name="Why here? RAG", exact=True).click()  # no result
        expect(page.locator(".why")).to_be_visible()
        box(page).fill("cost barrier")
        expect(page).to_have_url(re.compile(r"/search\?q=cost\+barrier$"))
        wait_for_results(page)
        place = page.locator(".hit").nth(1)
        page_id = place.get_attribute("data-id")
        place.get_by_role("heading").get_by_role("link").click()
        page.wait_for_url("**/term/**")
        wait(page, lambda: records(tmp_path, "events"))
        [event] = records(tmp_path, "events")
        assert event["event_attributes"]["object"]["object_id"] == page_id
        assert event["event_attributes"]["position"]["ordinal"] == 2
        [query] = [each for each in records(tmp_path) if each["query_id"] == event["query_id"]]
        assert query["user_query"] == "cost barrier"
        assert not visits.faults
