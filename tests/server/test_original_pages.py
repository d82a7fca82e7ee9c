"""The original pages: which files are served, and where results lead if there are none."""

import os

import httpx
import pytest

import wikisearch
from tests.crawler import site
from tests.crawler.site import html
from tests.server.servers import PATIENCE, running

PAGE = "<!doctype html><title>Ant</title><h1>Ant</h1><p>An insect.<h2 id=nest>Nest</h2><p>Of earth."


@pytest.fixture(scope="module")
def wiki(tmp_path_factory):
    """A folder of pages and other files, and a client of its server."""
    folder = tmp_path_factory.mktemp("originals")
    wiki = folder / "wiki"
    for name in ("sub", ".hidden", "sub/.private"):
        (wiki / name).mkdir(parents=True)
    for name in ("ant.html", "sub/bee.html"):
        (wiki / name).write_text(PAGE.replace("Ant", name), encoding="utf-8")
    latin = "<meta charset=latin-1><h1>Käfer</h1><p>Ein Insekt."
    (wiki / "latin.htm").write_bytes(latin.encode("latin-1"))
    for name in ("style.css", "sub/picture.png", "notes.txt", "script.js", "data.json"):
        (wiki / name).write_bytes(name.encode())
    for name in (".hidden/style.css", "sub/.private/style.css", ".env.css"):
        (wiki / name).write_text("secret", encoding="utf-8")
    (folder / "secret.css").write_text("secret", encoding="utf-8")
    wikisearch.build(wiki, folder / "index").close()
    (wiki / "later.html").write_text(PAGE, encoding="utf-8")
    (wiki / "linked.css").symlink_to(folder / "secret.css")
    (wiki / "linked").symlink_to(folder)
    os.mkfifo(wiki / "pipe.css")
    with (wiki / "huge.png").open("wb") as file:
        file.truncate((64 << 20) + 1)
    with running(folder / "index") as client:
        yield client


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("ant.html", "text/html"),
        ("sub/bee.html", "text/html"),
        ("latin.htm", "text/html"),
        ("style.css", "text/css"),
        ("sub/picture.png", "image/png"),
    ],
)
def test_pages_and_what_they_look_like_are_served_as_they_are(wiki, path, kind):
    answer = wiki.get(f"/page/{path}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
    assert answer.headers["content-security-policy"].startswith("sandbox ")
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_bytes_are_not_changed(wiki):
    assert "Käfer".encode("latin-1") in wiki.get("/page/latin.htm").content


@pytest.mark.parametrize(
    "path",
    [
        "nothing.html",
        "later.html",
        "notes.txt",
        "script.js",
        "data.json",
        ".env.css",
        ".hidden/style.css",
        "sub/.private/style.css",
        "linked.css",
        "linked/secret.css",
        "pipe.css",
        "huge.png",
        "sub",
        "",
        "/etc/passwd",
        "..%2Fsecret.css",
        "sub/..%2F..%2Fsecret.css",
        "%2E%2E/secret.css",
        "sub//picture.png",
        "sub%5Cpicture.png",
        "style.css%00.png",
        f"{'x' * 5000}.css",
    ],
)
def test_no_other_file_is_served(wiki, path):
    answer = wiki.get(f"/page/{path}")
    assert answer.status_code == 404
    assert "secret" not in answer.text.replace("secret.css", "")


def test_a_result_leads_to_the_words_in_the_original(wiki):
    answer = wiki.get("/search?q=earth")
    assert 'href="/page/ant.html#nest:~:text=' in answer.text


def originals(client):
    """The addresses of original pages in results."""
    found = client.get("/search?q=insect").text
    return [part.partition('"')[0] for part in found.split('<a href="')[1:] if "Original" in part]


def test_a_program_has_no_original_pages(tmp_path):
    wikisearch.build({"ant": PAGE}, tmp_path / "index").close()
    with running(tmp_path / "index") as client:
        assert originals(client) == []
        assert "Open the original page" not in client.get("/term/ant").text
        assert client.get("/page/ant").status_code == 404


def test_a_published_wiki_without_its_files_leads_to_the_site(tmp_path):
    wiki = tmp_path / "wiki"
    wiki.mkdir()
    (wiki / "ant.html").write_text(PAGE, encoding="utf-8")
    (wiki / "wikisearch.toml").write_text('base_url = "https://example.com/wiki/"', "utf-8")
    wikisearch.build(wiki, tmp_path / "index").close()
    wiki.rename(tmp_path / "elsewhere")
    with running(tmp_path / "index") as client:
        assert originals(client)[0].startswith("https://example.com/wiki/ant.html")
        assert client.get("/page/ant.html").status_code == 404


def test_originals_of_a_crawl_are_linked_at_their_live_address(tmp_path):
    pages = {"/wiki/": html("Ants", "ant"), "/wiki/ant": PAGE}
    with site.running(pages) as live:
        wikisearch.crawl(f"{live.url}/wiki/", tmp_path / "crawled")
        wikisearch.build(tmp_path / "crawled", tmp_path / "index").close()
        with running(tmp_path / "index") as client:
            [url] = originals(client)
            assert url.startswith(f"{live.url}/wiki/ant#")
            assert httpx.get(url, timeout=PATIENCE).text == PAGE
            term = client.get("/term/wiki/ant").text
            assert f'href="{live.url}/wiki/ant"' in term
            stored = [each.name for each in (tmp_path / "crawled").rglob("*.html")]
            assert stored
            assert not any(name in client.get("/search?q=insect").text for name in stored)
            assert {client.get(f"/page/pages/{name}").status_code for name in stored} == {404}


def test_an_address_with_a_script_is_no_link(tmp_path):
    page = wikisearch.SourcePage("ant", PAGE, url="javascript:alert(1)")
    wikisearch.build([page], tmp_path / "index").close()
    with running(tmp_path / "index") as client:
        assert "javascript:" not in client.get("/search?q=insect").text
        assert "javascript:" not in client.get("/term/ant").text
