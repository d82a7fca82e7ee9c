"""Engine name -> engine. The library of an engine is imported when the engine is first used."""

from importlib import import_module
from typing import Any

from wikisearch.engines.base import Engine
from wikisearch.errors import MissingLibraryError, OptionError, install

DEFAULT_ENGINE = "whoosh"

_ENGINES = {
    "whoosh": ("wikisearch.engines.whoosh", "WhooshEngine"),
    "tantivy": ("wikisearch.engines.tantivy", "TantivyEngine"),
    "opensearch": ("wikisearch.engines.opensearch", "OpenSearchEngine"),
}
_REMOTE = ("opensearch",)

ENGINE_NAMES = tuple(_ENGINES)


def engine_named(name: str, url: str = "") -> Engine:
    """Return the engine of that name; `url` is the cluster of a remote engine.

    Raises OptionError for an unknown name, MissingLibraryError if its library is not installed.
    """
    if name not in _ENGINES:
        raise OptionError(
            f"engine {name!r}", "there is no such engine", f"use one of {', '.join(_ENGINES)}"
        )
    module, attribute = _ENGINES[name]
    try:
        engine_class: Any = getattr(import_module(module), attribute)
    except ModuleNotFoundError as error:
        library = str(error.name).partition(".")[0]
        raise MissingLibraryError(
            f"the engine {name} needs {library}",
            remedy=install(name),
        ) from error
    if url and name not in _REMOTE:
        raise OptionError("--url", f"the engine {name} keeps its index in a folder", "remove --url")
    engine: Engine = engine_class(url) if url else engine_class()
    return engine
