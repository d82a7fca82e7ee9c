"""Options that commands share."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import click

from wikisearch.model.request import DEFAULT_LIMIT
from wikisearch.render.terminal import Terminal

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
        help="Keep the index on an OpenSearch cluster, like https://host:9200/wiki?shards=3.",
    )(function)


def limit_option(text: str) -> Callable[[Function], Function]:
    """Add `--limit`, with what it says in the help."""
    return click.option("--limit", "-n", default=DEFAULT_LIMIT, show_default=True, help=text)


@contextmanager
def reading_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Show on a terminal how much is done; give what is told the pages done and all there are."""
    with click.progressbar(
        length=0, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:

        def show(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield show


def terminal() -> Terminal:
    """As wide as the window; in colour on a terminal, unless NO_COLOR asks for none."""
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return Terminal(colour=colour, width=min(shutil.get_terminal_size((100, 24)).columns, 120))


def readable(argument: str) -> str:
    """Argument with what is not UTF-8 in it replaced: it could not be printed again."""
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
