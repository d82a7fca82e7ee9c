"""What a crawl needs to know of a page: its links, and what it declares about itself.

The whole page is parsed by lxml, which takes a tenth of the time of an extraction.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from lxml import etree

from wikisearch.ingest.html.encoding import decode
from wikisearch.ingest.html.meta_refresh import Refresh, parse_refresh
from wikisearch.model.digest import digest

_WORD = re.compile(r"[^\W\d_]+")
_MIN_NAME = 3
"""Characters; a shorter name of a page is part of too many words."""

_ROBOTS_NAMES = ("robots", "wikisearch")
_NO_TEXT = ("script", "style", "template", "noscript")


@dataclass(frozen=True, slots=True)
class WebFacts:
    """Facts of one page; addresses are as the page has them."""

    base: str = ""
    canonical: str = ""
    refresh: str = ""
    """Where the page redirects to by itself."""

    robots: str = ""
    """Content of its `<meta name=robots>`, in lower case."""

    generator: str = ""
    links: tuple[str, ...] = ()
    """Addresses of `<a>`, `<area>` and `<frame>`, each once, except those with `rel=nofollow`."""

    script_links: int = 0
    """Number of links that only a script can follow: `#/page` or `#!page`."""

    scripts: int = 0
    words: int = 0
    text_digest: str = ""
    """Hash of the words, without numbers."""


def read_facts(data: bytes, charset: str, address: str = "") -> WebFacts:
    """Parse a page; the last name in its `address` is left out of the hash of its words."""
    root = _parse(decode(data, charset))
    if root is None:
        return WebFacts()
    scripts = len(root.findall(".//script"))
    names = {name: list(root.iter(name)) for name in ("base", "link", "meta")}
    hrefs = tuple(dict.fromkeys(_hrefs(root)))
    refresh = next(filter(None, map(_refresh, names["meta"])), None)
    words = _words(root, address)
    return WebFacts(
        base=next((each.get("href", "") for each in names["base"] if each.get("href")), ""),
        canonical=next(filter(None, map(_canonical, names["link"])), ""),
        refresh=refresh.url if refresh and refresh.redirects(len(words)) else "",
        robots=",".join(_metas(names["meta"], _ROBOTS_NAMES)).lower(),
        generator=next(_metas(names["meta"], ("generator",)), ""),
        links=tuple(href for href in hrefs if not _for_scripts(href)),
        script_links=sum(map(_for_scripts, hrefs)),
        scripts=scripts,
        words=len(words),
        text_digest=digest(" ".join(words)),
    )


def _parse(text: str) -> Any:
    """Return the root of a page; None for one without an element."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        return None


def _hrefs(root: Any) -> Iterator[str]:
    for element in root.iter("a", "area", "frame", "iframe"):
        href = element.get("src" if element.tag.endswith("frame") else "href")
        if href and "nofollow" not in element.get("rel", "").lower().split():
            yield href.strip()


def _for_scripts(href: str) -> bool:
    return href.startswith(("#/", "#!", "/#/", "/#!"))


def _canonical(link: Any) -> str:
    is_canonical = "canonical" in link.get("rel", "").lower().split()
    return str(link.get("href", "")).strip() if is_canonical else ""


def _metas(metas: list[Any], names: tuple[str, ...]) -> Iterator[str]:
    for meta in metas:
        if meta.get("name", "").strip().lower() in names and meta.get("content"):
            yield str(meta.get("content"))


def _refresh(meta: Any) -> Refresh | None:
    if meta.get("http-equiv", "").strip().lower() != "refresh":
        return None
    return parse_refresh(meta.get("content", ""))


def _words(root: Any, address: str) -> list[str]:
    """Return the words of a page, without the name of the page itself."""
    etree.strip_elements(root, *_NO_TEXT, etree.Comment, with_tail=False)
    text = " ".join(root.itertext()).lower()
    name = unquote(address).lower().rstrip("/").rpartition("/")[2]
    return _WORD.findall(text.replace(name, " ") if len(name) >= _MIN_NAME else text)
