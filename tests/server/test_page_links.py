"""The pages as documents: valid HTML, one main heading, and no link that leads nowhere."""

from itertools import pairwise
from urllib.parse import unquote, urldefrag

import pytest
from bs4 import BeautifulSoup
from justhtml import JustHTML

PAGES = (
    "/",
    "/search",
    "/search?q=training+cost",
    "/search?q=transfromer&sort=title",
    "/search?q=zyzzyva+quux&category=Safety",
    "/why?q=cost+barrier&id=foundation-model",
    "/term/rag",
    "/term/foundation-model",
    "/graph?id=rag&depth=2",
    "/terms",
    "/terms?category=Safety",
    "/categories",
)


@pytest.mark.parametrize("url", [*PAGES, "/term/transfromer", "/nowhere"])
def test_a_page_is_a_valid_document(client, url):
    html = client.get(url).text
    JustHTML(html, strict=True)
    found = BeautifulSoup(html, "lxml")
    ids = [each["id"] for each in found.select("[id]")]
    assert len(ids) == len(set(ids))
    assert len(found.select("h1")) == len(found.select("main")) == 1
    assert found.title.text
    assert found.html["lang"]
    levels = [int(each.name[1]) for each in found.select("h1, h2, h3, h4, h5, h6")]
    assert all(below <= above + 1 for above, below in pairwise(levels))


@pytest.mark.slow
def test_every_link_leads_to_a_page_and_to_its_anchor(client):
    links = set()
    for url in PAGES:
        found = BeautifulSoup(client.get(url).text, "lxml")
        for link in found.select("a[href], link[href], script[src]"):
            target, fragment = urldefrag(link.get("href") or link.get("src"))
            links.add((target or url, unquote(fragment.partition(":~:")[0])))
    answers = {target: client.get(target) for target, _ in links}
    assert {target for target, answer in answers.items() if answer.status_code != 200} == set()
    for target, anchor in links:
        if anchor and "/page/" not in target:
            assert BeautifulSoup(answers[target].text, "lxml").find(id=anchor), (target, anchor)
