"""Settings -> the application: API, pages, and what every request goes through."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Route

from wikisearch import __version__
from wikisearch.errors import OptionError
from wikisearch.live_index import LiveIndex
from wikisearch.query_log import QueryLog
from wikisearch.server import discovery_routes, health_routes, metrics, search_records
from wikisearch.server.answer_cache import AnswerCache
from wikisearch.server.api import index_routes, search_routes, term_routes
from wikisearch.server.api.responses import API_PATH
from wikisearch.server.head_requests import HeadRequests
from wikisearch.server.host_check import HostCheck
from wikisearch.server.mcp_route import MCP_PATH, McpRoute, has_mcp
from wikisearch.server.metrics import RequestMetrics, ServerMetrics
from wikisearch.server.pages.routes import router as page_router
from wikisearch.server.problem_handlers import add_problem_handlers
from wikisearch.server.rate_limit import RateLimit
from wikisearch.server.root_path import RootPath
from wikisearch.server.search_records import CLICKS_PATH, SearchRecords
from wikisearch.server.security_headers import SecurityHeaders
from wikisearch.server.server_settings import ServerSettings

EXPOSED_HEADERS = ("ETag", "Link", "Retry-After", "X-Index-Generation", "X-Total-Count")
"""Headers that a page of another origin may read."""

_COMPRESSION = 4
"""Level of gzip: higher ones take much longer, and save little."""

_SWITCH_SECONDS = 0.001
"""How long a search runs before the thread that sends answers gets its turn; 5 ms by default."""

_ROUTERS = (
    search_routes.router,
    index_routes.router,
    term_routes.router,
    health_routes.router,
    discovery_routes.router,
    page_router,
)


def create_app(settings: ServerSettings) -> FastAPI:
    """Return the application; it opens the index when the server starts.

    `app.state.live` is the LiveIndex, and `app.state.settings` the settings.
    """
    app = FastAPI(
        title="wikisearch",
        version=__version__,
        openapi_url=f"{API_PATH}/openapi.json",
        docs_url=None,  # its page loads scripts from another site; ours is in pages/
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_lifespan,
    )
    app.state.settings = settings
    app.state.answers = AnswerCache(settings.cache_bytes)
    app.state.query_log = None
    add_problem_handlers(app)
    for router in _ROUTERS:
        app.include_router(router)
    _add_middleware(app, settings)
    app.state.mcp = McpRoute(settings, app.state.query_log)
    if has_mcp():
        app.router.routes.append(Route(MCP_PATH, app.state.mcp, include_in_schema=False))
    _check_root_path(settings.root_path)
    return app


def _add_middleware(app: FastAPI, settings: ServerSettings) -> None:
    """Add what every request goes through; the last one comes first."""
    app.add_middleware(HeadRequests)
    app.add_middleware(GZipMiddleware, minimum_size=1_000, compresslevel=_COMPRESSION)
    if settings.requests_per_second:
        app.add_middleware(RateLimit, rate=settings.requests_per_second)
    app.add_middleware(HostCheck, settings=settings)
    if settings.origins:  # after the checks, so that a page can read why it was refused
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.origins,
            allow_headers=("If-None-Match",),
            expose_headers=EXPOSED_HEADERS,
        )
    app.add_middleware(SecurityHeaders)
    if settings.root_path:
        app.add_middleware(RootPath, root_path=settings.root_path)
    if settings.log:
        app.state.query_log = QueryLog(Path(settings.log), settings.log_key)
        app.include_router(search_records.router)
        app.add_middleware(SearchRecords, log=app.state.query_log)
    if settings.has_metrics:
        app.state.metrics = ServerMetrics()
        app.include_router(metrics.router)
        app.add_middleware(RequestMetrics, metrics=app.state.metrics)


def _check_root_path(root_path: str) -> None:
    """Refuse a root path that is also a path of the server: a URL could mean both."""
    routes = (route for router in _ROUTERS for route in router.routes)
    paths = {getattr(route, "path", "/").split("/")[1] for route in routes} | {
        MCP_PATH[1:],
        "metrics",
        CLICKS_PATH[1:],
    }
    if root_path and root_path.split("/")[1] in paths:
        raise OptionError("root path", f"{root_path} is a path of the server", "choose another one")


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    sys.setswitchinterval(_SWITCH_SECONDS)
    async with AsyncExitStack() as stack:  # closes all of them, even if one fails
        if app.state.query_log:
            stack.callback(app.state.query_log.close)
        live = app.state.live = LiveIndex(app.state.settings.directory)
        stack.push_async_callback(asyncio.to_thread, live.close)
        stack.push_async_callback(app.state.mcp.close)
        if app.state.settings.has_metrics:
            app.state.metrics.note_state(live)
        yield
