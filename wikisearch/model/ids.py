"""Ids of pages: how they come from paths, and which of them a link may mean."""

import re
from collections.abc import Container
from urllib.parse import quote

_SUFFIX = re.compile(r"\.(?:html?|xhtml)$", re.IGNORECASE)
_UNFIT = re.compile("[#\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""What would end an id in the key of a section, or in a line of a file of ids."""

INDEX = "index"
"""Name of the page that a folder shows."""


def page_id(path: str) -> str:
    """Strip the suffix off the path of a page, and write `#` and control characters as URLs do.

    So an id is one line, and the first `#` in the key of a section is behind the id of its page.
    """
    return _UNFIT.sub(lambda unfit: quote(unfit[0]), without_suffix(path))


def without_suffix(path: str) -> str:
    """Strip the suffix off the path of a page."""
    return _SUFFIX.sub("", path)


def possible_ids(target: str) -> tuple[str, ...]:
    """Ids of the pages a link may mean, likeliest first: `guide/`, `guide` or `guide/index`."""
    folder = target.removesuffix(INDEX).rstrip("/")
    names = (target, f"{target}/{INDEX}", folder, f"{folder}/README", page_id(target))
    return tuple(dict.fromkeys(filter(None, names)))


def find_target(target: str, known: Container[str]) -> str | None:
    """Find the page a link means among the ids of a wiki."""
    return next((name for name in possible_ids(target) if name in known), None)


def link_key(target: str) -> str:
    """One spelling for all targets that mean one page, and for its id."""
    return page_id(target).removesuffix(f"/{INDEX}").removesuffix("/README").rstrip("/")
