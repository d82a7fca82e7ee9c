"""Searches and completions."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict
from starlette.responses import Response

from wikisearch.index import Index
from wikisearch.model.request import (
    DEFAULT_LIMIT,
    DEFAULT_SECTIONS,
    FACETS,
    MAX_RESULTS,
    MAX_SECTIONS,
    SearchRequest,
    Sort,
    flat_request,
)
from wikisearch.query_log import logged_search
from wikisearch.render.display import DisplayOptions
from wikisearch.render.formats import FORMATS
from wikisearch.render.json import suggestions_json
from wikisearch.server.answers import respond
from wikisearch.server.api.responses import API_PATH, body, responses
from wikisearch.server.parameters import Limit, Logging, QueryText
from wikisearch.server.strict_route import StrictRoute

router = APIRouter(prefix=API_PATH, route_class=StrictRoute, tags=["search"])


class SearchParameters(BaseModel):
    """Parameters of a search; as the options of `wikisearch query`."""

    model_config = ConfigDict(frozen=True)

    q: QueryText = ""
    limit: Limit = DEFAULT_LIMIT
    offset: Annotated[int, Query(ge=0, le=MAX_RESULTS, description="Rows to skip.")] = 0
    category: Annotated[
        tuple[str, ...], Query(description="Only terms in this category, or in any of several.")
    ] = ()
    sort: Annotated[Sort, Query(description="Order of the terms.")] = Sort.RELEVANCE
    facets: Annotated[bool, Query(description="Count the matching terms by category.")] = False
    sections: Annotated[
        int, Query(ge=0, le=MAX_SECTIONS, description="Maximum number of sections per term.")
    ] = DEFAULT_SECTIONS
    flat: Annotated[bool, Query(description="List sections instead of terms.")] = False
    explain: Annotated[bool, Query(description="Explain each score.")] = False
    log: Logging = "yes"

    def request(self) -> SearchRequest:
        """Return the request; raises OptionError for values that do not go together."""
        request = SearchRequest(
            self.q,
            self.limit,
            self.offset,
            self.explain,
            filters={"category": self.category},
            facets=FACETS if self.facets else (),
            sort=self.sort,
            sections=self.sections,
        )
        return flat_request(request) if self.flat else request

    def display(self) -> DisplayOptions:
        """Return which rows are shown."""
        return DisplayOptions(self.flat, self.sections, offset=self.offset, limit=self.limit)


@router.get("/search", responses=responses("results", "As `wikisearch query --json` prints it."))
async def search(request: Request, parameters: Annotated[SearchParameters, Query()]) -> Response:
    """Return the terms that match a query, best first, each with its best sections."""
    searched, display = parameters.request(), parameters.display()

    def call(index: Index) -> str:
        results = index.answer(searched)
        request.state.searched = logged_search(results, index.generation)
        return body(FORMATS["json"].render(results, display))

    return await respond(request, call)


@router.get("/suggest", responses=responses("suggestions", "As `wikisearch suggest --json`."))
async def suggest(request: Request, q: QueryText = "", limit: Limit = DEFAULT_LIMIT) -> Response:
    """Complete a text to the titles and aliases of terms, best first."""
    return await respond(
        request, lambda index: body([suggestions_json(q, limit, index.suggest(q, limit=limit))])
    )
