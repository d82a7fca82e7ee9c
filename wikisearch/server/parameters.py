"""Types of query parameters that several routes have."""

from typing import Annotated, Literal

from fastapi import Query

from wikisearch.model.request import MAX_RESULTS

MAX_QUERY = 2_000
"""Maximum number of characters of a query, or of a name of a term."""

_MAX_LIMIT = 50

QueryText = Annotated[str, Query(max_length=MAX_QUERY, description="Text of the query.")]
ShortText = Annotated[str, Query(max_length=MAX_QUERY)]
Categories = Annotated[tuple[str, ...], Query(max_length=50)]
Position = Annotated[int, Query(ge=1, le=MAX_RESULTS)]
Limit = Annotated[int, Query(ge=0, le=_MAX_LIMIT, description="Maximum number of rows.")]
Logging = Annotated[
    Literal["yes", "no"], Query(description="`no`: do not log this query, if there is a log.")
]
"""Whether to log a search or a click; the middleware for the log reads it."""
