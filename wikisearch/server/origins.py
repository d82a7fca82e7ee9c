"""Where a request comes from: a page of this server, a page of another site, or a program."""

from starlette.datastructures import Headers

from wikisearch.server.server_settings import ServerSettings


def is_own_origin(headers: Headers, settings: ServerSettings) -> bool:
    """Return whether no page of another site sent a request, unless its origin is allowed."""
    origin, allowed = headers.get("origin"), settings.origins
    if not origin or origin in allowed or "*" in allowed:
        return True
    return origin.partition("://")[2] == headers.get("host", "")
