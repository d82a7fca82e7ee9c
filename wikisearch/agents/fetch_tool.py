"""The tool `fetch`: an id -> a page or a section, as Markdown between marks."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace
from itertools import accumulate

from wikisearch.agents.answer_budget import (
    MIN_CHARACTERS,
    AnswerLimits,
    answer_text,
    json_text,
)
from wikisearch.agents.arguments import Arguments, Parameter
from wikisearch.agents.page_reference import PageReference, find_reference
from wikisearch.agents.short_text import MAX_CATEGORY, short_url, shortened
from wikisearch.agents.text_window import text_length, text_window
from wikisearch.agents.tool import Tool, offset_parameter
from wikisearch.agents.tool_answers import FetchAnswer, FetchMetadata
from wikisearch.agents.untrusted_text import (
    cleaned,
    marked,
    on_one_line,
    visible_id,
    without_marks,
)
from wikisearch.index import Index
from wikisearch.render.page_markdown import markdown_blocks
from wikisearch.search.section_urls import section_url

_MAX_TITLE = 160
_PAGE_LIST_SHARE, _SECTION_LIST = 4, 400
"""The list of sections takes at most the fourth part of a page, or 400 characters of a section."""


def fetch_tool(limits: AnswerLimits) -> Tool:
    """Return the tool."""
    most = limits.max_chars
    return Tool(
        "fetch",
        "Read a page or a section",
        "Read a page or one section as Markdown. A section costs far less than a page."
        " metadata.sections lists all sections of the page; metadata.next_offset is there if text"
        " is left.",
        (
            Parameter("id", "string", "Page id, or page#anchor for a section.", is_required=True),
            offset_parameter("metadata.next_offset"),
            Parameter("max_chars", "integer", "Length of the answer.", most, MIN_CHARACTERS, most),
        ),
        fetch_text,
        FetchAnswer,
    )


def fetch_text(index: Index, arguments: Arguments, limits: AnswerLimits) -> FetchAnswer:
    """Return the text that an id names; raises NotFoundError for one that the wiki does not have.

    The answer as JSON has at most `max_chars` characters.
    """
    found = find_reference(index, arguments.text("id"))
    most = min(arguments.number("max_chars"), limits.max_chars)
    offset = arguments.number("offset")
    anchor = found.section.anchor if found.section else ""
    blocks = [without_marks(cleaned(block)) for block in markdown_blocks(found.page, anchor)]
    length = text_length(blocks)
    notes = arguments.notes
    if offset and offset >= length:
        notes += (f"offset {offset:,} is beyond the end; the text has {length:,} characters",)
    answer = _without_text(index, found, notes, most)
    # The longest offset stands in for the real one, which is known once the text is cut.
    longest = replace(answer.metadata, next_offset=length * 2)
    room = most - len(answer_text(replace(answer, metadata=longest)))
    window = text_window(blocks, offset, room)
    metadata = replace(answer.metadata, next_offset=window.next_offset)
    return replace(answer, metadata=metadata, text=marked(window.text))


def _without_text(
    index: Index, found: PageReference, notes: tuple[str, ...], most: int
) -> FetchAnswer:
    page, section = found.page, found.section
    titles = section.hierarchy if section else (page.title,)
    sections, left_out = _sections(found, most)
    more = (f"{left_out:,} more sections are not listed",) if left_out else ()
    return FetchAnswer(
        found.id,
        shortened(" › ".join(titles), _MAX_TITLE),
        short_url(section_url(index.url(page), section.anchor if section else "")),
        FetchMetadata(
            visible_id(page.id),
            index.generation,
            shortened(page.category, MAX_CATEGORY),
            None,
            sections,
            (*notes, *more),
        ),
        marked(""),
    )


def _sections(found: PageReference, most: int) -> tuple[Mapping[str, str], int]:
    """Return the headings of a page by their anchors, and how many have no room.

    Main headings come before the headings below them; beside a section, those that are near it.
    """
    sections = found.page.sections
    positions = [position for position, each in enumerate(sections) if each.anchor]
    if found.section:
        here, room = sections.index(found.section), _SECTION_LIST
        positions.sort(key=lambda position: abs(position - here))
    else:
        room = most // _PAGE_LIST_SHARE
        positions.sort(key=lambda position: sections[position].level)
    headings = {
        position: {visible_id(sections[position].anchor): on_one_line(sections[position].title)}
        for position in positions
    }
    lengths = accumulate(len(json_text(heading)) for heading in headings.values())
    listed = sorted(positions[: bisect_right(list(lengths), room)])
    names = {name: title for each in listed for name, title in headings[each].items()}
    return names, len(positions) - len(listed)
