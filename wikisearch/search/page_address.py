"""An address, as a hit or a browser shows it -> the page, and the anchor of a section."""

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import unquote

from wikisearch.model.names import PageEntry
from wikisearch.search.section_urls import PageUrls

_TEXT_FRAGMENT = ":~:"


class Address(NamedTuple):
    """A page, and a section of it."""

    page: str
    """Id of the page."""

    anchor: str
    """Empty for the whole page."""


def find_address(text: str, pages: Iterable[PageEntry], urls: PageUrls) -> Address | None:
    """Return what a URL, a path or the key of a section leads to; None if it leads nowhere."""
    url, _, fragment = text.strip().partition("#")
    anchor = unquote(fragment.partition(_TEXT_FRAGMENT)[0])
    wanted = {url, unquote(url), unquote(url).removeprefix("./")}
    for page in pages:
        if not wanted.isdisjoint((page.path, page.id, urls.of(page))):
            return Address(page.id, anchor)
    return None
