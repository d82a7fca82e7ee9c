"""Name -> engine, whose library is imported only when it is asked for."""

from importlib import import_module
from typing import Any

from wikisearch.engines.base import Engine
from wikisearch.errors import OptionError

DEFAULT_ENGINE = "whoosh"

_ENGINES = {
    "whoosh": ("wikisearch.engines.whoosh", "WhooshEngine"),
    "tantivy": ("wikisearch.engines.tantivy", "TantivyEngine"),
}


def engine_named(name: str) -> Engine:
    """Engine of that name; raises OptionError for a name that is none."""
    if name not in _ENGINES:
        raise OptionError(f"no engine is called {name!r}; there are: {', '.join(_ENGINES)}")
    module, attribute = _ENGINES[name]
    kind: Any = getattr(import_module(module), attribute)
    engine: Engine = kind()
    return engine
