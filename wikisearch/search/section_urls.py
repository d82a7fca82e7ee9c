"""URLs of pages and sections, relative to the source folder or below a base URL."""

import re
from typing import NamedTuple
from urllib.parse import quote

from wikisearch.model.ids import HTML_SUFFIXES, MARKDOWN_SUFFIXES
from wikisearch.model.names import PageEntry
from wikisearch.model.page import PageHead

_is_safe = re.compile(r"[\w.~/-]*", re.ASCII).fullmatch

_HOME_PAGES = tuple(f"index{suffix}" for suffix in HTML_SUFFIXES)


class PageUrls(NamedTuple):
    """How the pages of a wiki are published."""

    base: str = ""
    """URL of the source folder; empty for relative URLs."""

    is_clean: bool = False
    """Whether URLs have no suffix."""

    def of(self, page: PageHead | PageEntry) -> str:
        """Return the live URL of a page, or the one of its file; percent-encoded.

        With a base, `index.html` is left out.
        """
        if page.url:
            return page.url
        path = page.path
        if self.base and path.endswith(MARKDOWN_SUFFIXES):
            path = _published(path)
        folder, slash, name = path.rpartition("/")
        if self.base and name in _HOME_PAGES:
            path = folder + slash
        elif self.is_clean and path.endswith(HTML_SUFFIXES):
            path = path.rpartition(".")[0]
        base = self.base if not self.base or self.base.endswith("/") else f"{self.base}/"
        return base + quoted(path)


def _published(path: str) -> str:
    """Return the path of the HTML page that a site generator makes of a Markdown file."""
    folder, slash, name = path.rpartition("/")
    stem = name.rpartition(".")[0]
    return f"{folder}{slash}{'index' if stem in ('README', '_index') else stem}.html"


RELATIVE_URLS = PageUrls()


def quoted(path: str) -> str:
    """Percent-encode a path or an anchor."""
    return path if _is_safe(path) else quote(path)  # most need no encoding


def section_url(page_url: str, anchor: str) -> str:
    """Return the URL of a section; its anchor is empty for the top of the page."""
    return f"{page_url}#{quoted(anchor)}" if anchor else page_url
