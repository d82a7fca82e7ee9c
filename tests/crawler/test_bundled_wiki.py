"""The bundled wiki on a real server: a crawl and a folder of it give the same answers."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import wikisearch
from wikisearch import CrawlStatus

CORPUS = Path(__file__).parents[2] / "corpus"
QUERIES = (
    "cost barrier",
    '"context window"',
    "retrieval -cost",
    "embedd*",
    "tokn~",
    "linksto:rag",
    "linkedfrom:transformer",
    "category:Safety model",
    "morelike:gan",
)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def server():
    handler = partial(Quiet, directory=CORPUS)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def answers(index):
    found = {}
    for query in QUERIES:
        results = index.search(query, limit=20)
        hits = [(hit.id, round(hit.score, 6), [s.anchor for s in hit.sections]) for hit in results]
        found[query] = results.total, hits
    return found


@pytest.mark.slow
def test_a_crawl_gives_the_answers_of_the_folder(server, tmp_path):
    report = wikisearch.crawl(server, tmp_path / "wiki")
    assert report.status is CrawlStatus.COMPLETE
    with (
        wikisearch.build(CORPUS, tmp_path / "of-folder") as folder,
        wikisearch.build(tmp_path / "wiki", tmp_path / "of-crawl") as crawled,
    ):
        pages = {page.id: page for page in folder.pages()}
        assert {page.id for page in crawled.pages()} == set(pages)
        for name in pages:
            one, other = folder.page(name), crawled.page(name)
            assert (one.title, one.aliases, one.category) == (
                other.title,
                other.aliases,
                other.category,
            )
            assert one.sections == other.sections
            assert other.url.startswith(server)
        assert answers(crawled) == answers(folder)
    again = wikisearch.crawl(server, tmp_path / "wiki")
    assert again.not_modified >= 0.8 * report.pages
