"""An address, as a hit or a browser shows it -> the page, and the anchor of a section."""

from collections.abc import Sequence
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
        exact = (each for each in (url, decoded, decoded.removeprefix("./")) if each in self._pages)
        address = next(exact, None) or self._in_other_capitals(decoded.removeprefix("./"))
        if address is None:
            return None
        return Address(self._pages[address], unquote(fragment.partition(_TEXT_FRAGMENT)[0]))

    def _in_other_capitals(self, text: str) -> str | None:
        folded = text.casefold()
        found = [address for address in self._pages if address.casefold() == folded]
        is_one_page = len({self._pages[address] for address in found}) == 1
        return found[0] if is_one_page else None
