"""Terms: the list of all, and what belongs to one."""

from difflib import get_close_matches
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from wikisearch.errors import OptionError, TermNotFoundError
from wikisearch.index import Index
from wikisearch.model.page import Page, Section
from wikisearch.model.request import DEFAULT_LIMIT, DEFAULT_NODES, MAX_DEPTH, MAX_NODES
from wikisearch.model.stored_pages import section_key
from wikisearch.render.json import (
    comparison_json,
    graph_json,
    names_json,
    page_json,
    related_json,
    section_json,
)
from wikisearch.render.page_markdown import page_markdown
from wikisearch.server.answers import respond
from wikisearch.server.api.responses import (
    API_PATH,
    MARKDOWN_TYPE,
    body,
    markdown_responses,
    responses,
)
from wikisearch.server.parameters import Limit, QueryText
from wikisearch.server.strict_route import StrictRoute

router = APIRouter(prefix=API_PATH, route_class=StrictRoute, tags=["terms"])

Anchor = Annotated[str, Path(description="Anchor of the section; empty for the top.")]
Term = Annotated[str, Path(description="Id, title, alias or address of a term.")]


@router.get("/related/{term:path}", responses=responses("related", "As `wikisearch related`."))
async def related(request: Request, term: Term, limit: Limit = DEFAULT_LIMIT) -> Response:
    """Return the terms that are related to a term, closest first, with the reasons."""

    def call(index: Index) -> str:
        page = index.page(term)
        return body([related_json(page, limit, index.related(page.id, limit=limit))])

    return await respond(request, call)


@router.get("/names", responses=responses("names", "As `wikisearch names --json`."))
async def all_names(request: Request) -> Response:
    """Return the names that are not titles, of all terms."""
    return await respond(request, lambda index: body([names_json(None, index.names())]))


@router.get("/names/{term:path}", responses=responses("names", "As `wikisearch names --json`."))
async def names(request: Request, term: Term) -> Response:
    """Return the names of a term that are not titles, and where each was found."""
    return await respond(request, lambda index: body([names_json(term, index.names(term))]))


@router.get("/explain", responses=responses(description="As `wikisearch explain --json`."))
async def explain(
    request: Request,
    id: Annotated[  # noqa: A002 - the name of the parameter
        list[str], Query(description="One term, or two to compare.", min_length=1, max_length=2)
    ],
    q: QueryText = "",
) -> Response:
    """Explain the rank of a term for a query, or why one of two terms is above the other."""

    def call(index: Index) -> str:
        try:
            comparison = index.explain(q, *id)
        except OptionError as error:  # names the argument of the library
            raise OptionError("id", error.problem) from error
        return body([comparison_json(comparison)])

    return await respond(request, call)


@router.get("/graph", responses=responses(description="Nodes, and edges with their reasons."))
async def graph(
    request: Request,
    id: Annotated[str, Query(description="Id, title or alias of a term.")],  # noqa: A002 - as above
    depth: Annotated[int, Query(ge=1, le=MAX_DEPTH, description="Edges from the term.")] = 1,
    limit: Annotated[
        int, Query(ge=1, le=MAX_NODES, description="Maximum number of terms.")
    ] = DEFAULT_NODES,
) -> Response:
    """Return a term and the terms closest to it, with the relations between all of them."""
    return await respond(
        request, lambda index: body([graph_json(index.graph(id, depth=depth, limit=limit))])
    )


@router.get(
    "/terms/{term:path}/sections/{anchor:path}.md",
    responses=markdown_responses("The section and those below it."),
)
async def section_markdown(request: Request, term: Term, anchor: Anchor) -> Response:
    """Return a section and those below it as Markdown."""

    def call(index: Index) -> str:
        page = index.page(term)
        _require_section(page, anchor)
        return body([page_markdown(page, anchor)])

    return await respond(request, call, MARKDOWN_TYPE)


@router.get(
    "/terms/{term:path}/sections/{anchor:path}",
    responses=responses(description="As `wikisearch show TERM#ANCHOR --json`."),
)
async def section(request: Request, term: Term, anchor: Anchor) -> Response:
    """Return a section of a term, with those below it."""

    def call(index: Index) -> str:
        page = index.page(term)
        return body([section_json(page, _require_section(page, anchor), index.url(page))])

    return await respond(request, call)


@router.get(
    "/terms/{term:path}.md",
    responses=markdown_responses("As `wikisearch show --markdown` prints it."),
)
async def term_markdown(request: Request, term: Term) -> Response:
    """Return a term as Markdown, for language models."""
    return await respond(
        request, lambda index: body([page_markdown(index.page(term))]), MARKDOWN_TYPE
    )


@router.get("/terms/{term:path}", responses=responses(description="As `wikisearch show --json`."))
async def term(request: Request, term: Term) -> Response:
    """Return a term as it is stored: definition, sections and links."""
    return await respond(request, lambda index: body([page_json(index.page(term))]))


def _require_section(page: Page, anchor: str) -> Section:
    """Return the section with an anchor; raises TermNotFoundError, which names the nearest."""
    sections = {section.anchor: section for section in page.sections}
    if anchor in sections:
        return sections[anchor]
    anchors = list(filter(None, sections))
    near = tuple(get_close_matches(anchor, anchors, 3, cutoff=0.3) or anchors[:3])
    key = section_key(page.id, anchor)
    raise TermNotFoundError(key, "the term has no such section", nearest=near)
