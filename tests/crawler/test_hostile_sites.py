"""A crawl connects only where it may, waits as long as a site requests, and ends on any site."""

import gzip
import json
import threading
from itertools import pairwise
from pathlib import Path

import pytest

import wikisearch
from tests.crawler.certificates import DAY, encrypt, write_certificate
from tests.crawler.site import html, running, to
from wikisearch import CrawlState, CrawlStatus
from wikisearch.crawler.answer_handler import AnswerHandler
from wikisearch.crawler.crawl import run_crawl
from wikisearch.crawler.crawl_ledger import CrawlLedger, NewUrl
from wikisearch.crawler.crawl_scope import CrawlScope
from wikisearch.crawler.downloader import Download
from wikisearch.crawler.host_queue import Fetch, HostQueue
from wikisearch.crawler.site_rules import SiteRules
from wikisearch.crawler.status_report import crawl_status
from wikisearch.crawler.url_intake import UrlIntake
from wikisearch.model.crawl_request import CrawlLimits, CrawlRequest, ScopeKind, SitemapUse

NAME_SERVICE = Path(__file__).parent / "name_service"


def crawl(site, folder, path="/wiki/", url="", limits=None, **options):
    limits = limits or CrawlLimits(tries=1)
    request = CrawlRequest((url or site.url + path,), folder, limits=limits, **options)
    return run_crawl(request)


@pytest.fixture
def hosts(monkeypatch):
    """Let names lead to addresses, in the process that downloads."""
    monkeypatch.setenv("PYTHONPATH", str(NAME_SERVICE))

    def lead(**names):
        pairs = (f"{name}.test={address}" for name, address in names.items())
        monkeypatch.setenv("TEST_HOSTS", ",".join(pairs))

    return lead


# --- addresses -----------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "10.1.2.3", "169.254.169.254"])
def test_a_name_that_leads_to_a_private_address_is_refused(address, hosts, tmp_path):
    hosts(wiki=address)
    with running({"/wiki/": html("Home")}) as site:
        url = f"http://wiki.test:{site.server.server_port}/wiki/"
        report = crawl(site, tmp_path / "w", url=url)
        assert report.status is CrawlStatus.INCOMPLETE
        assert f"{address} is not a public address; see --allow-private" in report.reason
        assert site.log == []


def test_a_name_with_a_private_address_is_crawled_on_request(hosts, tmp_path):
    hosts(wiki="127.0.0.1")
    with running({"/wiki/": html("Home", "a"), "/wiki/a": html("A")}) as site:
        url = f"http://wiki.test:{site.server.server_port}/wiki/"
        report = crawl(site, tmp_path / "w", url=url, allow_private=True, delay=0)
        assert (report.status, report.pages) == (CrawlStatus.COMPLETE, 2)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_a_certificate_that_no_authority_signed_is_refused(host, tmp_path):
    write_certificate(tmp_path / "own.pem", host)
    with running(
        {"/wiki/": html("Home")}, lambda server: encrypt(server, tmp_path / "own.pem")
    ) as site:
        url = f"https://{host}:{site.server.server_port}/wiki/"
        report = crawl(site, tmp_path / "w", url=url)
        assert (report.status, report.pages) == (CrawlStatus.INCOMPLETE, 0)
        assert "its TLS certificate is" in report.reason
        assert site.log == []


CERTIFICATES = {
    "localhost": ({}, ""),
    "other.test": ({}, "for another host"),
    "LOCALHOST": ({"end": -DAY / 2}, "is not trusted"),
}


@pytest.mark.parametrize("name", CERTIFICATES)
def test_an_authority_of_the_user_is_trusted_for_its_host_and_time(name, tmp_path, monkeypatch):
    times, problem = CERTIFICATES[name]
    write_certificate(tmp_path / "own.pem", name.lower(), **times)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "own.pem"))
    with running(
        {"/wiki/": html("Home")}, lambda server: encrypt(server, tmp_path / "own.pem")
    ) as site:
        report = crawl(
            site, tmp_path / "w", url=f"https://localhost:{site.server.server_port}/wiki/"
        )
        assert problem in report.reason
        assert report.pages == (not problem)


def test_proxies_of_the_environment_are_not_used_but_that_of_the_option_is(tmp_path, monkeypatch):
    with running({"/wiki/": html("Home")}) as site, running({"*": html("Proxy")}) as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        assert crawl(site, tmp_path / "direct").pages == 1
        assert proxy.log == []
        site.log.clear()
        via = proxy.url.replace("//", "//user:word@")
        with_proxy = crawl(
            site, tmp_path / "proxy", url="http://wiki.test/wiki/", proxy=via, delay=0
        )
        assert with_proxy.pages == 1
        assert site.log == []
        assert proxy.paths[0] == "http://wiki.test/robots.txt"
        assert all(headers["Proxy-Authorization"] for _, headers in proxy.log)


