"""Settings -> the application: API, pages, and what every request goes through."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from wikisearch import __version__
from wikisearch.live_index import LiveIndex
from wikisearch.server.api.api_router import router as api_router
from wikisearch.server.pages.routes import router as page_router
from wikisearch.server.problem_handlers import add_problem_handlers
from wikisearch.server.server_settings import ServerSettings

API_PATH = "/api/v1"


def create_app(settings: ServerSettings) -> FastAPI:
    """Return the application; it opens the index when the server starts.

    `app.state.live` is the LiveIndex, and `app.state.settings` the settings.
    """
    app = FastAPI(
        title="wikisearch",
        version=__version__,
        openapi_url=f"{API_PATH}/openapi.json",
        docs_url=None,  # its page loads scripts from another site
        redoc_url=None,
        root_path=settings.root_path,
        lifespan=_lifespan,
    )
    app.state.settings = settings
    add_problem_handlers(app)
    app.include_router(api_router, prefix=API_PATH)
    app.include_router(page_router)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    live = app.state.live = LiveIndex(app.state.settings.directory)
    try:
        yield
    finally:
        await asyncio.to_thread(live.close)
