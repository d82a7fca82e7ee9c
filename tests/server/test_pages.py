"""The HTML pages, as a browser without JavaScript gets them."""

import gzip
import re

import pytest
from bs4 import BeautifulSoup

import wikisearch
from tests.server.servers import running

FIRST_RESULTS = 30 * 1024
"""Bytes of HTML, style sheet and script that a reader waits for, compressed."""

MODULE = 12 * 1024


def page(client, url, status=200, **headers):
    """The parsed page at a URL."""
    answer = client.get(url, headers=headers)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("text/html")
    return BeautifulSoup(answer.text, "lxml")


def texts(found):
    """The texts of elements, with single spaces."""
    return [" ".join(each.get_text().split()) for each in found]


def test_the_start_page_has_the_box_and_the_categories(client):
    found = page(client, "/")
    assert found.select_one("form[action='/search'] input[name=q]")
    assert "Models 27" in texts(found.select(".chip"))


def test_results_show_terms_and_their_sections_in_order(client):
    found = page(client, "/search?q=cost+barrier")
    assert texts(found.select(".hit h3"))[:2] == ["Foundation Model", "Loss"]
    [section] = found.select(".hit")[0].select(".sections > li")
    assert texts([section.a]) == ["Deep Dive › The Cost Barrier"]
    start, _, words = section.a["href"].partition(":~:text=")
    assert (start, bool(words)) == ("/term/foundation-model#the-cost-barrier", True)
    assert texts(section.select("mark")) == ["cost", "cost", "barrier"]
    assert "Few terms have all the words" in found.select_one(".note").text


def test_results_say_which_name_matched(client):
    found = page(client, "/search?q=retrieval-augmented+generation")
    first = found.select_one(".hit")
    assert texts(first.select("h3, .reason")) == [
        "RAG",
        "matches the alias: Retrieval-Augmented Generation",
    ]


def test_a_category_is_added_and_removed_by_its_link(client):
    found = page(client, "/search?q=model")
    [safety] = [each for each in found.select(".chip") if each.text.startswith("Safety")]
    narrow = page(client, safety["href"])
    assert {each.text for each in narrow.select(".badge")} == {"Safety"}
    [chosen] = narrow.select(".chip[aria-current]")
    assert texts([chosen])[0].startswith("Remove the filter Safety")
    assert page(client, chosen["href"]).select_one(".count").text == found.select_one(".count").text


def test_the_order_and_the_pages_are_links(client):
    found = page(client, "/search?q=model")
    titles = texts(found.select(".hit h3"))
    [by_title] = [each for each in found.select(".sorts a") if each.text == "Title"]
    sorted_titles = texts(page(client, by_title["href"]).select(".hit h3"))
    assert sorted_titles == sorted(sorted_titles, key=str.casefold)
    following = page(client, found.select_one("a[rel=next]")["href"])
    assert following.select_one("ol.hits")["start"] == "11"
    assert not set(titles) & set(texts(following.select(".hit h3")))
    assert texts(following.select(".pages [aria-current]")) == ["Page 2"]


def test_a_page_beyond_the_last_one_leads_to_the_first(client):
    found = page(client, "/search?q=cost+barrier&page=7")
    assert found.select_one("main a[href='/search?q=cost+barrier']")


def test_a_corrected_query_is_announced_and_can_be_taken_back(client):
    found = page(client, "/search?q=transfromer")
    note = found.select_one(".note")
    assert note.strong.text == "transformer"
    literal = page(client, note.a["href"])
    assert literal.select_one(".count").text == "0 terms found"


def test_nothing_found_leads_on(client):
    found = page(client, "/search?q=transfomer+zyzzyva&category=Safety")
    assert found.select_one(".count").text == "0 terms found"
    assert "Transformer" in texts(found.select(".nothing .terms a"))
    assert found.select_one(".nothing a[href='/search?q=transfomer+zyzzyva']")
    assert found.select(".nothing .chip")


