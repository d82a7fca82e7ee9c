"""The Model Context Protocol: only this module and `mcp_stdio.py` import its SDK."""

import asyncio
import errno
import logging
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import anyio
import mcp_types as types
from mcp.server import Server, ServerRequestContext
from mcp.server.streamable_http_manager import (
    StreamableHTTPASGIApp,
    StreamableHTTPSessionManager,
)
from mcp.shared.exceptions import MCPError

from wikisearch import __version__
from wikisearch.agents.answer_budget import DEFAULT_LIMITS, AnswerLimits, answer_text, answer_value
from wikisearch.agents.call_log import log_call
from wikisearch.agents.instructions import instructions
from wikisearch.agents.mcp_stdio import serve_stdio
from wikisearch.agents.page_reference import NotFoundError
from wikisearch.agents.tool import Tool
from wikisearch.agents.tool_answers import Answer, ErrorAnswer, SearchAnswer
from wikisearch.agents.tool_table import call_tool, tools
from wikisearch.agents.wiki_resources import (
    SECTION_TEMPLATE,
    TERM_TEMPLATE,
    completions,
    read_resource,
    term_resources,
)
from wikisearch.errors import OptionError, ServerBusyError, WikisearchError
from wikisearch.index import Index
from wikisearch.live_index import LiveIndex
from wikisearch.query_log import QueryLog

Value = TypeVar("Value")
Context = ServerRequestContext[Any]

_MARKDOWN = "text/markdown"
_READ_ONLY = types.ToolAnnotations(
    read_only_hint=True, destructive_hint=False, open_world_hint=False
)
_log = logging.getLogger(__name__)


class WikiServer:
    """A wiki as an MCP server: tools, resources and completions over one live index."""

    def __init__(
        self,
        live: LiveIndex,
        limits: AnswerLimits = DEFAULT_LIMITS,
        about: str = "",
        log: QueryLog | None = None,
    ) -> None:
        self._live = live
        self._queries = log
        self._limits = limits
        self.protocol_server: Server[Any] = Server(
            "wikisearch",
            version=__version__,
            instructions=instructions(about),
            on_list_tools=self._list_tools,
            on_call_tool=self._call_tool,
            on_list_resources=self._list_resources,
            on_list_resource_templates=self._list_templates,
            on_read_resource=self._read_resource,
            on_completion=self._complete,
        )

    def run_stdio(self) -> None:
        """Answer on stdout what comes on stdin, until its end.

        Raises BrokenPipeError if the client closes stdout.
        """
        try:
            anyio.run(serve_stdio, self.protocol_server)
        except ExceptionGroup as group:
            if group.subgroup(BrokenPipeError):
                raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE)) from group
            raise

    @asynccontextmanager
    async def http_endpoint(self) -> AsyncIterator[StreamableHTTPASGIApp]:
        """Give an ASGI application that answers over streamable HTTP.

        It has no sessions, so that several processes can share a port. The server that mounts it
        checks the headers Host and Origin.
        """
        sessions = StreamableHTTPSessionManager(
            self.protocol_server, json_response=True, stateless=True
        )
        async with sessions.run():
            yield StreamableHTTPASGIApp(sessions)

    async def _list_tools(
        self,
        context: Context,  # noqa: ARG002 - the signature of the SDK
        params: types.PaginatedRequestParams | None,  # noqa: ARG002
    ) -> types.ListToolsResult:
        return types.ListToolsResult(tools=list(map(_listed, tools(self._limits).values())))

    async def _call_tool(
        self,
        context: Context,  # noqa: ARG002
        params: types.CallToolRequestParams,
    ) -> types.CallToolResult:
        name, arguments = params.name, params.arguments or {}
        try:
            answer = await self._call_index(
                lambda index: call_tool(index, self._limits, name, arguments)
            )
        except MCPError as error:  # a model reads answers, not protocol errors
            answer = ErrorAnswer(error.error.message)
        if self._queries and isinstance(answer, SearchAnswer) and answer.searched:
            log_call(self._queries, answer.searched)
        return _result(answer)

    async def _list_resources(
        self,
        context: Context,  # noqa: ARG002
        params: types.PaginatedRequestParams | None,
    ) -> types.ListResourcesResult:
        cursor = params.cursor if params else None
        found, following = await self._call_index(lambda index: term_resources(index, cursor))
        return types.ListResourcesResult(
            resources=[
                types.Resource(
                    uri=each.uri,
                    name=each.title,
                    description=each.category or None,
                    mime_type=_MARKDOWN,
                )
                for each in found
            ],
            next_cursor=following,
        )

    async def _list_templates(
        self,
        context: Context,  # noqa: ARG002
        params: types.PaginatedRequestParams | None,  # noqa: ARG002
    ) -> types.ListResourceTemplatesResult:
        named = {"term": TERM_TEMPLATE, "section": SECTION_TEMPLATE}
        return types.ListResourceTemplatesResult(
            resource_templates=[
                types.ResourceTemplate(uri_template=uri, name=name, mime_type=_MARKDOWN)
                for name, uri in named.items()
            ]
        )

    async def _read_resource(
        self,
        context: Context,  # noqa: ARG002
        params: types.ReadResourceRequestParams,
    ) -> types.ReadResourceResult:
        uri = str(params.uri)
        answer = await self._call_index(lambda index: read_resource(index, uri, self._limits))
        return types.ReadResourceResult(
            contents=[
                types.TextResourceContents(
                    uri=uri,
                    mime_type=_MARKDOWN,
                    text=answer.text,
                    _meta=answer_value(answer)["metadata"],
                )
            ]
        )

    async def _complete(
        self,
        context: Context,  # noqa: ARG002
        params: types.CompleteRequestParams,
    ) -> types.CompleteResult:
        name, text = params.argument.name, params.argument.value
        known = params.context.arguments if params.context else None
        page_id = (known or {}).get("id", "")
        found = await self._call_index(lambda index: completions(index, name, text, page_id))
        return types.CompleteResult(completion=types.Completion(values=list(found)))

    async def _call_index(self, call: Callable[[Index], Value]) -> Value:
        """Run a call in the search thread; what it raises becomes an error of the protocol."""
        try:
            answer = await asyncio.wrap_future(self._live.submit(call))
        except ServerBusyError as error:
            problem = "too many calls wait; try again in a second"
            raise MCPError(types.INTERNAL_ERROR, problem) from error
        except NotFoundError as error:
            nearest = [each.id for each in error.nearest]
            raise MCPError(types.INVALID_PARAMS, error.problem, {"nearest": nearest}) from error
        except OptionError as error:
            raise MCPError(types.INVALID_PARAMS, str(error)) from error
        except Exception as error:
            # The text of the error may name folders.
            _log.error("%s", error, exc_info=not isinstance(error, WikisearchError))
            problem = "the index cannot be read; the log of the server has the reason"
            raise MCPError(types.INTERNAL_ERROR, problem) from error
        return answer.value


def _listed(tool: Tool) -> types.Tool:
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.input_schema(),
        output_schema=tool.output_schema(),
        annotations=_READ_ONLY,
    )


def _result(answer: Answer) -> types.CallToolResult:
    """Encode an answer as text for the model, and as the same value for programs.

    Some clients show the model only the text, others only the value: both have everything.
    """
    return types.CallToolResult(
        content=[types.TextContent(text=answer_text(answer))],
        structured_content=answer_value(answer),
        is_error=isinstance(answer, ErrorAnswer),
    )
