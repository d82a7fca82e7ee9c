"""A query string -> the part of it that is read, before anything looks at it."""

import re
from itertools import islice

from wikisearch.analysis.characters.invisible import without_invisible

MAX_CHARACTERS = 4_000
"""Characters of a query that are read."""

MAX_TOKENS = 1_000
"""Runs of letters and digits that are read: `a-a-a` is one word of three."""

_TOKEN = re.compile(r"[^\W_]+")


def truncated(query: str) -> tuple[str, tuple[str, ...]]:
    """Return the visible beginning of a query within the limits, and a note if it was cut off.

    Analysis and name lookup take time in proportion to the text, so both get the truncated query.
    """
    text = without_invisible(query[:MAX_CHARACTERS])
    notes: tuple[str, ...] = ()
    if len(query) > MAX_CHARACTERS:
        notes = (f"only the first {MAX_CHARACTERS:,} characters were searched for",)
    if len(text) <= MAX_TOKENS:
        return text, notes
    last = next(islice(_TOKEN.finditer(text), MAX_TOKENS - 1, None), None)
    if last is not None and _TOKEN.search(text, last.end()):
        text = text[: last.end()]
        notes = (f"only the first {MAX_TOKENS:,} tokens were searched for",)
    return text, notes
