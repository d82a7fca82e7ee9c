"""Logs the searches and the clicks of all requests, unless a client asks for privacy."""

from datetime import UTC, datetime
from typing import Any, NamedTuple

from fastapi import APIRouter, Request
from starlette.datastructures import Headers, QueryParams
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from wikisearch.query_log import QueryLog
from wikisearch.server.answers import call_index
from wikisearch.server.client_address import client_address
from wikisearch.server.origins import is_own_origin
from wikisearch.server.parameters import Categories, Logging, Position, ShortText
from wikisearch.server.problems import Problem, ProblemKind, problem_json
from wikisearch.server.root_path import path_below_root
from wikisearch.server.strict_route import StrictRoute

CLICKS_PATH = "/clicks"

router = APIRouter(route_class=StrictRoute, include_in_schema=False)


class Click(NamedTuple):
    """A click on a result."""

    page: str
    """Id of the page."""

    position: int
    """Position in the results, from 1."""


class SearchRecords:
    """Logs what a request has found or chosen."""

    def __init__(self, app: ASGIApp, log: QueryLog) -> None:
        self._app = app
        self._queries = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a request, and log it afterwards."""
        await self._app(scope, receive, send)
        state = scope.get("state", {})
        if state.get("searched") or state.get("click"):
            self._log(scope, state)

    def _log(self, scope: Scope, state: dict[str, Any]) -> None:
        headers, params = Headers(scope=scope), QueryParams(scope["query_string"])
        if headers.get("sec-gpc") == "1" or params.get("log") == "no":
            return
        now = datetime.now(UTC)
        day = now.date()
        client = self._queries.client_id(client_address(scope), headers.get("user-agent", ""), day)
        query = params.get("q", "")
        query_id = self._queries.query_id(client, query, params.getlist("category"), day)
        if "searched" in state:
            surface = _surface(scope, headers)
            self._queries.write_search(state["searched"], client, query_id, surface, now)
        else:
            page, position = state["click"]
            self._queries.write_click(page, position, client, query_id, now)


@router.post(CLICKS_PATH)
async def click(  # noqa: PLR0913 - parameters of the request
    request: Request,
    *,
    id: ShortText,  # noqa: A002 - the name of the parameter
    position: Position,
    q: ShortText = "",  # noqa: ARG001 - the middleware reads these
    category: Categories = (),  # noqa: ARG001
    log: Logging = "yes",  # noqa: ARG001
) -> Response:
    """Record a click on a result, from a page of this server or of an allowed origin."""
    if not is_own_origin(request.headers, request.app.state.settings):
        detail = "only pages of this server and of --cors send clicks"
        return problem_json(Problem(ProblemKind.WRONG_ORIGIN, detail))
    page = (await call_index(request, lambda index: index.page(id).id)).value
    request.state.click = Click(page, position)
    return Response(status_code=204)


def _surface(scope: Scope, headers: Headers) -> str:
    """Return where a query came from; `typed` is a part of a page, while a person types."""
    if path_below_root(scope).startswith("/api/"):
        return "api"
    return "typed" if "fragment=1" in headers.get("accept", "") else "page"
