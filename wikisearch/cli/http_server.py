"""The server of `wikisearch serve`, which `wikisearch mcp --http` runs too."""

from typing import TYPE_CHECKING, Any

from wikisearch._lazy import lazy_module
from wikisearch.cli.output import note
from wikisearch.errors import MissingLibraryError, install

if TYPE_CHECKING:
    from wikisearch.server import run_server, server_settings
else:
    run_server = lazy_module("wikisearch.server.run_server")
    server_settings = lazy_module("wikisearch.server.server_settings")


def serve_http(path: str = "", **options: Any) -> None:
    """Serve until a signal ends it; `path` is the part of the address that a note shows.

    Options are those of ServerSettings. Raises MissingLibraryError without the libraries.
    """
    try:
        settings = server_settings.ServerSettings(**options)
        run = run_server.run_server
    except ModuleNotFoundError as error:
        raise missing_library("serve", error) from error
    if settings.is_public:
        note(f"note: any machine that reaches {settings.host} can search this index")
    directory = settings.directory
    run(settings, lambda url: note(f"serving {directory} at {url}{path}; stop with Ctrl-C"))


def missing_library(extra: str, error: ModuleNotFoundError) -> MissingLibraryError:
    """Return the error of a command without the libraries of its extra."""
    library = str(error.name).partition(".")[0]
    return MissingLibraryError(extra, f"needs {library}", install(extra))
