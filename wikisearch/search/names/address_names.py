"""A query that is the address of a page, as a browser shows it -> the pages that it may name."""

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import unquote

from wikisearch.model.ids import INDEX, page_id, without_suffix
from wikisearch.model.names import MinedName, NameSource

_WEB_ADDRESS = re.compile(r"https?://[^/\s]+/", re.IGNORECASE)
_MAX_FOLDERS = 8


def addressed_pages(text: str) -> Iterator[MinedName]:
    """Yield the pages that an address may lead to; none for a text that is not an address.

    Where a site is published is often not known, so the folders at the start may belong to it.
    """
    path = text.strip().partition("#")[0].partition("?")[0]
    site = _WEB_ADDRESS.match(path)
    if without_suffix(path) == path and (site is None or " " in path):
        return
    path = unquote(path[site.end() :] if site else path).removeprefix("./").strip("/")
    parts = path.split("/")
    for start in islice(range(len(parts)), _MAX_FOLDERS):
        name = page_id("/".join(parts[start:]))
        names = (name, name.lower(), f"{name}/{INDEX}") if name else ()
        for each in dict.fromkeys(names):
            yield MinedName(text, each, NameSource.SLUG, 0, text)
