"""Health and readiness of the server, for monitoring."""

import time
from datetime import UTC, datetime

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from wikisearch.server.answers import live_index

router = APIRouter(include_in_schema=False)

_UNCACHED = {"Cache-Control": "no-store"}


@router.get("/healthz")
async def health() -> Response:
    """Answer as long as the process works."""
    return JSONResponse({"status": "ok"}, headers=_UNCACHED)


@router.get("/readyz")
async def readiness(request: Request) -> Response:
    """Return the open generation; `degraded` if a newer one cannot be opened."""
    status = live_index(request).status()
    value = {
        "status": "degraded" if status.error else "ready",
        "generation": status.generation,
        "opened": datetime.fromtimestamp(status.opened, UTC).isoformat(timespec="seconds"),
        "age_seconds": round(time.time() - status.opened),
        "waiting": status.waiting,
        "error": type(status.error).__name__ if status.error else None,
    }
    return JSONResponse(value, headers=_UNCACHED)
