"""Rules of a crawl: addresses, headers, sitemaps and traps."""

import gzip
from datetime import UTC, datetime
from ipaddress import ip_address

import pytest

from wikisearch.crawler.addresses import is_local_name, is_public
from wikisearch.crawler.crawl_folder import page_path
from wikisearch.crawler.crawl_scope import CrawlScope
from wikisearch.crawler.site_rules import SiteRules, is_unreachable, retry_after, robots_directives
from wikisearch.crawler.url_traps import endless_reason, url_pattern
from wikisearch.crawler.wiki_editor_pages import is_editor_page
from wikisearch.ingest.html.sitemap import read_sitemap
from wikisearch.ingest.html.web_facts import read_facts
from wikisearch.model.crawl_request import CrawlLimits, ScopeKind

PRIVATE = [
    "127.0.0.1",
    "10.1.2.3",
    "192.168.0.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "::1",
]
PRIVATE += [
    "::ffff:127.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "fe80::1",
    "fc00::1",
    "224.0.0.1",
]


@pytest.mark.parametrize("text", PRIVATE)
def test_a_private_address_is_recognized_also_inside_another(text):
    assert not is_public(ip_address(text))


@pytest.mark.parametrize("text", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"])
def test_a_public_address_is_public(text):
    assert is_public(ip_address(text))


def test_only_local_names_need_no_lookup():
    assert is_local_name("localhost")
    assert not is_local_name("example.org")


def test_retry_after_is_a_number_or_a_date():
    now = datetime(2026, 1, 1, tzinfo=UTC)
    assert retry_after(" 120 ", now) == 120
    assert retry_after("Thu, 01 Jan 2026 00:01:00 GMT", now) == 60
    assert retry_after("Wed, 31 Dec 2025 00:01:00 GMT", now) == 0
    assert retry_after("soon", now) is None
    assert retry_after("Thu, 01 Jan 2026 00:01:00 +99999999999999999999", now) is None
    assert retry_after("Thu, 01 Jan 99999999999999999999 00:01:00 GMT", now) is None


def test_robots_directives_count_only_for_us():
    assert "noindex" in robots_directives("noindex", "")
    assert "noindex" in robots_directives("", "NoIndex, follow")
    assert "noindex" not in robots_directives("googlebot: noindex", "")
    assert "nofollow" in robots_directives("googlebot: noindex, wikisearch: none", "")


@pytest.mark.parametrize(
    "before",
    [
        "max-video-preview: -1",
        "max-snippet:50, max-image-preview:large",
        "unavailable_after: Friday, 25-Jun-10 15:00:00 PST",
    ],
)
def test_a_directive_with_a_value_is_no_name_of_an_agent(before):
    assert "noindex" in robots_directives(f"{before}, noindex", "")
    assert "noindex" not in robots_directives(f"mj12bot: {before}, noindex", "")


def test_robots_txt_allows_and_delays():
    rules = SiteRules(
        b"User-agent: *\nDisallow: /a\nAllow: /a/b\nCrawl-delay: 3\nSitemap: http://h/s"
    )
    assert not rules.allows("http://h/a/c")
    assert rules.allows("http://h/a/b")
    assert (rules.delay, rules.sitemaps) == (3.0, ("http://h/s",))
    assert [is_unreachable(status) for status in (0, 429, 503, 404, 403, 200)] == [True] * 3 + [
        False
    ] * 3


def test_a_scope_is_the_folder_of_a_seed():
    scope = CrawlScope(ScopeKind.SUBPAGES, ("https://h/wiki/Main",), exclude=("/old/",))
    assert scope.contains("http://h/wiki/a")
    assert not scope.contains("https://h/other")
    assert not scope.contains("https://h.evil/wiki/a")
    assert not scope.contains("https://h/wiki/old/a")


def test_a_sitemap_is_read_zipped_and_without_entities():
    text = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><urlset><url><loc>http://h/a&x;'
    text += b"</loc><lastmod>2026</lastmod></url></urlset>"
    [entry] = read_sitemap(gzip.compress(text))
    assert (entry.url, entry.lastmod, entry.is_sitemap) == ("http://h/a", "2026", False)
    assert [each.url for each in read_sitemap(b"http://h/a\nhttp://h/b\n")] == [
        "http://h/a",
        "http://h/b",
    ]
    assert read_sitemap(b"\x1f\x8bbroken") == []


def test_endless_addresses_are_recognized():
    limits = CrawlLimits()
    assert endless_reason("http://h/a/b/a/b/a/b", limits)
    assert endless_reason("http://h/" + "x" * 3000, limits)
    assert not endless_reason("http://h/1/1/1/1", limits)
    assert url_pattern("http://h/day/12?x=3") == url_pattern("http://h/day/7?y=1") != ""
    assert url_pattern("http://h/day") == ""


EDITORS = ["wiki/Special:Random", "index.php?title=A&action=edit", "wiki/Benutzer_Diskussion:X"]
READERS = ["wiki/Ant", "wiki/Ant:_a_book", "index.php?title=Ant", "index.php?title=A&action=view"]


@pytest.mark.parametrize("path", [*EDITORS, *READERS])
def test_pages_for_editors_of_a_mediawiki(path):
    assert is_editor_page(f"http://h/{path}") == (path in EDITORS)


def test_file_names_are_safe_and_differ_by_case():
    paths = {page_path(f"http://h/{name}") for name in ("Ant", "ant", "ant/", "../../x", "CON?a=1")}
    assert len(paths) == 5
    assert all(path.count("/") == 2 and ".." not in path for path in paths)
    assert len(page_path("http://h/" + "a" * 1000)) < 100


def test_equal_texts_with_the_name_of_the_page_have_one_hash():
    texts = [
        read_facts(f"<p>No page {n} here".encode(), "", f"http://h/{n}") for n in ("abc", "xyz")
    ]
    assert texts[0].text_digest == texts[1].text_digest
