"""Name -> engine, whose library is imported only when it is asked for."""

from importlib import import_module
from typing import Any

from wikisearch.engines.base import Engine
from wikisearch.errors import MissingLibraryError, OptionError

DEFAULT_ENGINE = "whoosh"

_ENGINES = {
    "whoosh": ("wikisearch.engines.whoosh", "WhooshEngine"),
    "tantivy": ("wikisearch.engines.tantivy", "TantivyEngine"),
    "opensearch": ("wikisearch.engines.opensearch", "OpenSearchEngine"),
}
_REMOTE = ("opensearch",)

ENGINE_NAMES = tuple(_ENGINES)


def engine_named(name: str, url: str = "") -> Engine:
    """Engine of that name, and at that URL if it is one of a cluster.

    Raises OptionError for a name that is none, MissingLibraryError when its library is missing.
    """
    if name not in _ENGINES:
        raise OptionError(f"no engine is called {name!r}; there are: {', '.join(_ENGINES)}")
    module, attribute = _ENGINES[name]
    try:
        kind: Any = getattr(import_module(module), attribute)
    except ModuleNotFoundError as error:
        library = str(error.name).partition(".")[0]
        raise MissingLibraryError(
            f'the engine {name} needs {library}; run: pip install "wikisearch[{name}]"'
        ) from error
    if url and name not in _REMOTE:
        raise OptionError(f"the engine {name} keeps its index in a folder; leave out --url")
    engine: Engine = kind(url) if url else kind()
    return engine
