"""Pages -> the languages that they declare, and sample texts of those that declare none."""

import html
import re
from collections.abc import Iterator, Sequence

from wikisearch.errors import PageError
from wikisearch.ingest.html.encoding import decode, is_binary
from wikisearch.ingest.page_input import PageInput
from wikisearch.ingest.sources.page_source import PageSource, SourceEntry

_HEAD = 8192
"""Bytes searched for the tag of the language."""

_SAMPLE = 200
"""Pages in the sample, evenly spread: enough to find the language of most files."""

_WHOLE_PAGE_TAG = re.compile(rb"<(?:html|body|main)\b([^>]*)", re.IGNORECASE)
_META_TAG = re.compile(rb"<meta\b([^>]*\b(?:language|og:locale(?!:))\b[^>]*)", re.IGNORECASE)
_CONTENT = re.compile(
    rb"""\scontent\s*+=\s*+["']?\s*+([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*+)""", re.IGNORECASE
)
_LANGUAGE = re.compile(rb"""\s(?:xml:)?lang\s*+=\s*+["']?([A-Za-z0-9-]{2,35})""", re.IGNORECASE)

_PART = 65_536
"""Bytes of a page that are searched for its text."""

_TEXT = 4_000
"""Characters taken from the middle of the text: menus are at its ends."""

_INVISIBLE = re.compile(
    r"<!--.*?(?:-->|\Z)|<(head|script|style|pre|code|template|svg)\b.*?(?:</\1\s*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<[^>]*>")


def declared_languages(entries: Sequence[SourceEntry], source: PageSource) -> Iterator[str]:
    """Yield the language tag of each page of a sample; empty if a page declares none."""
    return map(_declared, _sample(entries, source))


def undeclared_texts(entries: Sequence[SourceEntry], source: PageSource) -> Iterator[str]:
    """Yield some visible text of each page of the same sample that declares no language."""
    for page in _sample(entries, source):
        data = page.data[:_PART]
        if data and not _declared(page) and not is_binary(data):
            if len(data) == _PART:
                # Cut after a tag, so that no character is cut in two.
                data = data[: data.rfind(b">") + 1] or data
            text = _visible(decode(data, page.charset))
            middle = len(text) // 2
            yield text[max(0, middle - _TEXT // 2) : middle + _TEXT // 2]


def _declared(page: PageInput) -> str:
    if page.language:
        return page.language
    head = page.data[:_HEAD]
    for attributes in _WHOLE_PAGE_TAG.findall(head):
        match = _LANGUAGE.search(attributes)
        if match is not None:
            return match[1].decode("ascii")
    for attributes in _META_TAG.findall(head):
        if match := _CONTENT.search(attributes):
            return match[1].decode("ascii")
    return ""


def _sample(entries: Sequence[SourceEntry], source: PageSource) -> Iterator[PageInput]:
    """Read the pages of the sample, without redirects and those that cannot be read."""
    if len(entries) > _SAMPLE:
        entries = [entries[place * len(entries) // _SAMPLE] for place in range(_SAMPLE)]
    for entry in entries:
        try:
            page = source.read(entry)
        except PageError:
            continue  # the build reports it
        if isinstance(page, PageInput):
            yield page


def _visible(markup: str) -> str:
    """Return the text of a page, roughly: the sample has two hundred pages."""
    # Every `<` before the last `>` ends a tag, so that the search never scans to the end in vain.
    tags, end, text = _INVISIBLE.sub(" ", markup).rpartition(">")
    return " ".join(html.unescape(_TAG.sub(" ", tags + end) + text).split())
