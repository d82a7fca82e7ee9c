"""`wikisearch mcp`."""

import json
import sys
from contextlib import closing, nullcontext
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from wikisearch._interrupts import signals_end_the_process
from wikisearch._lazy import lazy_module
from wikisearch.agents.answer_budget import (
    DEFAULT_CHARACTERS,
    DEFAULT_RESULTS,
    DEFAULT_TOKENS,
    AnswerLimits,
)
from wikisearch.agents.client_config import CLIENTS, command_config, url_config
from wikisearch.cli.exit_codes import exit_codes
from wikisearch.cli.http_server import missing_library, serve_http
from wikisearch.cli.options import address_options, index_option, log_option
from wikisearch.cli.output import note, write
from wikisearch.cli.streams import OutputError
from wikisearch.live_index import LiveIndex
from wikisearch.query_log import QueryLog
from wikisearch.render.line import JsonText

if TYPE_CHECKING:
    from wikisearch.agents import mcp_server
else:
    mcp_server = lazy_module("wikisearch.agents.mcp_server")

_PROGRAM = "wikisearch"


@exit_codes("the client has closed the connection")
@click.command("mcp")
@index_option
@click.option(
    "--about", default="", metavar="TEXT", help="What the wiki is about; models read it first."
)
@click.option(
    "--max-tokens",
    default=DEFAULT_TOKENS,
    show_default=True,
    help="Maximum tokens of an answer with a list; estimated: three bytes are a token.",
)
@click.option(
    "--max-chars",
    default=DEFAULT_CHARACTERS,
    show_default=True,
    help="Maximum characters of an answer with text.",
)
@click.option(
    "--max-results",
    default=DEFAULT_RESULTS,
    show_default=True,
    help="Maximum number of results in an answer.",
)
@click.option("--http", is_flag=True, help="Run `wikisearch serve`, which answers at /mcp.")
@address_options
@log_option
@click.option(
    "--print-config",
    "client",
    type=click.Choice(list(CLIENTS)),
    help="Print the block that makes a client start this server, and stop.",
)
def mcp_command(
    directory: str, about: str, http: bool, log: str, client: str | None, **options: Any
) -> None:
    """Serve the wiki to language-model agents, over MCP.

    The server answers on stdin and stdout, as a client that starts it expects. It has five tools
    that only read: search, fetch, define, related and outline. No tool opens a URL or a file, and
    nothing leaves this machine.

    \b
    Examples:
      wikisearch mcp
      wikisearch mcp --index python --about "The Python glossary."
      wikisearch mcp --http --port 8080
      wikisearch mcp --print-config claude > .mcp.json
    """
    address = {name: options.pop(name) for name in ("host", "port", "allowed_hosts")}
    limits = AnswerLimits(**options)
    source = click.get_current_context().get_parameter_source
    if not http and any(source(name) is ParameterSource.COMMANDLINE for name in address):
        raise click.UsageError("--host, --port and --allow-host need --http")
    if client:
        config = (
            url_config(client, _url(address))
            if http
            else command_config(client, _words(directory, about, limits, log))
        )
        write(JsonText(json.dumps(config, ensure_ascii=False, indent=2)))
        return
    try:
        server = mcp_server.WikiServer
    except ModuleNotFoundError as error:
        raise missing_library("mcp", error) from error
    if http:
        serve_http("mcp", directory=directory, limits=limits, about=about, log=log, **address)
        return
    queries = QueryLog(Path(log)) if log else None
    with LiveIndex(directory) as live, closing(queries) if queries else nullcontext():
        _serve_stdio(server(live, limits, about, queries))


def _serve_stdio(server: "mcp_server.WikiServer") -> None:
    """Answer on stdin and stdout until the client closes them."""
    if sys.stdin.isatty():
        note("note: a client starts this command; see wikisearch mcp --print-config claude")
    try:
        with signals_end_the_process():  # no handler runs while a thread reads from stdin
            server.run_stdio()
    except BrokenPipeError as error:
        raise OutputError(error) from error


def _url(address: dict[str, Any]) -> str:
    """Return the URL for a client on this machine, or for one that uses the first allowed name.

    Raises UsageError for port 0, whose number is not known before the server runs.
    """
    if not address["port"]:
        raise click.UsageError("--print-config needs the number of a --port")
    names = [name for name in address["allowed_hosts"] if name != "*"]
    host = (*names, address["host"])[0]
    return f"http://{f'[{host}]' if ':' in host else host}:{address['port']}/mcp"


def _words(directory: str, about: str, limits: AnswerLimits, log: str) -> list[str]:
    """Return the command that starts this server from any folder."""
    script = Path(sys.argv[0]).absolute()
    program = [str(script)] if script.stem == _PROGRAM else [sys.executable, "-m", _PROGRAM]
    options: dict[str, object] = {"index": Path(directory).absolute()}
    if about:
        options["about"] = about
    if log:
        options["log"] = Path(log).absolute()
    for each in fields(limits):
        if getattr(limits, each.name) != each.default:
            options[each.name.replace("_", "-")] = getattr(limits, each.name)
    named = (word for name, value in options.items() for word in (f"--{name}", str(value)))
    return [*program, "mcp", *named]
