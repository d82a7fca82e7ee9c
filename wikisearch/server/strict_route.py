"""A route that refuses unknown and repeated parameters."""

from collections import Counter
from collections.abc import Callable, Coroutine, Iterator
from difflib import get_close_matches
from itertools import islice
from typing import Any, get_origin

from fastapi.dependencies.utils import get_flat_params
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

_MAX_ERRORS = 10
"""Errors in one answer: a URL has room for thousands of parameters, and each error takes time."""


class StrictRoute(APIRoute):
    """Refuses parameters of the query that the function of the route does not declare.

    An ignored parameter is an error that nobody sees: `ofset=10` would return the first page.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler of FastAPI behind the check."""
        handler = super().get_route_handler()
        in_path = {each.alias for each in self.dependant.path_params}
        single = {
            each.alias: get_origin(each.field_info.annotation) not in (list, tuple)
            for each in get_flat_params(self.dependant)
            if each.alias not in in_path
        }

        async def checked(request: Request) -> Response:
            _check(request, single)
            return await handler(request)

        return checked


def _check(request: Request, single: dict[str, bool]) -> None:
    """Raise RequestValidationError for a parameter that is unknown, or that comes twice."""
    counts = Counter(name for name, _ in request.query_params.multi_items())
    errors = islice(_errors(counts, single), _MAX_ERRORS)
    if found := list(errors):
        raise RequestValidationError(found)


def _errors(counts: Counter[str], single: dict[str, bool]) -> Iterator[dict[str, Any]]:
    for name, count in counts.items():
        if name not in single:
            yield _error(name, _unknown(name, list(single)))
        elif single[name] and count > 1:
            yield _error(name, "takes one value only")


def _unknown(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, 1, cutoff=0.5)
    if near:
        return f"unknown parameter; did you mean {near[0]}?"
    return f"unknown parameter; there are {', '.join(known) or 'none'}"


def _error(name: str, message: str) -> dict[str, Any]:
    return {"type": "parameter", "loc": ("query", name), "msg": message, "input": None}
