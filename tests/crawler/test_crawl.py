"""A crawl accounts for every address, and requests each of them once."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import wikisearch
from tests.crawler.site import html, running, to, trap_pages
from wikisearch import CrawlState, CrawlStatus
from wikisearch.crawler.crawl import run_crawl
from wikisearch.crawler.crawl_folder import store
from wikisearch.crawler.crawl_ledger import CrawlLedger
from wikisearch.crawler.status_report import crawl_status
from wikisearch.model.crawl_request import CrawlLimits, CrawlRequest

KILLS = int(os.environ.get("WIKISEARCH_CRAWL_KILLS", "1"))

STATES = {
    "": "stored",
    "old": "redirect",
    "new": "stored",
    "hop1": "redirect",
    "hop2": "redirect",
    "self": "failed",
    "loop1": "failed",
    "loop2": "failed",
    "nowhere": "failed",
    "away": "redirect",
    "metadata": "redirect",
    "refresh": "redirect",
    "canon": "stored",
    "canon?x=1": "canonical",
    "bad-canon": "stored",
    "twin": "stored",
    "twin/": "duplicate",
    "hidden": "noindex",
    "below-hidden": "stored",
    "header-hidden": "noindex",
    "agent-hidden": "noindex",
    "other-agent": "stored",
    "nofollow": "stored",
    "deep/relative": "stored",
    "gone": "gone",
    "missing": "gone",
    "forbidden": "failed",
    "broken": "failed",
    "busy": "stored",
    "file.pdf": "not-html",
    "bomb": "too-large",
    "Case": "stored",
    "case": "stored",
    "a%2Fb": "stored",
    "a/b/a/b": "stored",
    "a/b/a/b/a/b": "trap",
    "q?v=1": "stored",
    "q?v=2": "stored",
    "only-in-sitemap": "stored",
    "soft/fake1": "soft-404",
    "secret/1": "robots",
    "login3": "redirect",
}


def crawl(site, folder, **options):
    limits = CrawlLimits(page_bytes=1_000_000, timeout=5)
    options = {"limits": limits, **options}
    return run_crawl(CrawlRequest((f"{site.url}/wiki/",), folder, **options))


def manifest(folder):
    lines = (folder / "manifest.jsonl").read_text("utf-8").splitlines()[1:]
    return {line["url"]: line for line in map(json.loads, lines)}


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """The first and the second crawl of the site with all traps."""
    folder = tmp_path_factory.mktemp("crawl") / "wiki"
    with running(trap_pages()) as site:
        site.pages["/sitemap.xml"] = site.pages["/sitemap.xml"].format(url=site.url)
        report = crawl(site, folder)
        log, published = list(site.log), manifest(folder)
        site.log.clear()
        again = crawl(site, folder)
        return site, folder, (report, log, published), (again, site.log, manifest(folder))


@pytest.mark.parametrize(("name", "state"), STATES.items(), ids=[name or "home" for name in STATES])
def test_every_trap_has_its_state(first, name, state):
    site, _, (_, _, published), _ = first
    found = published[f"{site.url}/wiki/{name}"]
    assert found["state"] == ("page" if state == "stored" else state), found


def test_the_report_adds_up_in_both_runs(first):
    _, _, (report, _, published), (again, _, _) = first
    for each in (report, again):
        assert {count.state for count in each.states} == set(CrawlState)
        assert sum(count.count for count in each.states) == each.total
        assert each.count(CrawlState.TODO) == 0
        assert each.status is CrawlStatus.FAILURES
    assert report.total == len(published) >= 64
    assert len(report.failures) == report.count(CrawlState.FAILED)
    assert ("example.org", 2) in report.outside


def test_no_page_is_requested_twice_and_none_that_must_not_be(first):
    _, _, (_, log, _), _ = first
    paths = [path for path, _ in log]
    again = {path for path in paths if paths.count(path) > 1}
    assert again == {"/wiki/broken", "/wiki/busy"}  # which are tried again
    forbidden = ("/outside", "/wiki/secret/1", "/wiki/unseen", "/wiki/a/b/a/b/a/b")
    assert not set(forbidden) & set(paths)


def test_a_second_run_downloads_only_what_has_no_validator(first):
    _, folder, (report, _, published), (again, log, later) = first
    known = sum(count.count for count in report.states if count.state in ("stored", "duplicate"))
    assert again.not_modified >= 0.8 * known
    assert again.count(CrawlState.UNCHANGED) == report.count(CrawlState.STORED)
    assert later == published
    assert all("Cookie" not in headers for _, headers in log)
    assert len(list((folder / "pages").rglob("*.html"))) == again.pages + 2


def test_what_looks_wrong_is_a_warning(first):
    _, _, (report, _, _), _ = first
    text = "\n".join(report.warnings)
    assert "7 addresses redirect to" in text
    assert "bad-canon" in text


def test_one_warning_names_all_canonical_pages_that_are_none(tmp_path):
    head = '<link rel="canonical" href="https://other.example/{}">'
    pages = {f"/wiki/{n}": html(f"Page {n}", head=head.format(n)) for n in range(3)}
    with running({"/wiki/": html("Home", *pages), **pages}) as site:
        report = crawl(site, tmp_path / "w")
    assert report.pages == 4
    [warning] = report.warnings
    assert warning.startswith(f"{site.url}/wiki/0 names https://other.example/0 as canonical")
    assert warning.endswith("; so do 2 more pages")


def test_the_index_of_a_crawl_has_live_urls_aliases_and_charsets(first, tmp_path):
    site, folder, _, _ = first
    with wikisearch.build(folder, tmp_path / "index") as index:
        assert index.page("wiki/latin").title == "Муравей"
        page = index.page("wiki/new")
        assert page.url == f"{site.url}/wiki/new"
        hit = index.search("old")[0]
        assert (hit.id, hit.url) == ("wiki/new", page.url)
        home = index.page("wiki/index")
        assert {"wiki/new", "wiki/deep/relative"} >= {link.target for link in page.links}
        assert "wiki/new" in {link.target for link in home.links}
        assert index.manifest.fetched


def test_a_killed_crawl_goes_on_without_loss_or_repetition(tmp_path):
    names = [f"/wiki/n{n}" for n in range(120)]
    words = "abcdefghij"
    pages = {
        path: html(
            "Page " + "".join(words[int(digit)] for digit in path[7:]), f"n{n + 1}", f"n{n + 9}"
        )
        for n, path in enumerate(names)
    }
    pages["/wiki/"] = html("Home", "n0", "n1", "n2")
    with running(pages) as site:
        command = [sys.executable, "-m", "wikisearch", "crawl", f"{site.url}/wiki/", "--into", "w"]
        environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
        chance, killed = random.Random(5), 0
        for _ in range(KILLS):
            process = subprocess.Popen(
                command,
                cwd=tmp_path,
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            before, wanted = len(site.log), chance.randint(4, 20)
            while process.poll() is None and len(site.log) - before < wanted:
                time.sleep(0.002)
            process.send_signal(signal.SIGKILL)
            process.wait()
            killed += 1
        report = crawl(site, tmp_path / "w")
        fetched = [path for path in site.paths if path in pages]
    assert report.status is CrawlStatus.COMPLETE
    assert report.run == 1
    assert report.count(CrawlState.STORED) == 121
    twice = len(fetched) - len(set(fetched))
    assert twice <= 8 * killed, "more than what was in flight"


def test_an_unreachable_robots_txt_refuses_the_site(tmp_path):
    with running({"/robots.txt": (503, {}, ""), "/wiki/": html("Home")}) as site:
        report = crawl(site, tmp_path / "w")
        assert report.status is CrawlStatus.INCOMPLETE
        assert "robots.txt answers 503" in report.reason
        assert set(site.paths) == {"/robots.txt"}
        del site.pages["/robots.txt"]
        assert crawl(site, tmp_path / "w").status is CrawlStatus.COMPLETE


def test_an_address_without_a_page_is_not_a_success(tmp_path):
    with running({"/other": html("Weir")}) as site:
        report = crawl(site, tmp_path / "wiki")
    assert (report.status, report.pages) == (CrawlStatus.FAILURES, 0)
    assert "no page" in report.reason


def test_a_robots_txt_is_followed_to_a_relative_address(tmp_path):
    pages = {
        "/robots.txt": (302, {"Location": "rules/robots.txt"}, ""),
        "/rules/robots.txt": (
            200,
            {"Content-Type": "text/plain"},
            "User-agent: *\nDisallow: /wiki/a",
        ),
        "/wiki/": html("Home", "a"),
        "/wiki/a": html("A"),
    }
    with running(pages) as site:
        report = crawl(site, tmp_path / "w")
        assert report.count(CrawlState.ROBOTS) == 1
        assert "/wiki/a" not in site.paths


def test_a_damaged_file_of_a_crawl_is_named(tmp_path):
    folder = tmp_path / "w"
    with running({"/wiki/": html("Home")}) as site:
        crawl(site, folder)
        (folder / "manifest.jsonl").write_text("{", encoding="utf-8")
        with pytest.raises(wikisearch.CrawlError, match=r"manifest\.jsonl: cannot be read"):
            crawl(site, folder)
        database = folder / "crawl.sqlite"
        half = database.stat().st_size // 2
        with database.open("r+b") as file:
            file.seek(half)
            file.write(b"\xff" * half)
        with pytest.raises(wikisearch.CrawlError, match=r"crawl\.sqlite: cannot be"):
            crawl_status(folder)
        with pytest.raises(wikisearch.CrawlError, match=r"crawl\.sqlite: cannot be"):
            crawl(site, folder)


@pytest.mark.parametrize(
    ("name", "value"),
    [("status", '"lost"'), ("status", "{"), ("run", '"x"'), ("delays", "[1]"), ("size", "[]")],
)
def test_a_ledger_with_values_of_another_kind_is_damaged(name, value, tmp_path):
    ledger = CrawlLedger(tmp_path, may_create=True)
    ledger.run_sql("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))
    ledger.close()
    with pytest.raises(wikisearch.CrawlError, match=r"crawl\.sqlite: is damaged"):
        crawl_status(tmp_path)


def test_a_file_is_not_the_folder_of_a_crawl(tmp_path):
    (tmp_path / "w").touch()
    with running({"/wiki/": html("Home")}) as site:
        for folder in (tmp_path / "w", tmp_path / "w" / "below"):
            with pytest.raises(wikisearch.CrawlError, match="is a file, or a path below a file"):
                crawl(site, folder)


def test_a_site_that_requests_a_long_wait_stops_the_crawl(tmp_path):
    pages = {"/wiki/": html("Home", "a"), "/wiki/a": (503, {"Retry-After": "3600"}, "")}
    with running(pages) as site:
        report = crawl(site, tmp_path / "w")
        assert (report.status, report.count(CrawlState.TODO)) == (CrawlStatus.INCOMPLETE, 1)
        assert "3,600 seconds" in report.reason
        assert len(site.requests("/wiki/a")) == 1


def test_lost_pages_keep_the_last_manifest_and_a_failure_keeps_the_copy(tmp_path):
    pages = {f"/wiki/{name}": html(f"Page {name}") for name in "abcdefghijklmnopqrst"}
    pages["/wiki/"] = html("Home", *pages)
    folder = tmp_path / "w"
    with running(pages) as site:
        crawl(site, folder)
        site.pages["/wiki/a"] = (403, {}, "no")
        report = crawl(site, folder)
        assert report.status is CrawlStatus.FAILURES
        assert (report.pages, report.failures[0].has_copy) == (21, True)
        before = (folder / "manifest.jsonl").read_bytes()
        for name in "abcd":
            del site.pages[f"/wiki/{name}"]
        assert crawl(site, folder).status is CrawlStatus.LOSS
        assert (folder / "manifest.jsonl").read_bytes() == before
        assert len(list((folder / "pages").rglob("*.html"))) == 21
        assert crawl(site, folder, accept_loss=True).status is CrawlStatus.COMPLETE
        assert len(list((folder / "pages").rglob("*.html"))) == 17


def test_a_host_with_a_private_address_is_refused_unless_it_is_named(tmp_path):
    with running({"/wiki/": html("Home")}) as site:
        port = site.server.server_port
        for host in ("2130706433", "0x7f000001"):
            request = CrawlRequest((f"http://{host}:{port}/wiki/",), tmp_path / host)
            report = run_crawl(request.__class__(request.urls, request.folder, delay=0))
            assert "not a public address" in report.reason
        assert site.log == []


def test_a_limit_stops_and_the_same_command_goes_on(tmp_path):
    pages = {f"/wiki/{name}": html(f"Page {name}") for name in "abcdefghijklmnopqrst"}
    pages["/wiki/"] = html("Home", *pages)
    with running(pages) as site:
        report = crawl(site, tmp_path / "w", max_pages=5)
        assert report.status is CrawlStatus.INCOMPLETE
        assert report.count(CrawlState.TODO) > 0
        assert crawl_status(tmp_path / "w").status is CrawlStatus.INCOMPLETE
        assert crawl(site, tmp_path / "w").pages == 21


def test_the_library_crawls_in_a_thread_and_repeatedly(tmp_path):
    with running({"/wiki/": html("Home", "a"), "/wiki/a": to("/wiki/")}) as site:
        found = []

        def work():
            found.append(wikisearch.crawl(f"{site.url}/wiki/", tmp_path / "w"))

        for _ in range(2):
            thread = threading.Thread(target=work)
            thread.start()
            thread.join()
    assert [report.status for report in found] == [CrawlStatus.COMPLETE] * 2


@pytest.mark.parametrize("link", ["pages", "pages/zz", "crawl.sqlite", "manifest.jsonl"])
def test_a_crawl_writes_and_deletes_nothing_through_links(link, tmp_path):
    mine, folder = tmp_path / "mine", tmp_path / "w"
    (mine / "zz").mkdir(parents=True)
    (mine / "file").write_text("mine", "utf-8")
    (mine / "zz" / "file").write_text("mine", "utf-8")
    folder.mkdir()
    if link == "pages/zz":
        (folder / "pages").mkdir()
    (folder / link).symlink_to(mine if link.startswith("pages") else mine / "file")
    with pytest.raises(wikisearch.CrawlError, match=f"w: {link} is a symbolic link; delete"):
        wikisearch.crawl("http://127.0.0.1:9/", folder)
    assert (mine / "file").read_text("utf-8") == (mine / "zz" / "file").read_text("utf-8") == "mine"


def test_a_page_is_not_written_through_a_link(tmp_path):
    (tmp_path / "mine").write_text("mine", "utf-8")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "page.part").symlink_to(tmp_path / "mine")
    store(tmp_path, "pages/page.html", b"page")
    assert (tmp_path / "mine").read_text("utf-8") == "mine"
    assert (tmp_path / "pages" / "page.html").read_bytes() == b"page"
    assert not (tmp_path / "pages" / "page.html").is_symlink()


def test_a_folder_with_other_files_and_a_wrong_address_are_refused(tmp_path):
    (tmp_path / "mine.txt").touch()
    with pytest.raises(wikisearch.CrawlError, match="not of a crawl"):
        wikisearch.crawl("http://127.0.0.1:9/", tmp_path)
    with pytest.raises(wikisearch.OptionError, match="not a web address"):
        wikisearch.crawl("wiki", tmp_path / "w")
    with pytest.raises(wikisearch.OptionError, match="not a regular expression"):
        wikisearch.crawl("http://127.0.0.1:9/", tmp_path / "w", include="(")
    for wrong in (
        {"headers": {"X": "a\r\nY: b"}},
        {"headers": {"": "a"}},
        {"contact": "me\nX: y"},
        {"max_pages": "3"},
        {"max_time": float("nan")},
        {"delay": -1},
        {"max_page": 3},
    ):
        with pytest.raises(wikisearch.OptionError):
            wikisearch.crawl("http://127.0.0.1:9/", tmp_path / "w", **wrong)
    assert not (tmp_path / "w").exists()
