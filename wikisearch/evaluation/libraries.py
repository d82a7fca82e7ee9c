"""The libraries of the extra `eval`, which are imported on first use."""

from importlib import import_module

from wikisearch.errors import MissingLibraryError, install


def require_libraries(*, comparing: bool = False) -> None:
    """Raise MissingLibraryError if a library is missing that evaluation, or comparison, needs."""
    for module in ("ir_measures", "scipy.stats") if comparing else ("ir_measures",):
        try:
            import_module(module)
        except ImportError as error:
            library = module.partition(".")[0]
            raise MissingLibraryError(
                f"evaluation needs {library}", remedy=install("eval")
            ) from error
