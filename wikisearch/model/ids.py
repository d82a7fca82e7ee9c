"""Page ids: path -> id, and link target -> possible ids."""

import re
from collections.abc import Container
from urllib.parse import quote

HTML_SUFFIXES = (".html", ".htm", ".xhtml")
MARKDOWN_SUFFIXES = (".md", ".markdown")
PAGE_SUFFIXES = (*HTML_SUFFIXES, *MARKDOWN_SUFFIXES)
"""What the names of files with pages end with, in any case."""

_SUFFIXES = frozenset(PAGE_SUFFIXES)
_RESERVED = re.compile("[#\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""Characters that would end an id in a section key or in a line of a file."""

_EXPORT_HASH = re.compile(r"(?<=[^/])[ _+-]+[0-9a-f]{32}(?=/|$)")
"""What Notion adds to the names of exported files and folders."""

INDEX = "index"
"""File name of the page that a folder URL shows."""


def page_id(path: str) -> str:
    """Id of the page with this path: no suffix, and `#` and control characters percent-encoded.

    So an id is one line, and the first `#` in a section key ends the id of the page.
    """
    name = without_suffix(path)
    if name.isprintable() and "#" not in name:
        return name
    return _RESERVED.sub(lambda match: quote(match[0]), name)


def short_id(name: str) -> str:
    """Return an id without the hashes of an export: `Notes 31d1…/Ant 9f0c…` is `Notes/Ant`."""
    return _EXPORT_HASH.sub("", name)


def without_suffix(path: str) -> str:
    """Path of a page without its suffix."""
    name, dot, suffix = path.rpartition(".")
    return name if f"{dot}{suffix.lower()}" in _SUFFIXES else path


def possible_ids(target: str) -> tuple[str, ...]:
    """Possible ids of a link target, most likely first: `guide`, `guide/index`, `guide/README`."""
    folder = target.removesuffix(INDEX).rstrip("/")
    same = page_id(target)
    names = (target, f"{target}/{INDEX}", folder, f"{folder}/README", same, short_id(same))
    return tuple(dict.fromkeys(filter(None, names)))


def find_target(target: str, known: Container[str]) -> str | None:
    """Find the id of a link target among the ids of a wiki."""
    if target and target in known:
        return target
    return next((name for name in possible_ids(target) if name in known), None)


def link_key(target: str) -> str:
    """One spelling of an id and of all link targets of its page."""
    return short_id(page_id(target)).removesuffix(f"/{INDEX}").removesuffix("/README").rstrip("/")
