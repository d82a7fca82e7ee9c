"""MCP over HTTP, at a path of the server, if the library for it is installed."""

import asyncio
from importlib.util import find_spec
from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from wikisearch._lazy import lazy_module
from wikisearch.live_index import LiveIndex
from wikisearch.query_log import QueryLog
from wikisearch.server.origins import is_own_origin
from wikisearch.server.problems import Problem, ProblemKind, problem_json
from wikisearch.server.server_settings import ServerSettings

if TYPE_CHECKING:
    from wikisearch.agents import mcp_server
else:  # its SDK takes two seconds to import, and most servers never need it
    mcp_server = lazy_module("wikisearch.agents.mcp_server")

MCP_PATH = "/mcp"


def has_mcp() -> bool:
    """Return whether the SDK is installed."""
    return find_spec("mcp") is not None


class McpRoute:
    """An ASGI application that starts the MCP server at the first request."""

    def __init__(self, settings: ServerSettings, log: QueryLog | None = None) -> None:
        self._settings = settings
        self._log = log
        self._stop = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._endpoint: asyncio.Future[ASGIApp] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; one from a page of another site is refused, as MCP demands."""
        headers = Headers(scope=scope)
        if not is_own_origin(headers, self._settings):
            origin = headers.get("origin", "")
            remedy = "start the server with --cors and this origin"
            detail = f"pages of {origin[:255]!r} may not send requests here; {remedy}"
            await problem_json(Problem(ProblemKind.WRONG_ORIGIN, detail))(scope, receive, send)
            return
        if scope["method"] != "POST":
            # The SDK would open a stream that never has a message: there are no sessions.
            detail = "this endpoint of MCP takes only POST"
            problem = Problem(ProblemKind.METHOD_NOT_ALLOWED, detail, headers={"Allow": "POST"})
            await problem_json(problem)(scope, receive, send)
            return
        endpoint = await self._started(scope["app"].state.live)
        await endpoint(scope, receive, send)

    async def close(self) -> None:
        """End the MCP server, if it was started."""
        self._stop.set()
        if self._task:
            await self._task

    async def _started(self, live: LiveIndex) -> ASGIApp:
        if self._endpoint is None:
            self._endpoint = asyncio.get_running_loop().create_future()
            self._task = asyncio.create_task(self._run(live, self._endpoint))
        return await asyncio.shield(self._endpoint)

    async def _run(self, live: LiveIndex, ready: asyncio.Future[ASGIApp]) -> None:
        """Run the MCP server in a task of its own: requests end earlier than it does."""
        try:
            kind = await asyncio.to_thread(getattr, mcp_server, "WikiServer")
            server = kind(live, self._settings.limits, self._settings.about, self._log)
            async with server.http_endpoint() as endpoint:
                ready.set_result(endpoint)
                await self._stop.wait()
        except Exception as error:
            if ready.done():
                raise
            ready.set_exception(error)  # of the requests that wait
