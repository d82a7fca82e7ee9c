"""A page as its source gives it: bytes, address, and what the source knows beside the HTML."""

import json
from dataclasses import dataclass

from wikisearch.errors import PageError
from wikisearch.ingest.url_paths import UrlPaths
from wikisearch.model.digest import digest

MAX_PAGE_SIZE = 64 * 1024 * 1024
"""Bytes; a larger file is not a page for readers and would fill the memory of a worker."""


@dataclass(frozen=True, slots=True)
class PageInput:
    """One page before extraction. Values that a source knows override those of the HTML."""

    path: str
    """Path in the wiki, with `/` between folders; its id is this path without suffix."""

    data: bytes
    """The HTML, as received."""

    charset: str = ""
    """Encoding that the HTTP header names."""

    url: str = ""
    """Live address; empty for a page that has none of its own."""

    urls: UrlPaths | None = None
    """How addresses become paths, for a source of web pages. Links are resolved by URL then."""

    id: str = ""
    """Empty if it is that of the path. It is not part of the digest."""

    language: str = ""
    title: str = ""
    category: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """Hash of everything that extraction reads."""
        # The path of a web page mirrors its URL, so that equal pages of a site have one hash.
        url = self.url if self.urls is None else self.url.partition(":")[0]
        known = (self.charset, url, self.language, self.title, self.category, *self.aliases)
        if not any(known):
            return digest(self.data)
        names = json.dumps([*known, self.urls])
        return digest(names + digest(self.data))


def check_size(size: int, path: str) -> None:
    """Raise PageError for a page with more than `MAX_PAGE_SIZE` bytes."""
    if size > MAX_PAGE_SIZE:
        raise PageError(path, f"{size:,} bytes, more than the {MAX_PAGE_SIZE:,} a page may have")
