"""`wikisearch serve`."""

from typing import Any

import click

from wikisearch.cli.exit_codes import exit_codes
from wikisearch.cli.http_server import serve_http
from wikisearch.cli.options import address_options, index_option, log_option
from wikisearch.server.server_settings import DEFAULT_CACHE, DEFAULT_CONNECTIONS, PUBLIC_RATE


@exit_codes("never: a signal ends the server")
@click.command("serve")
@index_option
@click.option(
    "--title", default="wikisearch", metavar="TEXT", help="Name of the wiki on its pages."
)
@address_options
@click.option("--workers", default=1, show_default=True, help="Number of processes.")
@click.option(
    "--cors",
    "origins",
    multiple=True,
    metavar="ORIGIN",
    help="Origin whose pages may read the API, such as https://site.example; `*` for any.",
)
@click.option(
    "--root-path", default="", metavar="PATH", help="Path of the server behind a proxy: /wiki."
)
@click.option(
    "--rate",
    type=float,
    metavar="N",
    help="Requests per second and client; 0 for no limit."
    f"  [default: {PUBLIC_RATE:g}; on loopback, no limit]",
)
@click.option(
    "--deadline",
    default=2.0,
    show_default=True,
    metavar="SECONDS",
    help="Time until a request without an answer fails.",
)
@click.option(
    "--connections",
    "max_connections",
    default=DEFAULT_CONNECTIONS,
    show_default=True,
    metavar="N",
    help="Open connections of each process; further ones get 503.",
)
@click.option(
    "--cache",
    "cache_megabytes",
    default=DEFAULT_CACHE,
    show_default=True,
    metavar="MB",
    help="Size of the cache of answers to searches; 0 for none.",
)
@log_option
@click.option("--metrics", "has_metrics", is_flag=True, help="Answer /metrics, for Prometheus.")
def serve_command(**options: Any) -> None:
    """Serve the search as a web page, and as a JSON API.

    The server opens each new generation of the index by itself. It has no authentication: on a
    public address, put a proxy before it.

    \b
    Examples:
      wikisearch serve
      wikisearch serve --index python --port 8080
      wikisearch serve --host 0.0.0.0 --allow-host wiki.example --workers 2
    """
    serve_http(**options)
