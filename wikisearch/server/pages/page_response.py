"""A request for a page -> its response: whole, or the part that the script asks for."""

from collections.abc import Callable
from typing import Any

from fastapi import Request
from starlette.responses import Response

from wikisearch.errors import TermNotFoundError
from wikisearch.index import Index
from wikisearch.server.answers import call_index, respond
from wikisearch.server.pages.page_templates import WikiSummary, render, site_of
from wikisearch.server.pages.results_view import nearest_names
from wikisearch.server.pages.server_links import ServerLinks
from wikisearch.server.problems import Problem, ProblemKind

HTML = "text/html; charset=utf-8"
FRAGMENT = f"{HTML}; fragment=1"
"""Media type of a part of a page, which the script of the page asks for."""

Values = Callable[[Index, ServerLinks], dict[str, Any]]

_ADVICE = {
    ProblemKind.TERM_NOT_FOUND: "No term has this name.",
    ProblemKind.NOT_FOUND: "There is no page at this address.",
    ProblemKind.SERVER_BUSY: "Too many people search now. Try again in a moment.",
    ProblemKind.INDEX_UNAVAILABLE: "The index cannot be read now. Try again in a moment.",
    ProblemKind.INTERNAL_ERROR: "Something went wrong. The log of the server has the reason.",
}
"""What a reader can use, in place of the detail for programs."""


def links_of(request: Request) -> ServerLinks:
    """Return what makes the URLs of pages."""
    return ServerLinks(request.scope.get("root_path", "").rstrip("/"))


async def page_response(
    request: Request, template: str, values: Values, *, fragment: str = ""
) -> Response:
    """Return the page that a template makes of the values of a call.

    A request that accepts fragments gets the template `fragment`, if there is one. A term that does
    not exist gives a page with the nearest names.
    """
    is_fragment = bool(fragment) and "fragment=1" in request.headers.get("accept", "")
    name = fragment if is_fragment else template
    links = links_of(request)

    def call(index: Index) -> str:
        return render(name, links, _site(index, request), values(index, links))

    try:
        return await respond(request, call, FRAGMENT if is_fragment else HTML)
    except TermNotFoundError as error:
        return await _missing_term(request, error)


def problem_response(request: Request, problem: Problem) -> Response:
    """Return the page of an error; it shows nothing of the index, which may be gone."""
    values = {
        "heading": problem.kind.title,
        "detail": _ADVICE.get(problem.kind, problem.detail),
        "nearest": (),
    }
    html = render(
        "error.html", links_of(request), WikiSummary(request.app.state.settings.title), values
    )
    headers = {"Cache-Control": "no-store", **problem.headers}
    return Response(html, problem.kind.status, headers, HTML)


async def _missing_term(request: Request, error: TermNotFoundError) -> Response:
    """Return the page of a term that does not exist, with the nearest names."""
    links = links_of(request)
    kind = ProblemKind.TERM_NOT_FOUND
    name = error.subject.strip("'\"")

    def call(index: Index) -> str:
        values = {
            "heading": kind.title,
            "detail": f"No term has the name {name}.",
            "nearest": nearest_names(index, name),
        }
        return render("error.html", links, _site(index, request), values)

    html = (await call_index(request, call)).value
    return Response(html, kind.status, {"Cache-Control": "no-store"}, HTML)


def _site(index: Index, request: Request) -> WikiSummary:
    return site_of(index, request.app.state.settings.title)
