"""Counts and times of requests, and the state of the index, for Prometheus."""

import os
import time

from fastapi import APIRouter, Request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wikisearch.live_index import LiveIndex

SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""Variable with the folder where several processes share their counts."""

_SECONDS = (0.005, 0.01, 0.02, 0.04, 0.06, 0.1, 0.2, 0.5, 1, 2)

router = APIRouter(include_in_schema=False)


class ServerMetrics:
    """The metrics of one server."""

    def __init__(self) -> None:
        registry = self.registry = CollectorRegistry()
        self.requests = Counter(
            "wikisearch_requests", "Requests.", ("route", "status"), registry=registry
        )
        self.seconds = Histogram(
            "wikisearch_request_seconds",
            "Time of requests.",
            ("route",),
            registry=registry,
            buckets=_SECONDS,
        )
        self.without_results = Counter(
            "wikisearch_searches_without_results", "Searches that found nothing.", registry=registry
        )
        self.waiting = self._gauge("wikisearch_waiting_calls", "Calls that wait for their turn.")
        self.generation = self._gauge("wikisearch_generation", "Number of the open generation.")
        self.opened = self._gauge(
            "wikisearch_generation_opened_seconds", "Time when it was opened."
        )
        self.stale = self._gauge("wikisearch_stale", "1 if a newer generation cannot be opened.")

    def _gauge(self, name: str, help: str) -> Gauge:  # noqa: A002 - as the library
        return Gauge(name, help, registry=self.registry, multiprocess_mode="liveall")

    def count(self, scope: Scope, status: int, seconds: float, live: LiveIndex) -> None:
        """Count a request, and note the state of the index after it."""
        route = getattr(scope.get("route"), "path", "other")
        self.requests.labels(route, status).inc()
        self.seconds.labels(route).observe(seconds)
        searched = scope.get("state", {}).get("searched")
        if searched is not None and not searched.total:
            self.without_results.inc()
        self.note_state(live)

    def note_state(self, live: LiveIndex) -> None:
        """Note the state of the index."""
        state = live.status()
        self.waiting.set(state.waiting)
        self.generation.set(int(state.generation.rpartition("-")[2]))
        self.opened.set(state.opened)
        self.stale.set(state.error is not None)


class RequestMetrics:
    """Counts every request."""

    def __init__(self, app: ASGIApp, metrics: ServerMetrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a request, and count it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, began = 500, time.perf_counter()

        async def send_with_status(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, send_with_status)
        finally:
            seconds = time.perf_counter() - began
            self._metrics.count(scope, status, seconds, scope["app"].state.live)


@router.get("/metrics")
async def metrics(request: Request) -> Response:
    """Return the metrics of this process, or of all processes of the server."""
    registry: CollectorRegistry = request.app.state.metrics.registry
    if SHARED_FOLDER in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)
