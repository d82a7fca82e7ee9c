"""Files -> the languages that they declare, and sample texts of those that declare none."""

import html
import re
from collections.abc import Iterator, Sequence

from wikisearch.ingest.html.encoding import decode, is_binary
from wikisearch.ingest.sources.folder import SourceFile

_HEAD = 8192
"""Bytes searched for the tag of the language."""

_SAMPLE = 200
"""Files in the sample, evenly spread: enough to find the language of most files."""

_WHOLE_PAGE_TAG = re.compile(rb"<(?:html|body|main)\b([^>]*)", re.IGNORECASE)
_META_TAG = re.compile(rb"<meta\b([^>]*\b(?:content-)?language\b[^>]*)", re.IGNORECASE)
_CONTENT = re.compile(
    rb"""\scontent\s*+=\s*+["']?\s*+([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*+)""", re.IGNORECASE
)
_LANGUAGE = re.compile(rb"""\s(?:xml:)?lang\s*+=\s*+["']?([A-Za-z0-9-]{2,35})""", re.IGNORECASE)

_PART = 65_536
"""Bytes of a file that are read for its text."""

_TEXT = 4_000
"""Characters taken from the middle of the text: menus are at its ends."""

_INVISIBLE = re.compile(
    r"<!--.*?(?:-->|\Z)|<(head|script|style|pre|code|template|svg)\b.*?(?:</\1\s*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<[^>]*>")


def declared_languages(files: Sequence[SourceFile]) -> Iterator[str]:
    """Yield the language tag of each file of a sample; empty if a file declares none."""
    for file in _sample(files):
        data = _start(file, _HEAD)
        if data is not None:
            yield _declared(data)


def undeclared_texts(files: Sequence[SourceFile]) -> Iterator[str]:
    """Yield some visible text of each file of the same sample that declares no language."""
    for file in _sample(files):
        data = _start(file, _PART)
        if data and not _declared(data[:_HEAD]) and not is_binary(data):
            if len(data) == _PART:
                # Cut after a tag, so that no character is cut in two.
                data = data[: data.rfind(b">") + 1] or data
            text = _visible(decode(data))
            middle = len(text) // 2
            yield text[max(0, middle - _TEXT // 2) : middle + _TEXT // 2]


def _declared(head: bytes) -> str:
    for attributes in _WHOLE_PAGE_TAG.findall(head):
        match = _LANGUAGE.search(attributes)
        if match is not None:
            return match[1].decode("ascii")
    for attributes in _META_TAG.findall(head):
        if match := _CONTENT.search(attributes):
            return match[1].decode("ascii")
    return ""


def _sample(files: Sequence[SourceFile]) -> Sequence[SourceFile]:
    if len(files) <= _SAMPLE:
        return files
    return [files[place * len(files) // _SAMPLE] for place in range(_SAMPLE)]


def _start(file: SourceFile, size: int) -> bytes | None:
    try:
        if file.location.is_file():  # opening a pipe waits for a writer
            with file.location.open("rb") as opened:
                return opened.read(size)
    except OSError:
        pass
    return None  # the build reports why the file cannot be read


def _visible(markup: str) -> str:
    """Return the text of a page, roughly: the sample has two hundred pages."""
    # Every `<` before the last `>` ends a tag, so that the search never scans to the end in vain.
    tags, end, text = _INVISIBLE.sub(" ", markup).rpartition(">")
    return " ".join(html.unescape(_TAG.sub(" ", tags + end) + text).split())