@pytest.mark.parametrize("proxy", ["socks5://h:1", "h:8080", "http://[", "http://h"])
def test_anything_but_an_http_proxy_is_refused(proxy, tmp_path):
    with pytest.raises(wikisearch.OptionError, match="not an HTTP proxy"):
        wikisearch.crawl("http://127.0.0.1:9/", tmp_path / "w", proxy=proxy)
    assert not (tmp_path / "w").exists()


# --- politeness ----------------------------------------------------------------------------------


class Schedule:
    """Requests to a site with twenty pages, by a clock of its own."""

    def __init__(self, folder, robots="", delay=None, **limits):
        self.ledger = CrawlLedger(folder, may_create=True)
        urls = [f"http://h/{number}" for number in range(20)]
        with self.ledger.transaction():
            new = (NewUrl(url, "http://h", CrawlState.TODO, 0, "", "") for url in urls)
            self.ledger.add_urls(new, 1)
        self.queue = HostQueue("http://h", self.ledger, delay, is_local=False)
        self.queue.done(self.queue.next(0.0), 0.0)
        self.queue.obey(SiteRules(robots.encode()), CrawlLimits(**limits))

    def times(self, until, latency=0.0):
        """Return when requests are sent; each is answered at once."""
        found = []
        for now in (tick / 10 for tick in range(until * 10)):
            while (fetch := self.queue.next(now)) is not None:
                found.append(now)
                self.queue.done(fetch, latency)
                self.ledger.update(fetch.row["id"], {"due": 0})
        self.ledger.close()
        return found


@pytest.mark.parametrize(
    ("robots", "delay", "expected"),
    [
        ("", None, [0.5, 1.0, 1.5, 2.0, 2.5]),
        ("User-agent: *\nCrawl-delay: 2", None, [0.5, 2.5, 4.5, 6.5, 8.5]),
        ("User-agent: *\nCrawl-delay: 2", 0, [0.0, 2.0, 4.0, 6.0, 8.0]),
        ("User-agent: *\nCrawl-delay: 2", 5, [5.0, 10.0, 15.0, 20.0, 25.0]),
        ("User-agent: *\nCrawl-delay: 3600", 0, [0.0, 30.0, 60.0, 90.0, 120.0]),
        (
            "User-agent: other\nCrawl-delay: 9\nUser-agent: *\nAllow: /",
            1,
            [1.0, 2.0, 3.0, 4.0, 5.0],
        ),
        (
            "User-agent: wikisearch\nCrawl-delay: 4\nUser-agent: *\nCrawl-delay: 1",
            0,
            [0.0, 4.0, 8.0, 12.0, 16.0],
        ),
    ],
)
def test_requests_are_as_far_apart_as_robots_txt_requests(robots, delay, expected, tmp_path):
    assert Schedule(tmp_path, robots, delay).times(200)[:5] == expected


def test_a_site_that_requests_a_pause_gets_none_before_its_end(tmp_path):
    schedule = Schedule(tmp_path)
    schedule.queue.pause(42.0)
    assert schedule.times(60)[:3] == [42.0, 42.5, 43.0]


def test_requests_may_be_repeated_at_the_same_time(tmp_path):
    queue = Schedule(tmp_path).queue
    first, second, third = (
        Fetch("page", f"http://h/{name}", {"id": name}) for name in (91, 92, 93)
    )
    queue.retry(first, 1.0)
    queue.retry(second, 2.0)
    assert queue.next(1.0) == first
    queue.done(first, 0.0)
    queue.retry(third, 2.0)
    queue.retry(first, 2.0)
    assert [queue.next(now) for now in (2.0, 3.0)] == [second, third]
    queue.done(second, 0.0)
    assert queue.next(4.0) == first


