"""Answers HEAD like GET; the HTTP library sends no body for it."""

from starlette.types import ASGIApp, Receive, Scope, Send


class HeadRequests:
    """Passes on a HEAD as a GET."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a request."""
        if scope["type"] == "http" and scope["method"] == "HEAD":
            scope = {**scope, "method": "GET"}
        await self._app(scope, receive, send)
