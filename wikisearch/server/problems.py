"""Errors of requests, as RFC 9457 defines them: `application/problem+json`."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from starlette.responses import Response

PROBLEM_TYPE = "application/problem+json"
DOCS = "https://github.com/wikisearch/wikisearch/blob/main/docs/serve.md"
"""Each kind of problem has a heading there."""


class ProblemKind(Enum):
    """The kinds of problems: title, and status."""

    INVALID_PARAMETER = ("Invalid parameter", 400)
    TERM_NOT_FOUND = ("Term not found", 404)
    NOT_FOUND = ("Not found", 404)
    METHOD_NOT_ALLOWED = ("Method not allowed", 405)
    WRONG_ORIGIN = ("Wrong origin", 403)
    WRONG_HOST = ("Wrong host", 421)
    TOO_MANY_REQUESTS = ("Too many requests", 429)
    CLIENT_GONE = ("Client gone", 499)
    INTERNAL_ERROR = ("Internal error", 500)
    SERVER_BUSY = ("Server busy", 503)
    INDEX_UNAVAILABLE = ("Index unavailable", 503)

    def __init__(self, title: str, status: int) -> None:
        self.title = title
        self.status = status


@dataclass(frozen=True, slots=True)
class ParameterError:
    """What is wrong with one parameter of a request."""

    parameter: str
    detail: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a request failed."""

    kind: ProblemKind
    detail: str = ""
    errors: Sequence[ParameterError] = ()
    nearest: Sequence[str] = ()
    """Similar names that exist."""

    headers: Mapping[str, str] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the members of the JSON object."""
        value: dict[str, Any] = {
            "type": f"{DOCS}#{self.kind.title.lower().replace(' ', '-')}",
            "title": self.kind.title,
            "status": self.kind.status,
            "detail": self.detail,
        }
        if self.errors:
            value["errors"] = [
                {"parameter": each.parameter, "detail": each.detail} for each in self.errors
            ]
        if self.nearest:
            value["nearest"] = list(self.nearest)
        return value


def problem_json(problem: Problem) -> Response:
    """Return a problem as a response in JSON."""
    return Response(
        json.dumps(problem.to_dict(), indent=2) + "\n",
        problem.kind.status,
        {"Cache-Control": "no-store", **problem.headers},
        PROBLEM_TYPE,
    )
