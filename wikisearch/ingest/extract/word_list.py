"""A text file beside this module -> its words."""

from importlib.resources import files


def word_list(name: str) -> frozenset[str]:
    """Read the words of a file; lines that begin with `#` are comments."""
    return frozenset(word for line in phrase_list(name) for word in line.split())


def phrase_list(name: str) -> frozenset[str]:
    """Read the lines of a file; those that begin with `#` are comments."""
    text = files("wikisearch.ingest.extract").joinpath(name).read_text("utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))
