"""Exceptions -> problems: no message that leaves the process has a trace or a path."""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from wikisearch.errors import (
    BadIndexError,
    ClusterError,
    IndexClosedError,
    OptionError,
    ResourceError,
    ServerBusyError,
    TermNotFoundError,
    WikisearchError,
)
from wikisearch.server.pages.page_response import problem_response
from wikisearch.server.problems import ParameterError, Problem, ProblemKind, problem_json
from wikisearch.server.root_path import path_below_root
from wikisearch.server.security_headers import SECURITY_HEADERS

_UNAVAILABLE = (BadIndexError, ClusterError, IndexClosedError, ResourceError)
_STATUS_KINDS = {404: ProblemKind.NOT_FOUND, 405: ProblemKind.METHOD_NOT_ALLOWED}
_PROGRAM_PATHS = ("/api/", "/mcp", "/clicks")
"""Paths whose clients are programs, which get JSON."""


def add_problem_handlers(app: FastAPI) -> None:
    """Answer each exception with a problem: JSON under `/api`, else a page."""
    for error, problem_of in _PROBLEMS.items():
        app.add_exception_handler(error, _handler(problem_of))


def _handler(problem_of: Callable[[Any], Problem]) -> Callable[[Request, Exception], Response]:
    def handle(request: Request, error: Exception) -> Response:
        problem = problem_of(error)
        if path_below_root(request.scope).startswith(_PROGRAM_PATHS):
            return problem_json(problem)
        return problem_response(request, problem)

    return handle


def _invalid_parameters(error: RequestValidationError) -> Problem:
    errors = [
        ParameterError(str(each["loc"][-1]), str(each["msg"]).rstrip("."))
        for each in error.errors()
    ]
    detail = "; ".join(f"{each.parameter}: {each.detail}" for each in errors)
    return Problem(ProblemKind.INVALID_PARAMETER, detail, errors)


def _http_problem(error: HTTPException) -> Problem:
    kind = _STATUS_KINDS.get(error.status_code, ProblemKind.INTERNAL_ERROR)
    return Problem(kind, str(error.detail), headers=error.headers or {})


def _library_problem(error: WikisearchError) -> Problem:
    if isinstance(error, TermNotFoundError):
        detail = f"{error.subject}: {error.problem}"
        return Problem(ProblemKind.TERM_NOT_FOUND, detail, nearest=error.nearest)
    if isinstance(error, OptionError):
        found = ParameterError(error.subject, error.problem)
        return Problem(ProblemKind.INVALID_PARAMETER, str(error), [found])
    if isinstance(error, ServerBusyError):
        wait = {"Retry-After": str(error.retry_seconds)}
        return Problem(ProblemKind.SERVER_BUSY, str(error), headers=wait)
    if isinstance(error, _UNAVAILABLE):
        wait = {"Retry-After": "10"}
        detail = f"the index cannot be read now ({type(error).__name__})"
        return Problem(ProblemKind.INDEX_UNAVAILABLE, detail, headers=wait)
    return _unexpected(error)


def _client_gone(_error: ClientDisconnect) -> Problem:
    return Problem(ProblemKind.CLIENT_GONE, "the client closed the connection")


def _unexpected(_error: Exception) -> Problem:
    # This answer is sent from outside the middleware that adds these headers.
    detail = "the log of the server has the reason"
    return Problem(ProblemKind.INTERNAL_ERROR, detail, headers=SECURITY_HEADERS)


_PROBLEMS: dict[type[Exception], Callable[[Any], Problem]] = {
    RequestValidationError: _invalid_parameters,
    HTTPException: _http_problem,
    WikisearchError: _library_problem,
    ClientDisconnect: _client_gone,
    Exception: _unexpected,
}