@pytest.mark.parametrize(
    ("location", "followed"),
    [
        ("https://h/robots.txt", "https://h/robots.txt"),
        ("/rules.txt", "http://h/rules.txt"),
        ("https://other/robots.txt", None),
        ("", None),
    ],
)
def test_a_robots_txt_is_followed_on_its_host(location, followed, tmp_path):
    scope = CrawlScope(ScopeKind.HOST, ("http://h/",))
    ledger = CrawlLedger(tmp_path, may_create=True)
    intake = UrlIntake(ledger, scope, CrawlLimits())
    request = CrawlRequest(scope.seeds, tmp_path, scope.kind, sitemap=SitemapUse.NO)
    queue = HostQueue("http://h", ledger, 0, is_local=False)
    robots = queue.next(0.0)
    queue.done(robots, 0.0)
    answer = Download(1, 301, {"location": location}, b"", 0.0, "", "")
    AnswerHandler(request, ledger, intake, 1).handle(robots, answer, queue)
    following = queue.next(1.0)
    ledger.close()
    assert (following and (following.kind, following.url)) == (followed and ("robots", followed))


def test_a_queue_that_was_stopped_sends_nothing(tmp_path):
    queue = Schedule(tmp_path).queue
    queue.stop("enough")
    queue.add(Fetch("sitemap", "http://h/sitemap.xml"))
    queue.retry(Fetch("page", "http://h/1", {"id": 1}), 1.0)
    assert queue.next(9.0) is None
    assert queue.is_idle


def test_a_slow_site_gets_fewer_requests(tmp_path):
    times = Schedule(tmp_path).times(100, latency=4.0)
    assert [after - before for before, after in pairwise(times)][-3:] == [4.0, 4.0, 4.0]


def test_a_page_is_requested_again_after_retry_after(tmp_path):
    answers = [(429, {"Retry-After": "1"}, "wait"), html("Busy")]
    with running({"/wiki/": html("Home", "a"), "/wiki/a": lambda _: answers.pop(0)}) as site:
        report = crawl(site, tmp_path / "w", limits=CrawlLimits(tries=2))
        first, second = [
            when for when, path in zip(site.times, site.paths, strict=True) if path == "/wiki/a"
        ]
    assert (report.status, report.pages) == (CrawlStatus.COMPLETE, 2)
    assert second - first >= 1.0


def test_the_crawl_delay_of_a_site_is_in_the_report(tmp_path):
    robots = (200, {"Content-Type": "text/plain"}, "User-agent: *\nCrawl-delay: 0.2")
    with running({"/robots.txt": robots, "/wiki/": html("Home")}) as site:
        report = crawl(site, tmp_path / "w")
        assert [(origin, delay >= 0.2) for origin, delay in report.delays] == [(site.url, True)]
        robots[1].clear()
        site.pages["/robots.txt"] = (*robots[:2], "User-agent: *\nCrawl-delay: 1e9")
        [warning] = crawl(site, tmp_path / "w", limits=CrawlLimits(crawl_delay=0.1)).warnings
        assert "Crawl-delay of 1e+09 s reduced to 0.1 s" in warning


# --- sitemaps ------------------------------------------------------------------------------------


def sitemap(*urls):
    return f"<urlset>{''.join(f'<url><loc>{url}</loc></url>' for url in urls)}</urlset>"


def sitemap_index(*urls):
    entries = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    return f"<sitemapindex>{entries}</sitemapindex>"


def test_sitemaps_are_read_through_indexes_and_zipped(tmp_path):
    pages = {"/wiki/": html("Home"), **{f"/wiki/{name}": html(f"Page {name}") for name in "abcd"}}
    robots = "User-agent: *\nDisallow: /wiki/maps/secret.xml\nSitemap: {0}/wiki/maps/index.xml"
    with running(pages) as site:
        at = f"{site.url}/wiki/"
        site.pages["/robots.txt"] = (200, {"Content-Type": "text/plain"}, robots.format(site.url))
        maps = ("index.xml", "inner.xml", "b.xml.gz", "secret.xml", "missing.xml", "broken.xml.gz")
        outside = "http://example.org/sitemap.xml"
        named = sitemap_index(*(f"{at}maps/{name}" for name in maps), outside)
        site.pages |= {
            "/wiki/maps/index.xml": named,
            "/wiki/maps/inner.xml": sitemap_index(f"{at}maps/index.xml", f"{at}maps/a.xml"),
            "/wiki/maps/a.xml": sitemap(
                f"{at}a", "http://example.org/x", "/wiki/d", "javascript:x"
            ),
            "/wiki/maps/b.xml.gz": (
                200,
                {"Content-Type": "application/gzip"},
                gzip.compress(sitemap(f"{at}b").encode()),
            ),
            "/wiki/maps/broken.xml.gz": gzip.compress(sitemap(f"{at}c").encode())[:-9],
            "/wiki/maps/secret.xml": sitemap(f"{at}secret"),
        }
        report = crawl(site, tmp_path / "w")
        assert (report.status, report.outside) == (CrawlStatus.COMPLETE, (("example.org", 1),))
        read = [path for path in site.paths if "/maps/" in path]
        assert sorted(read) == sorted(
            {f"/wiki/maps/{name}" for name in (*maps, "a.xml")} - {"/wiki/maps/secret.xml"}
        )
        stored = {path for path in site.paths if path in pages}
        assert stored >= {"/wiki/", "/wiki/a", "/wiki/b"}
        only = crawl(site, tmp_path / "only", sitemap=SitemapUse.ONLY)
        assert only.pages == report.pages - 1  # the seed is not a page of a sitemap


