"""A dump of MediaWiki: refused, because only its wiki can render it."""

from pathlib import Path
from typing import NoReturn

from wikisearch.errors import SourceError


def refuse(path: Path) -> NoReturn:
    """Raise the error for a dump."""
    raise SourceError(
        path,
        "a MediaWiki dump has wikitext, which only the wiki with its templates can render",
        "index a ZIM file of the wiki (library.kiwix.org), or a crawl of it",
    )
