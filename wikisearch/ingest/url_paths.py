"""The address of a web page -> its path in the wiki."""

import re
from collections.abc import Mapping
from typing import NamedTuple, Self
from urllib.parse import unquote, urljoin, urlsplit

from wikisearch.model.ids import INDEX

DEFAULT_PORTS = {"http": 80, "https": 443}
_LINE_BREAKS = str.maketrans("", "", "\t\r\n")


class UrlPaths(NamedTuple):
    """The hosts of a wiki; the path of a page mirrors its address.

    A page of `host` has the path of its URL. Pages of the other hosts have the host before it.
    `https://host/guide/?v=2` is `guide/index.html?v=2`. Scheme and fragment do not count.
    """

    host: str
    """Host with most pages, with its port unless that is the default: `docs.example.org:8000`."""

    others: tuple[str, ...] = ()

    @classmethod
    def of_hosts(cls, counts: Mapping[str, int]) -> Self:
        """Return the hosts of a wiki, given the number of pages on each; ties go by name."""
        first, *others = sorted(counts, key=lambda host: (-counts[host], host)) or [""]
        return cls(first, tuple(sorted(others)))

    def path(self, url: str) -> str | None:
        """Return the path of a page; None for an address that is on no host of the wiki."""
        found = host_and_path(url)
        if found is None:
            return None
        host, path = found
        if host == self.host:
            return path
        return f"{host}/{path}" if host in self.others else None


def host_and_path(url: str) -> tuple[str, str] | None:
    """Return the host and the path of the page of a web address; None if it is not one."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return None
    if parts.scheme not in DEFAULT_PORTS or not host:
        return None
    if port is not None and port != DEFAULT_PORTS[parts.scheme]:
        host = f"{host}:{port}"
    names = [name for name in unquote(parts.path).split("/") if name]
    if not names or parts.path.endswith("/"):
        names.append(f"{INDEX}.html")
    return host, "/".join(names) + (f"?{unquote(parts.query)}" if parts.query else "")


def on_one_line(href: str) -> str:
    """Remove the line breaks and the tabs from an address, and spaces around it, as browsers do."""
    href = href.strip()
    return href if href.isprintable() else href.translate(_LINE_BREAKS)


def joined(base: str, href: str) -> str | None:
    """Resolve an `href` against the address of its page; None for an invalid address."""
    try:
        return urljoin(base, on_one_line(href))
    except ValueError:
        return None


_SLUG_SPACES = re.compile(r"[-_+]+")


def name_in(path: str) -> str:
    """Return the last part of a path as a name: `wiki/Rate_limit.html` is `Rate limit`."""
    last = path.partition("?")[0].rpartition("/")[2]
    slug = re.sub(r"\.\w{2,5}$", "", last)
    return "" if slug.casefold() == INDEX else _SLUG_SPACES.sub(" ", slug).strip()
