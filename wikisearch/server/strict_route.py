"""A route that refuses unknown and repeated parameters."""

from collections.abc import Callable, Coroutine
from difflib import get_close_matches
from typing import Any, get_origin

from fastapi.dependencies.utils import get_flat_params
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response


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
    names = [name for name, _ in request.query_params.multi_items()]
    errors = []
    for name in dict.fromkeys(names):
        if name not in single:
            errors.append(_error(name, _unknown(name, list(single))))
        elif single[name] and names.count(name) > 1:
            errors.append(_error(name, "takes one value only"))
    if errors:
        raise RequestValidationError(errors)


def _unknown(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, 1, cutoff=0.5)
    if near:
        return f"unknown parameter; did you mean {near[0]}?"
    return f"unknown parameter; there are {', '.join(known) or 'none'}"


def _error(name: str, message: str) -> dict[str, Any]:
    return {"type": "parameter", "loc": ("query", name), "msg": message, "input": None}
