"""Options and arguments that several commands have."""

from collections.abc import Callable
from typing import TypeVar

import click

from wikisearch.model.request import DEFAULT_LIMIT

Function = TypeVar("Function", bound=Callable[..., object])


def index_option(function: Function) -> Function:
    """Add `--index`."""
    return click.option(
        "--index",
        "directory",
        default="index",
        show_default=True,
        metavar="DIR",
        help="Folder of the index.",
    )(function)


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


def limit_option(text: str) -> Callable[[Function], Function]:
    """Add `--limit` with this help text."""
    return click.option("--limit", "-n", default=DEFAULT_LIMIT, show_default=True, help=text)


def chosen_engine(engine: str | None, url: str) -> str | None:
    """Return the engine that `--engine` names, or that `--url` implies."""
    return engine or ("opensearch" if url else None)


def readable(argument: str) -> str:
    """Replace bytes of an argument that are not UTF-8; they could not be printed."""
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
