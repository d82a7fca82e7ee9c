"""`wikisearch serve`."""

from typing import TYPE_CHECKING

import click

from wikisearch._lazy import lazy_module
from wikisearch.cli.exit_codes import exit_codes
from wikisearch.cli.options import index_option
from wikisearch.cli.output import note
from wikisearch.errors import MissingLibraryError, install

if TYPE_CHECKING:
    from typing import Any

    from wikisearch.server import run_server, server_settings
else:
    run_server = lazy_module("wikisearch.server.run_server")
    server_settings = lazy_module("wikisearch.server.server_settings")


@exit_codes("never: a signal ends the server")
@click.command("serve")
@index_option
@click.option(
    "--title", default="wikisearch", metavar="TEXT", help="Name of the wiki on its pages."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on; 0 for any.")
@click.option("--workers", default=1, show_default=True, help="Number of processes.")
@click.option(
    "--allow-host",
    "allowed_hosts",
    multiple=True,
    metavar="NAME",
    help="Name under which clients reach the server, such as wiki.example. Repeat it for several;"
    " `*` for any.",
)
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
    help="Requests per second and client; 0 for no limit.  [default: 20; on loopback, no limit]",
)
@click.option(
    "--deadline",
    default=2.0,
    show_default=True,
    metavar="SECONDS",
    help="Time until a request without an answer fails.",
)
@click.option("--metrics", "has_metrics", is_flag=True, help="Answer /metrics, for Prometheus.")
def serve_command(**options: "Any") -> None:
    """Serve the search as a web page, and as a JSON API.

    The server opens each new generation of the index by itself. It has no authentication: on a
    public address, put a proxy before it.

    \b
    Examples:
      wikisearch serve
      wikisearch serve --index python --port 8080
      wikisearch serve --host 0.0.0.0 --allow-host wiki.example --workers 2
    """
    try:
        settings = server_settings.ServerSettings(**options)
        run = run_server.run_server
    except ModuleNotFoundError as error:
        library = str(error.name).partition(".")[0]
        raise MissingLibraryError("serve", f"needs {library}", install("serve")) from error
    if settings.is_public:
        note(f"note: any machine that reaches {settings.host} can search this index")
    run(settings, lambda url: note(f"serving {settings.directory} at {url}; stop with Ctrl-C"))
