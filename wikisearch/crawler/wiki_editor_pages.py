"""Pages of a MediaWiki that are only for its editors: special pages, talk pages, old versions."""

from functools import cache
from importlib.resources import files
from urllib.parse import unquote, urlsplit

_EDITOR_PARAMETERS = {"action", "oldid", "diff", "printable", "redlink", "veaction"}
_READING = "action=view"


def is_mediawiki(generator: str) -> bool:
    """Return whether `<meta name=generator>` names MediaWiki."""
    return generator.startswith("MediaWiki")


def is_editor_page(url: str) -> bool:
    """Return whether an address on a MediaWiki leads to a page for editors."""
    parts = urlsplit(url)
    fields = [field for field in parts.query.split("&") if field]
    if any(f.partition("=")[0] in _EDITOR_PARAMETERS and f != _READING for f in fields):
        return True
    titles = [field.partition("=")[2] for field in fields if field.startswith("title=")]
    name = titles[0] if titles else parts.path.rstrip("/").rpartition("/")[2]
    title = unquote(name).replace(" ", "_")
    namespace, colon, _ = title.partition(":")
    return bool(colon) and namespace.casefold() in _namespaces()


@cache
def _namespaces() -> frozenset[str]:
    file = files("wikisearch.crawler") / "wiki_editor_pages.txt"
    lines = file.read_text(encoding="utf-8").splitlines()
    return frozenset(
        name.casefold() for line in lines if not line.startswith("#") for name in line.split()
    )
