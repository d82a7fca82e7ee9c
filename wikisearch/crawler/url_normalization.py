"""One spelling of each web address.

Only what is equal by RFC 3986 is made equal: paths are never lowered, query strings are not sorted,
and reserved characters are not decoded. Parameters that only name a visitor are dropped.
"""

import posixpath
import re
from urllib.parse import SplitResult, unquote_to_bytes, urlsplit

from wikisearch.ingest.url_paths import DEFAULT_PORTS, joined

_CONTROLS = re.compile(r"[\x00-\x20\x7f]+")
_ESCAPE = re.compile("%[0-9A-Fa-f]{2}")
_UNRESERVED = frozenset(
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~",
)
_IN_PATH = _UNRESERVED | frozenset(b"/!$&'()*+,;=:@")
_IN_QUERY = _IN_PATH | frozenset(b"?")
_SESSION_IN_PATH = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;]*", re.IGNORECASE)
_VISITOR = re.compile(
    r"(?:utm_\w+|gclid|fbclid|jsessionid|phpsessid|sid)(?:=.*)?", re.IGNORECASE | re.DOTALL
)
_MAX_HOST = 253


def normalize(url: str) -> str | None:
    """Return the normal form of a web address; None for anything else, such as `mailto:`."""
    text = url.strip().translate({9: None, 10: None, 13: None})
    try:
        parts = urlsplit(text)
        host, port = _host(parts.hostname or ""), parts.port
    except ValueError:
        return None
    if parts.scheme not in DEFAULT_PORTS or not host:
        return None
    if port is not None and port != DEFAULT_PORTS[parts.scheme]:
        host = f"{host}:{port}"
    return f"{parts.scheme}://{host}{_path(parts)}{_query(parts)}"


def resolved(base: str, href: str | None) -> str | None:
    """Return the normal form of a link on a page; None for none, or for no web address."""
    whole = joined(base, href) if href else None
    return None if whole is None else normalize(whole)


def _host(host: str) -> str:
    """Return a host in ASCII and lower case; raises ValueError."""
    if ":" in host:
        return f"[{host}]"
    name = host.rstrip(".").lower()
    if not name.isascii():
        name = name.encode("idna").decode().lower()  # UnicodeError is a ValueError
    if _CONTROLS.search(name) or "%" in name or len(name) > _MAX_HOST:
        raise ValueError(name)
    return name


def _path(parts: SplitResult) -> str:
    path = _escaped(parts.path.replace("\\", "/"), _IN_PATH)
    while (without := _SESSION_IN_PATH.sub("", path)) != path:
        path = without
    return _without_dots(path)


def _without_dots(path: str) -> str:
    """Resolve `.` and `..`; empty names stay, because servers may distinguish them."""
    names: list[str] = []
    parts = path.split("/")[1:] if path.startswith("/") else path.split("/")
    for name in parts:
        if name == "..":
            del names[-1:]
        elif name != ".":
            names.append(name)
    if posixpath.basename(path) in (".", "..") and (not names or names[-1]):
        names.append("")
    return "/" + "/".join(names)


def _query(parts: SplitResult) -> str:
    fields = _escaped(parts.query, _IN_QUERY).split("&")
    wanted = [field for field in fields if not _VISITOR.fullmatch(field)]
    query = "&".join(wanted)
    return f"?{query}" if query else ""


def _escaped(text: str, allowed: frozenset[int]) -> str:
    """Decode unreserved characters, and encode those that an address cannot have."""
    return "".join(_escaped_part(part, allowed) for part in _parts(text))


def _parts(text: str) -> list[str]:
    """Split a text into escapes such as `%2F`, and the text between them."""
    at, parts = 0, []
    for match in _ESCAPE.finditer(text):
        parts += [text[at : match.start()], match[0]]
        at = match.end()
    return [*parts, text[at:]]


def _escaped_part(part: str, allowed: frozenset[int]) -> str:
    if _ESCAPE.fullmatch(part):
        [byte] = unquote_to_bytes(part)
        return chr(byte) if byte in _UNRESERVED else part.upper()
    data = part.encode("utf-8", "replace")
    return "".join(chr(byte) if byte in allowed else f"%{byte:02X}" for byte in data)
