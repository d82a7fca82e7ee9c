"""An address, as a hit or a browser shows it -> the page, and the anchor of a section."""

from collections.abc import Sequence
from functools import cached_property
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


class PageAddresses:
    """The addresses of all pages of a wiki: paths, ids and URLs."""

    def __init__(self, pages: Sequence[PageEntry], urls: PageUrls) -> None:
        # The first of several pages with one address counts, so it is written last.
        self._pages = {
            address: page.id
            for page in reversed(pages)
            for address in (urls.of(page), page.id, page.path)
        }

    def find(self, text: str) -> Address | None:
        """Return what a URL, a path or the key of a section leads to; None if it leads nowhere.

        An address in other capitals leads to a page if no other one is written like it.
        """
        url, _, fragment = text.strip().partition("#")
        decoded = unquote(url)
        path = decoded.removeprefix("./")
        exact = (self._pages[each] for each in (url, decoded, path) if each in self._pages)
        page = next(exact, None) or self._by_folded.get(path.casefold())
        if not page:
            return None
        return Address(page, unquote(fragment.partition(_TEXT_FRAGMENT)[0]))

    @cached_property
    def _by_folded(self) -> dict[str, str]:
        """Pages by address without case; empty where several pages are written alike."""
        found: dict[str, str] = {}
        for address, page in self._pages.items():
            folded = address.casefold()
            found[folded] = page if found.get(folded, page) == page else ""
        return found
