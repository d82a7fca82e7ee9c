"""The combobox, by keyboard, as WAI-ARIA describes it."""

from playwright.sync_api import expect

from tests.server.browser.visits import complete


def box(page):
    return page.get_by_role("combobox", name="Search this wiki")


def options(page):
    return page.get_by_role("option")


def active(page):
    """Text of the option that a screen reader is on."""
    return page.evaluate(
        """() => {
          const input = document.querySelector("[role=combobox]");
          const option = document.getElementById(input.getAttribute("aria-activedescendant"));
          return option && option.firstChild.textContent;
        }"""
    )


def test_a_list_opens_and_is_announced(visits):
    page = visits.open()
    complete(page, "retrieval a")
    expect(options(page)).to_have_count(1)
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    expect(box(page)).not_to_have_attribute("aria-activedescendant", "")
    expect(page.get_by_role("status").filter(has_text="suggestion")).to_have_count(1)
    snapshot = page.locator("form[role=search]").aria_snapshot()
    assert snapshot.partition("\n  - status")[0] == (
        "- search:\n"
        "  - text: Search this wiki\n"
        '  - combobox "Search this wiki" [expanded]: retrieval a\n'
        '  - listbox "Suggestions":\n'
        '    - option "Retrieval-Augmented Generation RAG"\n'
        '  - button "Search"'
    )


def test_arrows_move_and_enter_opens_the_term(visits):
    page = visits.open()
    complete(page, "trans")
    names = [each.split("\n")[0] for each in options(page).all_inner_texts()]
    assert active(page) is None
    page.keyboard.press("ArrowDown")
    assert active(page) == names[0]
    page.keyboard.press("ArrowDown")
    assert active(page) == names[1]
    page.keyboard.press("End")
    assert active(page) == names[-1]
    page.keyboard.press("ArrowDown")
    assert active(page) == names[0]
    page.keyboard.press("ArrowUp")
    assert active(page) == names[-1]
    page.keyboard.press("Home")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    expect(box(page)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/term/*")
    expect(page.get_by_role("heading", level=1)).to_have_text(names[0])


def test_typing_leaves_the_option(visits):
    page = visits.open()
    complete(page, "trans")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("f")
    assert active(page) is None
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=transf")


def test_escape_closes_then_clears(visits):
    page = visits.open()
    complete(page, "trans")
    page.keyboard.press("Escape")
    expect(options(page)).to_have_count(0)
    expect(box(page)).to_have_value("trans")
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Alt+ArrowDown")
    expect(options(page).first).to_be_visible()
    assert active(page) is None
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(box(page)).to_have_value("")


def test_tab_leaves_the_box_and_closes_the_list(visits):
    page = visits.open()
    complete(page, "trans")
    page.keyboard.press("Tab")
    expect(options(page)).to_have_count(0)
    expect(page.get_by_role("button", name="Search")).to_be_focused()


def test_a_click_opens_an_option(visits):
    page = visits.open()
    complete(page, "retr")
    page.get_by_role("option", name="Retrieval-Augmented Generation").click()
    page.wait_for_url("**/term/rag")


def test_keys_move_to_the_box(visits):
    page = visits.open("/term/rag")
    page.keyboard.press("/")
    expect(box(page)).to_be_focused()
    expect(box(page)).to_have_value("")
    page.keyboard.type("a/b")
    expect(box(page)).to_have_value("a/b")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+k")
    expect(box(page)).to_be_focused()


def test_the_single_key_can_be_off(visits):
    page = visits.open("/term/rag")
    page.get_by_role("button", name="Turn off the / key").click()
    page.reload()
    page.keyboard.press("/")
    expect(box(page)).not_to_be_focused()
    page.keyboard.press("Control+k")
    expect(box(page)).to_be_focused()
    expect(box(page)).to_have_attribute("aria-keyshortcuts", "Control+K Meta+K")
    expect(page.get_by_role("button", name="Turn on the / key")).to_be_visible()


def test_keys_of_an_input_method_are_left_alone(visits):
    page = visits.open()
    complete(page, "a")
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "に", "selectionStart": 1, "selectionEnd": 1})
    for key in ("ArrowDown", "Enter"):
        session.send(
            "Input.dispatchKeyEvent",
            {"type": "rawKeyDown", "key": key, "windowsVirtualKeyCode": 229},
        )
    assert active(page) is None
    assert page.url.endswith("/")
    session.send("Input.insertText", {"text": "日本"})
    expect(box(page)).to_have_value("a日本")
    expect(page.get_by_role("status").filter(has_text="No suggestions")).to_have_count(1)


def test_a_result_list_is_links_under_headings(visits):
    page = visits.open("/search?q=cost+barrier")
    snapshot = page.locator(".hit").first.aria_snapshot()
    assert snapshot.startswith('- listitem:\n  - heading "Foundation Model" [level=3]:')
    assert '- link "Deep Dive › The Cost Barrier"' in snapshot
    assert "- mark: cost" in snapshot