def test_notes_of_the_parser_are_shown(client):
    assert "foo" in page(client, "/search?q=foo:bar").select_one(".note").text


def test_a_result_explains_its_rank(client):
    link = page(client, "/search?q=cost+barrier").select_one("a[data-why]")
    found = page(client, link["href"])
    assert "Rank 1 of 4" in found.select_one(".why").text
    assert any(text.startswith("4.64 barrier: idf") for text in texts(found.select(".score li")))
    missing = page(client, "/why?q=cost+barrier&id=rag")
    assert "not among the 4 results" in missing.select_one(".why").text


def test_a_term_has_its_text_links_and_neighbours(client):
    found = page(client, "/term/rag")
    assert found.h1.text == "RAG"
    assert found.select_one(".lead").text.startswith("Retrieval-augmented generation")
    assert found.select_one("article [id]")["id"] == "why-it-matters"
    assert found.select_one("article section a[href='/term/vector-database']")
    assert found.select("article section ol li, article section ul li")
    assert "linked" in found.select_one("aside .terms .quiet").text
    assert {"BM25", "Semantic Search"} <= set(texts(found.select("#ws-backlinks + ul a")))
    assert "acronym in the text of" in found.select_one("#ws-names + ul").text
    assert found.select_one("a[href='/page/rag.html']")


def test_the_graph_of_a_term_is_a_table(client):
    found = page(client, page(client, "/term/rag").select_one("a[href^='/graph']")["href"])
    rows = {tuple(texts(row.select("td"))[:2]): row for row in found.select(".edges tbody tr")}
    assert rows["RAG", "Embedding"]["data-kind"] == "both"
    assert "links to each other" in rows["RAG", "Embedding"].text
    deeper = page(client, found.select(".sorts a")[1]["href"])
    assert len(deeper.select(".edges tbody tr")) > len(rows)
    page(client, "/graph?id=nothing", 404)
    page(client, "/graph?id=rag&depth=3", 400)


def test_the_documentation_has_every_operation_and_parameter(client):
    found = page(client, "/docs")
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    assert texts(found.select(".api h2")) == list(paths)
    search = found.select_one("#search_api_v1_search_get")
    rows = {row.th.code.get_text(): texts(row.select("td")) for row in search.select("tbody tr")}
    assert list(rows) == [each["name"] for each in paths["/api/v1/search"]["get"]["parameters"]]
    assert rows["limit"] == ["integer, 0 to 50", "10", "Maximum number of rows."]
    assert rows["sort"][:2] == ["relevance or title or links", "relevance"]
    assert rows["category"][0] == "string, may be repeated"


def test_a_term_is_found_by_its_other_names(client):
    assert page(client, "/term/Retrieval-Augmented%20Generation").h1.text == "RAG"


def test_a_missing_term_names_the_nearest(client):
    found = page(client, "/term/transfromer", 404)
    assert found.select_one("main .terms a")["href"] == "/term/transformer"


def test_terms_are_listed_by_letter_and_by_category(client):
    found = page(client, "/terms")
    assert len(found.select("main .terms a")) == 175
    assert texts(found.select(".letters a"))[:3] == ["A", "B", "C"]
    assert found.select_one(found.select_one(".letters a")["href"])
    [safety] = [
        each for each in page(client, "/categories").select("main a") if each.text == "Safety"
    ]
    assert len(page(client, safety["href"]).select("main .terms a")) == 18


def test_a_long_list_has_a_page_for_each_letter(tmp_path):
    names = [f"{'AÄaZ1'[number % 5]}nt {number}" for number in range(1_000)]
    pages = {f"p{number}": f"<h1>{name}</h1><p>x" for number, name in enumerate(names)}
    wikisearch.build(pages, tmp_path / "index").close()
    with running(tmp_path / "index") as client:
        found = page(client, "/terms")
        assert texts(found.select(".letters a")) == ["A", "Z", "#"]
        assert len(found.select("main .terms a")) == 400
        assert page(client, found.select_one("a[rel=next]")["href"]).select("main .terms a")
        letter = page(client, found.select(".letters a")[1]["href"])
        assert {text[0] for text in texts(letter.select("main .terms a"))} == {"Z"}
        page(client, "/terms?letter=Q", 400)