def test_endless_sitemaps_end_with_a_warning(tmp_path):
    with running({"/wiki/": html("Home")}) as site:

        def answer(path):
            name = path.rpartition("/")[2]
            if not name.startswith("map"):
                return 404, {}, ""
            number = int(name.removeprefix("map"))
            more = (f"{site.url}/map{2 * number + step}" for step in (1, 2))
            return sitemap_index(*more) + sitemap(f"{site.url}/wiki/{number}")

        site.pages |= {"*": answer, "/sitemap.xml": sitemap_index(f"{site.url}/map0")}
        report = crawl(site, tmp_path / "w", limits=CrawlLimits(sitemaps=9))
        assert report.warnings == (f"{site.url}: sitemaps beyond the limit are not read",)
        assert len([path for path in site.paths if path.startswith("/map")]) == 8


HOSTILE = {
    "a bomb": gzip.compress(b"<urlset>" + b" " * 70_000_000),
    "entities": b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a;" * 9) for n in range(50))
    + b"]><urlset><url><loc>&a49;</loc></url></urlset>",
    "nesting": b"<a>" * 100_000,
    "long address": b"<urlset><url><loc>http://h/" + b"x" * 1_000_000 + b"</loc></url></urlset>",
    "other bytes": bytes(range(256)) * 100,
    "nothing": b"",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_sitemap_does_no_harm(name, tmp_path):
    with running({"/wiki/": html("Home"), "/sitemap.xml": HOSTILE[name]}) as site:
        report = crawl(site, tmp_path / "w", limits=CrawlLimits(timeout=60))
        assert (report.status, report.pages) == (CrawlStatus.COMPLETE, 1)


def test_addresses_of_sitemaps_beyond_the_limit_are_counted(tmp_path):
    with running({"/wiki/": html("Home")}) as site:
        site.pages["/sitemap.xml"] = sitemap(*(f"{site.url}/wiki/{n}" for n in range(30)))
        report = crawl(site, tmp_path / "w", limits=CrawlLimits(sitemap_urls=20))
        assert report.total == 21
        assert "10 addresses are beyond the limit" in report.warnings[0]


# --- endless, closed and empty sites -------------------------------------------------------------


@pytest.mark.slow
def test_a_calendar_without_an_end_is_a_trap(tmp_path):
    def month(path):
        number = int(path.rpartition("=")[2])
        days = (f"day?d={number * 30 + step}" for step in range(30))
        return html(
            "Calendar", f"?month={number + 1}", f"?month={number - 1}", *days, text="No events."
        )

    pages = {"/wiki/": html("Home", "cal/?month=1", "a"), "/wiki/a": html("A")}
    pages["*"] = lambda path: month(path) if "=" in path else (404, {}, "")
    with running(pages) as site:
        report = crawl(site, tmp_path / "w")
        assert report.status is CrawlStatus.COMPLETE
        assert report.count(CrawlState.TRAP) > 0
        assert "/wiki/a" in site.paths
        assert 500 < len(site.log) < 1500


def test_pages_that_all_show_a_login_are_reported(tmp_path):
    names = [f"p{number}" for number in range(8)]
    login = html("Log in", text="Please log in to read this wiki.")
    pages = {"/wiki/": html("Home", *names), **{f"/wiki/{name}": login for name in names}}
    with running(pages) as site:
        report = crawl(site, tmp_path / "w")
        assert any("8 addresses have the page of" in warning for warning in report.warnings)
        assert report.pages == 2


def test_a_login_wall_that_comes_later_does_not_replace_the_pages(tmp_path):
    names = [f"p{number}" for number in range(8)]
    pages = {
        "/wiki/": html("Home", *names),
        **{f"/wiki/{name}": html(f"Page {name}", text=name * 9) for name in names},
    }
    with running(pages) as site:
        assert crawl(site, tmp_path / "w").status is CrawlStatus.COMPLETE
        before = (tmp_path / "w" / "manifest.jsonl").read_bytes()
        site.pages |= {f"/wiki/{name}": to("/wiki/login", 302) for name in names}
        site.pages["/wiki/login"] = html("Log in")
        report = crawl(site, tmp_path / "w")
        assert report.status is CrawlStatus.LOSS
        assert (tmp_path / "w" / "manifest.jsonl").read_bytes() == before


SCRIPT_SITES = {
    "an empty element": '<div id="root"></div><script src="/app.js"></script>',
    "links for scripts": '<a href="#/guide">Guide</a><a href="#/api">API</a><script src="/a.js">'
    "</script>",
    "a note for browsers": "<noscript>You need to enable JavaScript.</noscript><div id=app></div>"
    "<script>x</script>",
}


@pytest.mark.parametrize("name", SCRIPT_SITES)
def test_a_site_that_only_scripts_show_is_named(name, tmp_path):
    page = f"<html><head><title>App</title></head><body>{SCRIPT_SITES[name]}</body></html>"
    with running({"/wiki/": page}) as site:
        report = crawl(site, tmp_path / "w")
        assert f"{site.url}/wiki/ has hardly any text: the site needs a browser" in report.warnings


@pytest.mark.slow
def test_a_server_that_never_answers_or_never_ends_is_a_failure(tmp_path):
    with running({"/wiki/": html("Home", "silent", "drip", "a"), "/wiki/a": html("A")}) as site:
        over = threading.Event()
        site.pages["/wiki/silent"] = lambda _: over.wait(60) and (404, {}, "")
        site.pages["/wiki/drip"] = (200, {"Content-Length": "999999"}, b"<h1>x" * 100)
        report = crawl(site, tmp_path / "w", limits=CrawlLimits(timeout=6, tries=1))
        over.set()
        assert report.status is CrawlStatus.FAILURES
        assert sorted(each.url.rpartition("/")[2] for each in report.failures) == ["drip", "silent"]
        assert report.pages == 2


# --- reports and updates -------------------------------------------------------------------------


def test_the_status_of_a_running_crawl_is_shown(tmp_path):
    with running({"/wiki/": html("Home", "slow", "a"), "/wiki/a": html("A")}) as site:
        requested, over = threading.Event(), threading.Event()
        site.pages["/wiki/slow"] = lambda _: requested.set() or (over.wait(60) and html("Slow"))
        thread = threading.Thread(
            target=crawl, args=(site, tmp_path / "w"), kwargs={"limits": CrawlLimits()}
        )
        thread.start()
        assert requested.wait(60)
        report = crawl_status(tmp_path / "w")
        assert report.status is CrawlStatus.RUNNING
        assert report.count(CrawlState.TODO) >= 1
        assert sum(count.count for count in report.states) == report.total
        over.set()
        thread.join()
        report = crawl_status(tmp_path / "w")
        assert (report.status, report.pages) == (CrawlStatus.COMPLETE, 3)


def test_the_same_bytes_without_a_validator_or_with_another_are_unchanged(tmp_path):
    pages = {"/wiki/": html("Home", "a", "b"), "/wiki/a": html("A")}
    with running(pages) as site:
        site.pages["/wiki/b"] = (200, {"ETag": "one"}, html("B"))
        crawl(site, tmp_path / "w")
        before = times_of_pages(tmp_path / "w")
        site.pages["/wiki/a"] = (200, {"ETag": ""}, html("A"))
        site.pages["/wiki/b"] = (200, {"ETag": "two"}, html("B"))
        report = crawl(site, tmp_path / "w")
        assert report.count(CrawlState.UNCHANGED) == 3
        assert times_of_pages(tmp_path / "w") == before


def times_of_pages(folder):
    lines = (folder / "manifest.jsonl").read_text("utf-8").splitlines()[1:]
    return {line["url"]: line["fetched_at"] for line in map(json.loads, lines)}


def test_a_page_that_no_link_leads_to_any_more_is_requested_again(tmp_path):
    with running({"/wiki/": html("Home", "a"), "/wiki/a": html("A", text="first")}) as site:
        crawl(site, tmp_path / "w")
        site.pages |= {"/wiki/": html("Home without links"), "/wiki/a": html("A", text="second")}
        report = crawl(site, tmp_path / "w")
        assert report.pages == 2
        assert report.count(CrawlState.STORED) == 2
        site.pages["/wiki/a"] = (410, {}, "")
        assert crawl(site, tmp_path / "w", accept_loss=True).pages == 1
