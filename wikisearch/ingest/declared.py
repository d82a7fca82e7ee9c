"""Files -> the languages that they say they are in, without reading them whole."""

import re
from collections.abc import Iterator, Sequence

from wikisearch.ingest.corpus import SourceFile

_HEAD = 8192
"""Bytes looked at; what is before `<html>` is not longer on any page that means well."""

_SAMPLE = 200
"""Files looked at, spread over all: enough to tell what most of them are in."""

_LANGUAGE = re.compile(
    rb"""<html\b[^>]*?\s(?:xml:)?lang\s*=\s*["']?([A-Za-z0-9-]{2,35})""", re.IGNORECASE
)


def declared_languages(files: Sequence[SourceFile]) -> Iterator[str]:
    """Yield the tag of each file of a sample that bears one."""
    step = max(1, len(files) // _SAMPLE)
    for file in files[::step]:
        try:
            with file.location.open("rb") as opened:
                match = _LANGUAGE.search(opened.read(_HEAD))
        except OSError:
            continue  # reading it in earnest will say why it cannot be read
        if match is not None:
            yield match.group(1).decode("ascii")
