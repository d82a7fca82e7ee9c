"""Ids of pages: how they come from paths, and which of them a link may mean."""

import re
from collections.abc import Container

_SUFFIX = re.compile(r"\.(?:html?|xhtml)$", re.IGNORECASE)
INDEX = "index"
"""Name of the page that a folder shows."""


def page_id(path: str) -> str:
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
