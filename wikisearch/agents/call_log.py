"""A search of an agent -> a record of the query log."""

from datetime import UTC, datetime
from uuid import uuid4

from wikisearch.query_log import LoggedSearch, QueryLog

_CLIENT = "mcp"
"""All agents of a day are one client: the protocol does not distinguish them."""


def log_call(log: QueryLog, search: LoggedSearch) -> None:
    """Append a search to the log."""
    now = datetime.now(UTC)
    client = log.client_id(_CLIENT, "", now.date())
    log.write_search(search, client, uuid4().hex[:16], "mcp", now)
