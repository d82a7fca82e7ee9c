"""A request -> its answer: one call in the search thread, with an ETag."""

import asyncio
import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from wikisearch import __version__
from wikisearch.errors import ServerBusyError
from wikisearch.index import Index
from wikisearch.live_index import IndexAnswer, LiveIndex, LiveStatus
from wikisearch.server.answer_cache import AnswerCache, CachedAnswer

if TYPE_CHECKING:
    from wikisearch.server.server_settings import ServerSettings

Value = TypeVar("Value")

JSON_TYPE = "application/json"


def live_index(request: Request) -> LiveIndex:
    """Return the index that the server of a request searches."""
    live: LiveIndex = request.app.state.live
    return live


async def call_index(request: Request, call: Callable[[Index], Value]) -> IndexAnswer[Value]:
    """Run a call in the search thread, and return its value and generation.

    Raises ServerBusyError if too many calls wait, or if there is no answer before the deadline;
    ClientDisconnect if the client closes the connection first; and the errors of the call.
    """
    live = live_index(request)
    deadline: float = request.app.state.settings.deadline
    answer = asyncio.wrap_future(live.submit(call))
    gone = asyncio.create_task(_disconnected(request))
    try:
        done, _ = await asyncio.wait(
            (answer, gone), timeout=deadline, return_when=asyncio.FIRST_COMPLETED
        )
        if answer in done:
            return answer.result()
        if gone in done:
            raise ClientDisconnect
        raise ServerBusyError("search", f"no answer after {deadline:g} s", "try again")
    finally:
        answer.cancel()  # a call that waits is skipped
        gone.cancel()


async def respond(
    request: Request,
    call: Callable[[Index], str],
    media_type: str = JSON_TYPE,
) -> Response:
    """Return the text that a call makes, or 304 without the call if the client has the same.

    The answer to a search, for which the call sets `request.state.searched`, is cached.
    """
    opened = live_index(request).status()
    headers = _headers(request, opened, media_type)
    if headers["ETag"] in _known_etags(request):
        return Response(status_code=304, headers=headers)
    cache: AnswerCache = request.app.state.answers
    cached = cache.get(headers["ETag"])
    if cached:
        request.state.searched = cached.searched
        return Response(cached.body, headers=headers, media_type=media_type)
    answer = await call_index(request, call)
    if (answer.generation, answer.built) != (opened.generation, opened.built):  # rebuilt meanwhile
        headers = _headers(request, answer, media_type)
    body = answer.value.encode()
    if searched := getattr(request.state, "searched", None):
        cache.store(headers["ETag"], CachedAnswer(body, searched))
    return Response(body, headers=headers, media_type=media_type)


def _headers(
    request: Request, source: LiveStatus | IndexAnswer[str], media_type: str
) -> dict[str, str]:
    return {
        "ETag": _etag(request, source, media_type),
        "Cache-Control": "public, max-age=0, must-revalidate",
        "Vary": "Accept",
        "X-Index-Generation": source.generation,
    }


def _etag(request: Request, source: LiveStatus | IndexAnswer[str], media_type: str) -> str:
    """Return a weak ETag: answers to the same request differ in their times.

    It depends on all that a restart of the server can change in an answer.
    """
    settings: ServerSettings = request.app.state.settings
    server = (__version__, source.built, settings.title, bool(settings.log))
    parts = (*server, media_type, request.scope["path"])
    pairs = sorted(request.query_params.multi_items())
    digest = hashlib.blake2b(repr((parts, pairs)).encode(), digest_size=12)
    return f'W/"{source.generation}-{digest.hexdigest()}"'


def _known_etags(request: Request) -> set[str]:
    """Return the ETags in If-None-Match, each as a weak one."""
    header = request.headers.get("if-none-match", "")
    return {f"W/{each.strip().removeprefix('W/')}" for each in header.split(",")}


async def _disconnected(request: Request) -> None:
    """Return when the client has closed the connection."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
