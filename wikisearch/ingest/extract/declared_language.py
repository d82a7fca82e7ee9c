"""Files -> the languages that they say they are in, and the text that tells where they do not."""

import html
import re
from collections.abc import Iterator, Sequence

from wikisearch.ingest.html.encoding import decode, is_binary
from wikisearch.ingest.sources.folder import SourceFile

_HEAD = 8192
"""Bytes looked at; what is before `<html>` is not longer on any page that means well."""

_SAMPLE = 200
"""Files looked at, spread over all: enough to tell what most of them are in."""

_LANGUAGE = re.compile(
    rb"""<html\b[^>]*?\s(?:xml:)?lang\s*=\s*["']?([A-Za-z0-9-]{2,35})""", re.IGNORECASE
)

_PART = 65_536
"""Bytes read of a page for its text."""

_TEXT = 4_000
"""Characters taken of it, from the middle: menus stand around it, and a long page tells no more."""

_UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(head|script|style|pre|code|template|svg)\b.*?(?:</\1\s*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<[^>]*>")


def declared_languages(files: Sequence[SourceFile]) -> Iterator[str]:
    """Yield the tag of each file of a sample, empty for one that bears none."""
    for file in _sample(files):
        data = _beginning(file, _HEAD)
        if data is not None:
            match = _LANGUAGE.search(data)
            yield match.group(1).decode("ascii") if match else ""


def undeclared_texts(files: Sequence[SourceFile]) -> Iterator[str]:
    """Yield some visible text of each file of the same sample that bears no tag."""
    for file in _sample(files):
        data = _beginning(file, _PART)
        if data and not _LANGUAGE.search(data[:_HEAD]) and not is_binary(data):
            if len(data) == _PART:
                # Cut behind a tag, so that no character is cut in two.
                data = data[: data.rfind(b">") + 1] or data
            text = _visible(decode(data))
            middle = len(text) // 2
            yield text[max(0, middle - _TEXT // 2) : middle + _TEXT // 2]


def _sample(files: Sequence[SourceFile]) -> Sequence[SourceFile]:
    if len(files) <= _SAMPLE:
        return files
    return [files[place * len(files) // _SAMPLE] for place in range(_SAMPLE)]


def _beginning(file: SourceFile, size: int) -> bytes | None:
    try:
        if file.location.is_file():  # to open a pipe would wait for who writes to it
            with file.location.open("rb") as opened:
                return opened.read(size)
    except OSError:
        pass
    return None  # reading it in earnest will say why it cannot be read


def _visible(markup: str) -> str:
    """Text of a page, roughly: what is wrong with one page does not count among two hundred."""
    return " ".join(html.unescape(_TAG.sub(" ", _UNSEEN.sub(" ", markup))).split())
