"""The routes of the HTML pages: one call of the library, one template."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from wikisearch.index import Index
from wikisearch.model.request import Sort
from wikisearch.query_log import logged_search
from wikisearch.server.answers import call_index
from wikisearch.server.pages.api_view import api_values
from wikisearch.server.pages.graph_view import graph_values
from wikisearch.server.pages.original_file import original_file
from wikisearch.server.pages.page_directory import directory_of
from wikisearch.server.pages.page_response import page_response
from wikisearch.server.pages.results_view import MAX_PAGE, results_values
from wikisearch.server.pages.server_links import SearchState, ServerLinks
from wikisearch.server.pages.static_files import static_file
from wikisearch.server.pages.term_view import term_values
from wikisearch.server.pages.terms_view import ListedTerms, terms_values
from wikisearch.server.pages.why_view import why_values
from wikisearch.server.parameters import Categories, Logging, ShortText
from wikisearch.server.search_records import CLICKS_PATH

router = APIRouter(include_in_schema=False)

_Page = Annotated[int, Query(ge=1, le=MAX_PAGE)]


@router.get("/")
async def home(request: Request) -> Response:
    """Show the search box and the categories."""
    return await page_response(
        request, "home.html", lambda index, _links: {"categories": index.categories()}
    )


@router.get("/search")
async def search(  # noqa: PLR0913 - parameters of the request
    request: Request,
    *,
    q: ShortText = "",
    category: Categories = (),
    sort: Sort = Sort.RELEVANCE,
    page: _Page = 1,
    log: Logging = "yes",
) -> Response:
    """Show a page of results, or only the part below the search box."""
    state = SearchState(q, tuple(dict.fromkeys(category)), sort.value, page)
    clicks = CLICKS_PATH if request.app.state.query_log and log == "yes" else ""

    def values(index: Index, links: ServerLinks) -> dict[str, Any]:
        found = results_values(index, state, links)
        request.state.searched = logged_search(found["results"], index.generation)
        return {**found, "clicks": clicks}

    return await page_response(request, "search.html", values, fragment="results.html")


@router.get("/why")
async def why(request: Request, id: ShortText, q: ShortText = "") -> Response:  # noqa: A002 - parameter
    """Explain why a term has its rank."""
    return await page_response(
        request,
        "why.html",
        lambda index, links: why_values(index, q, id, links),
        fragment="explanation.html",
    )


@router.get("/term/{term:path}")
async def term_page(request: Request, term: str) -> Response:
    """Show a whole term."""
    return await page_response(
        request, "term.html", lambda index, links: term_values(index, term, links)
    )


@router.get("/graph")
async def graph(
    request: Request,
    id: ShortText,  # noqa: A002 - the name of the parameter
    depth: Annotated[int, Query(ge=1, le=2)] = 1,
) -> Response:
    """Show the terms around a term, and how they are connected."""
    return await page_response(
        request, "graph.html", lambda index, links: graph_values(index, id, depth, links)
    )


@router.get("/terms")
async def terms(
    request: Request, category: ShortText = "", letter: ShortText = "", page: _Page = 1
) -> Response:
    """List all terms, or those of a category."""
    listed = ListedTerms(category, letter, page)
    return await page_response(
        request, "terms.html", lambda index, links: terms_values(index, listed, links)
    )


@router.get("/categories")
async def categories(request: Request) -> Response:
    """List the categories."""
    return await page_response(
        request,
        "categories.html",
        lambda index, _links: {"categories": index.categories(), "here": "categories"},
    )


@router.get("/docs")
async def api_documentation(request: Request) -> Response:
    """Describe the API to people; a page of FastAPI would load scripts from another site."""
    openapi = request.app.openapi()
    return await page_response(request, "api.html", lambda _index, _links: api_values(openapi))


@router.get("/page/{path:path}")
async def original_page(request: Request, path: str) -> Response:
    """Return an original page, or a picture or style sheet of one, so that no script of it runs."""

    def find(index: Index) -> tuple[str, bool]:
        return index.manifest.source, path in directory_of(index).paths

    source, is_indexed = (await call_index(request, find)).value
    return await run_in_threadpool(original_file, source, path, is_indexed=is_indexed)


@router.get("/static/{digest}/{name}")
async def asset(digest: str, name: str) -> Response:
    """Return a style sheet or a script; it never changes below this address."""
    return static_file(name, digest)


@router.get("/wikisearch.js")
async def module() -> Response:
    """Return the module of the search box, at an address that other sites can use."""
    return static_file("wikisearch.js")
