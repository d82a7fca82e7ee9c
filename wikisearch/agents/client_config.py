"""The blocks with which clients of MCP find this server."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

_NAME = "wikisearch"


def _claude(server: Mapping[str, Any]) -> dict[str, Any]:
    kind = {"type": "http"} if "url" in server else {}
    return {"mcpServers": {_NAME: {**kind, **server}}}


def _cursor(server: Mapping[str, Any]) -> dict[str, Any]:
    return {"mcpServers": {_NAME: dict(server)}}


def _vscode(server: Mapping[str, Any]) -> dict[str, Any]:
    kind = "http" if "url" in server else "stdio"
    return {"servers": {_NAME: {"type": kind, **server}}}


CLIENTS: Mapping[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "claude": _claude,
    "cursor": _cursor,
    "vscode": _vscode,
}
"""Client -> the block for its file: `.mcp.json`, `.cursor/mcp.json`, `.vscode/mcp.json`."""


def command_config(client: str, words: Sequence[str]) -> dict[str, Any]:
    """Return the block of a client that starts the server with a command."""
    program, *arguments = words
    return CLIENTS[client]({"command": program, "args": arguments})


def url_config(client: str, url: str) -> dict[str, Any]:
    """Return the block of a client that calls a server over HTTP."""
    return CLIENTS[client]({"url": url})
