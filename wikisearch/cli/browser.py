"""Opens pages of a wiki in a web browser."""

import webbrowser
from pathlib import Path
from urllib.parse import quote

from wikisearch.errors import OptionError
from wikisearch.index import Index
from wikisearch.model.page import PageHead


def open_page(index: Index, page: PageHead, url: str, anchor: str = "") -> None:
    """Open the URL of a page, or its file where it is indexed without a base URL.

    Raises OptionError where there is no such file, or no browser.
    """
    address = url if "://" in url else _file_url(index, page, anchor)
    if not webbrowser.open(address):
        raise OptionError(address, "cannot be opened", "no web browser was found")


def _file_url(index: Index, page: PageHead, anchor: str) -> str:
    source = Path(index.manifest.source)
    file = source if source.is_file() else source / page.path
    if not file.is_file():
        raise OptionError(file, "is not there any more", "index with --base-url to open web pages")
    return file.as_uri() + (f"#{quote(anchor)}" if anchor else "")
