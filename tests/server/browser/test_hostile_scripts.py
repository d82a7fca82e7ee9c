"""A wiki that attacks its readers: no script of it runs, and nothing is sent anywhere."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

import wikisearch
from tests.server.browser.visits import other_site, visiting, wait_for_results

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "'-alert(1)-'",
    "javascript:alert(1)",
    "</title><script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}",
    "<mark onmouseover=alert(1)>mark</mark>",
    "\u202egnp.exe <b>bold</b>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
]


def escaped(text):
    """A text that a page shows as it is."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def hostile_page(attack, other):
    """A page with an attack in every place that the server shows, and in some of a browser."""
    text = escaped(attack)
    return f"""<!doctype html><html lang="{text}"><head><title>{text}</title>
<base href="{other}/base/">
<script src="{other}/script.js"></script><script>alert("page");fetch("{other}/fetch")</script>
<link rel="stylesheet" href="{other}/style.css"><link rel="prefetch" href="{other}/prefetch">
<style>@import "{other}/import.css"; body {{ background: url({other}/background.png) }}</style>
</head><body onload="alert('load')" style="background: url({other}/inline.png)">
<h1 id="{text}">{text} target</h1><p>{text} is {text}.
<span class="category">{text}</span>
<h2 id="ws-q">{text} heading</h2><p>target words <a href="javascript:alert(1)">{text}</a>
<a href="page-0.html">{text}</a> <img src="{other}/picture.png" onerror="alert(2)">
<iframe src="{other}/frame"></iframe><object data="{other}/object"></object>
<form action="{other}/form"><button id="send">send</button></form>
<h2 id="' onclick='alert(1)">{text} second</h2><pre>{text}</pre>
<table><tr><th>{text}<tr><td>{text}</table>
<video src="{other}/video" autoplay></video><p>end</body></html>"""


@pytest.fixture(scope="module")
def other():
    """A site that nothing may be sent to: its URL, and the requests."""
    with other_site({"/": ""}) as (url, requests):
        yield url, requests


@pytest.fixture(scope="module")
def wiki(browser, other, tmp_path_factory):
    """Visits to the hostile wiki."""
    folder = tmp_path_factory.mktemp("hostile")
    pages = folder / "wiki"
    (pages / "deep").mkdir(parents=True)
    for number, attack in enumerate(ATTACKS):
        html = hostile_page(attack, other[0])
        (pages / f"page-{number}.html").write_text(html, encoding="utf-8")
    odd = pages / "deep" / "a'b\"c&amp;<i>#?%2f.html"
    odd.write_text(hostile_page("odd", other[0]), encoding="utf-8")
    wikisearch.build(pages, folder / "index").close()
    refresh = f'<meta http-equiv="refresh" content="1;url={other[0]}/refresh">'  # of a later edit
    with (pages / "page-0.html").open("a", encoding="utf-8") as file:
        file.write(refresh)
    with visiting(browser, folder / "index") as visits:
        yield visits


@pytest.fixture(autouse=True)
def nothing_happens(wiki, other):
    """No dialog, no error of a script, no request to another site; refusals are logged."""
    yield
    refused = re.compile("Content Security Policy|sandboxed|status of 404|ERR_BLOCKED|Refused to")
    assert not [fault for fault in wiki.faults if not refused.search(fault)]
    assert other[1] == []
    wiki.faults.clear()
    wiki.close()


def test_results_and_suggestions_show_attacks_as_text(wiki):
    page = wiki.open("/search?q=target")
    headings = page.locator(".hit h3").all_inner_texts()
    assert any("<script>alert(1)</script> target" in each for each in headings)
    assert page.locator(".hit script, .hit img, .hit svg, .hit iframe, .hit b").count() == 0
    box = page.get_by_role("combobox")
    box.fill("")
    box.press_sequentially("script")
    page.locator('[role=listbox][data-text="script"]').wait_for()
    wait_for_results(page)
    assert page.locator("[role=listbox] script, [role=listbox] img").count() == 0
    for link in page.locator("a[data-why]").all()[:2]:
        link.click()
    page.wait_for_timeout(200)


@pytest.mark.parametrize("number", range(len(ATTACKS)))
def test_a_query_and_a_term_show_an_attack_as_text(wiki, number):
    attack = ATTACKS[number]
    page = wiki.open(f"/search?q={quote(attack)}&category={quote(attack)}")
    assert page.locator("input[type=search]").input_value() == attack
    assert page.locator("main script, main img, main svg, main iframe").count() == 0
    page.goto(f"{wiki.base}/term/page-{number}")
    shown = page.locator("article").inner_text()
    assert " ".join(attack.split()).strip("\u202e") in shown
    assert page.locator("article :is(script, img, svg, iframe, form, style, [onload])").count() == 0
    assert not [
        link
        for link in page.locator("a").evaluate_all("(all) => all.map((each) => each.href)")
        if not link.startswith(wiki.base)
    ]


def test_a_term_with_an_odd_name_is_found_by_its_links(wiki):
    page = wiki.open("/search?q=odd")
    page.locator(".hit h3 a").first.click()
    expect(page.locator("h1")).to_contain_text("odd target")
    page.get_by_role("link", name="Open the original page").click()
    page.wait_for_url("**/page/deep/**")


def test_an_original_page_runs_no_script_and_asks_no_other_site(wiki, other):
    page = wiki.open("/page/page-0.html")
    page.wait_for_timeout(1_500)  # longer than its refresh
    assert page.url == f"{wiki.base}/page/page-0.html"
    page.screenshot()  # the page is drawn
    page.mouse.click(200, 200)
    page.wait_for_timeout(200)


def test_an_original_page_cannot_be_framed(wiki):
    answer = wiki.open("/").request.get(f"{wiki.base}/page/page-0.html")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("sandbox ")
    assert "allow-scripts" not in policy
    assert "allow-same-origin" not in policy
    assert "frame-ancestors 'none'" in policy
