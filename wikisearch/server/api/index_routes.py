"""The index as a whole: its terms, categories and statistics, and the schemas of answers."""

from dataclasses import replace
from pathlib import PurePath
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from wikisearch.index import Index
from wikisearch.model.manifest import Manifest
from wikisearch.render.directory import (
    category_records,
    directory_json,
    sorted_terms,
    term_records,
)
from wikisearch.render.line import JsonText
from wikisearch.server.answers import respond
from wikisearch.server.api.responses import (
    API_PATH,
    SCHEMA_TYPE,
    SCHEMAS,
    body,
    described_responses,
    responses,
    schema_text,
)
from wikisearch.server.strict_route import StrictRoute

router = APIRouter(prefix=API_PATH, route_class=StrictRoute, tags=["index"])

MAX_TERMS = 1_000
"""Maximum number of terms in one answer."""


@router.get("/terms", responses=responses(description="As `wikisearch list --json` prints it."))
async def terms(
    request: Request,
    category: Annotated[tuple[str, ...], Query(description="Only terms in any of these.")] = (),
    limit: Annotated[int, Query(ge=0, le=MAX_TERMS, description="Number of terms.")] = MAX_TERMS,
    offset: Annotated[int, Query(ge=0, description="Terms to skip.")] = 0,
) -> Response:
    """Return all terms by title; the headers X-Total-Count and Link lead to the rest of them."""
    total: int | None = None

    def call(index: Index) -> str:
        nonlocal total
        named = (term for name in category for term in index.pages(name))
        found = sorted_terms(named if category else index.pages())
        total = len(found)
        return body([directory_json(term_records(found[offset : offset + limit]), "terms")])

    response = await respond(request, call)
    if total is not None:
        response.headers["X-Total-Count"] = str(total)
        if 0 < limit < total - offset:
            following = request.url.include_query_params(offset=offset + limit)
            response.headers["Link"] = f'<?{following.query}>; rel="next"'
    return response


@router.get("/categories", responses=responses(description="As `wikisearch list --categories`."))
async def categories(request: Request) -> Response:
    """Return all categories with the number of their terms, largest first."""

    def call(index: Index) -> str:
        return body([directory_json(category_records(index.categories()), "categories")])

    return await respond(request, call)


@router.get("/stats", responses=responses(description="As `wikisearch stats --json`."))
async def stats(request: Request) -> Response:
    """Return the size, engine and languages of the index, and the refused pages."""
    return await respond(request, lambda index: body([JsonText(_public(index.manifest).to_json())]))


def _public(manifest: Manifest) -> Manifest:
    """Return a manifest with only the name of a source on disk: no client learns its folder."""
    source = PurePath(manifest.source)
    return replace(manifest, source=source.name) if source.is_absolute() else manifest


@router.get(
    "/schema/{name}",
    responses=described_responses("A JSON schema.", SCHEMA_TYPE, {"type": "object"}),
)
async def schema(name: Annotated[str, Path(description=", ".join(SCHEMAS))]) -> Response:
    """Return the JSON schema of an answer."""
    if name not in SCHEMAS:
        raise HTTPException(404, f"there is no schema {name!r}; there are {', '.join(SCHEMAS)}")
    return Response(schema_text(name), media_type=SCHEMA_TYPE)
