"""Options and arguments that several commands have."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from wikisearch._lazy import lazy_module
from wikisearch.cli.environment import INDEX_VARIABLE
from wikisearch.model.request import DEFAULT_LIMIT

if TYPE_CHECKING:
    from wikisearch.cli import completions
else:
    completions = lazy_module("wikisearch.cli.completions")

RECORD_FORMATS = ("text", "json", "jsonl", "csv", "tsv", "table")
"""Formats of commands that list records."""


Function = TypeVar("Function", bound=Callable[..., object])


def index_option(function: Function) -> Function:
    """Add `--index`."""
    return click.option(
        "--index",
        "directory",
        default="index",
        envvar=INDEX_VARIABLE,
        metavar="DIR",
        shell_complete=_completion("complete_index"),
        help=f"Folder of the index.  [default: {INDEX_VARIABLE}, or index]",
    )(function)


def term_argument(name: str, *, required: bool = True) -> Callable[[Function], Function]:
    """Add an argument that names a term, and that TAB completes."""
    complete = _completion("complete_term")
    return click.argument(name, required=required, shell_complete=complete)


def category_option(text: str) -> Callable[[Function], Function]:
    """Add `--category`, which may be repeated, with this help text."""
    return click.option(
        "--category",
        "categories",
        multiple=True,
        metavar="NAME",
        shell_complete=_completion("complete_category"),
        help=text,
    )


def open_option(function: Function) -> Function:
    """Add `--open`."""
    text = "Open the page in a web browser."
    return click.option("--open", "opens", is_flag=True, help=text)(function)


def format_options(function: Function) -> Function:
    """Add `--format` and `--json`; `chosen_format` joins them."""
    choice = click.option(
        "--format", "output_format", type=click.Choice(RECORD_FORMATS), help="Output format."
    )
    return choice(
        click.option("--json", "as_json", is_flag=True, help="Same as --format json.")(function)
    )


def chosen_format(name: str | None, *, as_json: bool) -> str:
    """Return the output format that `--format` or `--json` names."""
    if as_json and name not in {None, "json"}:
        raise click.UsageError(f"--json and --format {name} exclude each other")
    return "json" if as_json else name or "text"


def _completion(name: str) -> Callable[..., list[Any]]:
    """Return a function of `completions`, which is imported when TAB is pressed."""

    def complete(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[Any]:
        found: list[Any] = getattr(completions, name)(ctx, parameter, incomplete)
        return found

    return complete


def json_option(function: Function) -> Function:
    """Add `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(function)


def url_option(function: Function) -> Function:
    """Add `--url`."""
    return click.option(
        "--url",
        default="",
        metavar="URL",
        help="Address of an OpenSearch cluster that holds the index, such as"
        " https://host:9200/wiki?shards=3. Implies --engine opensearch.",
    )(function)


def address_options(function: Function) -> Function:
    """Add `--host`, `--port` and `--allow-host`, of a server."""
    host = click.option(
        "--host", default="127.0.0.1", show_default=True, help="Address to listen on."
    )
    port = click.option(
        "--port", default=8000, show_default=True, help="Port to listen on; 0 for any."
    )
    names = click.option(
        "--allow-host",
        "allowed_hosts",
        multiple=True,
        metavar="NAME",
        help="Name under which clients reach the server, such as wiki.example. Repeat it for"
        " several; `*` for any.",
    )
    return host(port(names(function)))


def log_option(function: Function) -> Function:
    """Add `--log`, the folder of a query log."""
    return click.option(
        "--log",
        default="",
        metavar="FOLDER",
        help="Log queries and clicks in this folder, in a file for each day.",
    )(function)


def limit_option(text: str) -> Callable[[Function], Function]:
    """Add `--limit` with this help text."""
    return click.option("--limit", "-n", default=DEFAULT_LIMIT, show_default=True, help=text)


def chosen_engine(engine: str | None, url: str) -> str | None:
    """Return the engine that `--engine` names, or that `--url` implies."""
    return engine or ("opensearch" if url else None)


def readable(argument: str) -> str:
    """Replace bytes of an argument that are not UTF-8; they could not be printed."""
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
