"""The folder of a crawl: each page has the path of its address."""

import json

import pytest

from wikisearch.ingest.sources.crawled_site import CrawledSource

HEAD = {"wikisearch_crawl": 1, "finished_at": "2026-01-02T03:04:05Z"}


@pytest.mark.parametrize(
    "host", ["example.org", "example.org:8000", "127.0.0.1:8000", "[::1]:8000"]
)
def test_pages_of_any_host_have_the_paths_of_their_addresses(tmp_path, host):
    lines = [HEAD]
    for name in ("ant", "bee"):
        line = {"url": f"http://{host}/{name}.html", "state": "stored", "path": f"pages/{name}"}
        lines.append(line)
    text = "\n".join(map(json.dumps, lines))
    (tmp_path / "manifest.jsonl").write_text(text, encoding="utf-8")
    entries = CrawledSource(tmp_path).listing().entries
    assert [entry.path for entry in entries] == ["ant.html", "bee.html"]