def test_a_wiki_of_many_characters_has_no_letters(tmp_path):
    pages = {f"p{number}": f"<h1>{chr(0x4E00 + number)}</h1><p>x" for number in range(150)}
    wikisearch.build(pages, tmp_path / "index").close()
    with running(tmp_path / "index") as client:
        found = page(client, "/terms")
        assert (len(found.select("main .terms a")), found.select(".letters, .letter")) == (150, [])


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("/nowhere", 404),
        ("/search?page=x", 400),
        ("/search?page=0", 400),
        ("/search?sort=best", 400),
        (f"/search?q={'x' * 2001}", 400),
        ("/terms?category=Nothing", 400),
    ],
)
def test_an_error_is_a_page(client, url, status):
    found = page(client, url, status)
    assert found.select_one("form[role=search]")
    assert found.select_one("main h1").text


def test_a_busy_server_answers_with_a_page(directory):
    with running(directory, deadline=1e-9) as client:
        # A second request could find the answer of the first one, which came too late.
        answer = client.get("/search?q=rag")
    assert (answer.status_code, "retry-after" in answer.headers) == (503, True)
    assert "Try again" in BeautifulSoup(answer.text, "lxml").main.text


def test_a_fragment_is_the_same_as_in_the_page(client):
    url = "/search?q=training+cost"
    accept = {"Accept": "text/html; fragment=1"}
    part = client.get(url, headers=accept)
    whole = client.get(url)
    assert part.text.strip() in whole.text
    assert part.headers["etag"] != whole.headers["etag"]
    assert (
        client.get(url, headers={**accept, "If-None-Match": part.headers["etag"]}).status_code
        == 304
    )


def test_pages_allow_no_inline_code(client):
    for url in ("/", "/search?q=rag", "/term/rag", "/nowhere"):
        answer = client.get(url)
        policy = answer.headers["content-security-policy"]
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", answer.text)


def test_static_files_never_change_below_their_address(client):
    url = page(client, "/").select_one("script")["src"]
    answer = client.get(url)
    assert "immutable" in answer.headers["cache-control"]
    assert client.get(url.replace("/static/", "/static/0")).status_code == 404
    assert client.get(url.replace("wikisearch.js", "../routes.py")).status_code == 404
    shared = client.get("/wikisearch.js")
    assert shared.content == answer.content
    assert shared.headers["access-control-allow-origin"] == "*"


def test_the_first_results_are_small(client):
    whole = client.get("/search?q=training+cost")
    found = BeautifulSoup(whole.text, "lxml")
    urls = [found.select_one("script")["src"], found.select_one("link[rel=stylesheet]")["href"]]
    module, style = (client.get(url).content for url in urls)
    assert len(gzip.compress(module)) <= MODULE
    assert sum(len(gzip.compress(each)) for each in (whole.content, style, module)) <= FIRST_RESULTS


def test_everything_works_below_the_path_of_a_proxy(directory):
    with running(directory, root_path="/wiki") as client:
        answer = client.get("/search?q=training+cost")
        found = BeautifulSoup(answer.text, "lxml")
        urls = [
            each.get("href") or each.get("src") or each.get("action")
            for each in found.select("[href], [src], [action]")
        ]
        assert {url.split("/")[1] for url in urls if not url.startswith("#")} == {"wiki"}


def test_a_wiki_from_right_to_left_has_its_direction(tmp_path):
    pages = {"ai": '<html lang="ar"><h1>الذكاء الاصطناعي</h1><p>فرع من علوم الحاسوب.'}
    wikisearch.build(pages, tmp_path / "index").close()
    with running(tmp_path / "index") as client:
        found = page(client, "/term/ai")
        assert (found.html["dir"], found.article["lang"], found.article["dir"]) == (
            "rtl",
            "ar",
            "rtl",
        )
