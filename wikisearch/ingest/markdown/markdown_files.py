"""Which files are Markdown, and whether they can be read."""

from functools import cache
from importlib.util import find_spec

from wikisearch.model.ids import MARKDOWN_SUFFIXES

_LIBRARIES = ("markdown_it", "mdit_py_plugins", "yaml")


def is_markdown(path: str) -> bool:
    """Return whether a path is that of a Markdown file."""
    return path.lower().endswith(MARKDOWN_SUFFIXES)


@cache
def missing_library() -> str:
    """Return the first library of the extra `markdown` that is not installed, or an empty text."""
    return next((name for name in _LIBRARIES if find_spec(name) is None), "")
