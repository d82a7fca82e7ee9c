"""The routes of the HTML pages."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from wikisearch.server.problems import Problem, problem_json

router = APIRouter(include_in_schema=False)


def problem_page(_request: Request, problem: Problem) -> Response:
    """Return the answer to a request for a page that failed."""
    return problem_json(problem)
