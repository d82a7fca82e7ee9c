"""A page that was extracted alone -> the facts that the survey compares."""

from collections.abc import Iterator, Sequence
from itertools import islice

from wikisearch.ingest.extract.extraction import Extraction
from wikisearch.ingest.extract.intro.page_description import page_description
from wikisearch.ingest.extract.lines.labels import is_intro
from wikisearch.ingest.extract.lines.line_kinds import is_sentence
from wikisearch.ingest.extract.lines.notices import notice_lines
from wikisearch.ingest.extract.metadata.linked_data import LinkedData
from wikisearch.ingest.extract.page_purpose import has_noindex, has_search_form
from wikisearch.ingest.extract.raw_sections import Content
from wikisearch.ingest.extract.titles.document_title import full_document_title
from wikisearch.ingest.extract.titles.title_edges import title_edges
from wikisearch.ingest.survey.line_keys import (
    heading_key,
    key_after_name,
    line_key,
    line_words,
)
from wikisearch.ingest.survey.page_facts import PageFacts
from wikisearch.model.digest import digest

_EDGE = 80
"""Lines at each edge of the content that can be repeated on other pages."""
_MAX_LINKS = 300
"""Lines of links per page that are compared with those of other pages."""
_MAX_WORDS = 150
_MAX_SENTENCES = 3


def page_facts(found: Extraction) -> PageFacts:
    """Collect the facts of a page that was extracted alone."""
    keys: list[str] = []
    links: list[str] = []
    words: set[str] = set()
    lines = list(_lines(found.content))
    for at, (is_heading, text, is_link) in enumerate(lines):
        near_edge = at < _EDGE or at >= len(lines) - _EDGE
        if near_edge or is_link:
            key = heading_key(text) if is_heading else line_key(text)
            keys.append(key if near_edge else "")
            if is_link:
                links.append(key)
                words |= line_words(text) if near_edge else set()
    edge = [key for key in keys if key]
    named = full_document_title(found.parsed.tree)
    headers = filter(None, (key_after_name(text, named) for text in _above(found.content)))
    return PageFacts(
        content=digest("\n".join(text for _, text, is_link in lines if not is_link), 8),
        document_title=named,
        title=found.title.text,
        title_edges=title_edges(found.parsed.tree, found.parsed.main, named),
        is_shown=found.title.heading is not None or found.title.is_first_line,
        top=tuple(dict.fromkeys((*edge[:_EDGE], *headers))),
        bottom=tuple(dict.fromkeys(edge[-_EDGE:])),
        links=tuple(dict.fromkeys(links))[:_MAX_LINKS],
        link_words=tuple(islice(sorted(words), _MAX_WORDS)),
        notices=_notices(found),
        sentences=tuple(islice(_sentences(lines), _MAX_SENTENCES)),
        descriptions=_descriptions(found),
        is_noindex=has_noindex(found.parsed.tree),
        has_form=has_search_form(found.parsed.tree, found.parsed.main),
        content_element=found.parsed.main.name,
    )


def _above(content: Content) -> Iterator[str]:
    """Yield the lines above the title."""
    return (line.text for line in content.top.lines[: min(content.lines_before_title, _EDGE)])


def _notices(found: Extraction) -> tuple[str, ...]:
    lines = notice_lines(found.parsed.tree, found.content)
    return tuple(sorted({line_key(line.text) for line in lines}))


def _descriptions(found: Extraction) -> tuple[str, ...]:
    tree = found.parsed.tree
    description = page_description(tree, LinkedData(tree.linked_data), found.title.text)
    return description.keys if description is not None else ()


def _sentences(lines: Sequence[tuple[bool, str, bool]]) -> Iterator[str]:
    """Yield the keys of sentences, and of what introduces lists, in the first half of a page."""
    half = islice(lines, (len(lines) + 1) // 2)
    texts = (text for _, text, is_link in half if not is_link)
    return (line_key(text) for text in texts if is_sentence(text) or is_intro(text))


def _lines(content: Content) -> Iterator[tuple[bool, str, bool]]:
    """Yield the headings and lines in page order: is it a heading, its text, is it of links."""
    rest = content.rest.lines if content.rest is not None else []
    last = set(map(id, rest))
    for raw in (content.top, *content.raw_sections):
        if raw is not content.top:
            yield True, raw.title, False
        lines = (line for line in raw.lines if id(line) not in last)
        yield from ((False, line.text, line.is_mostly_links) for line in lines)
    yield from ((False, line.text, line.is_mostly_links) for line in rest)
