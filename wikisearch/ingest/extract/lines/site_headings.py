"""Headings with the name of the site above the content: no section of a page is about the site."""

from itertools import takewhile

from wikisearch.ingest.extract.raw_sections import Content, RawSection
from wikisearch.ingest.html.element import ENTRY_RANK
from wikisearch.ingest.html.link_targets import is_linkable
from wikisearch.ingest.survey.survey import FolderSurvey


def join_site_headings(content: Content, survey: FolderSurvey) -> None:
    """Move the lines below such headings to the top of the page.

    They are before the title, or the first heading if no heading has the title. One with an
    address stays.
    """
    top, raw_sections = content.top, content.raw_sections

    def is_site(raw: RawSection) -> bool:
        return survey.is_name_of_site(raw.title) and not is_linkable(raw.heading)

    before_title = list(takewhile(is_site, takewhile(_is_before_title, raw_sections)))
    lines = [line for raw in before_title for line in raw.lines]
    at = content.lines_before_title
    top.lines[at:at] = lines
    content.lines_before_title += len(lines)
    del raw_sections[: len(before_title)]
    if raw_sections and not (before_title or top.lines) and is_site(raw_sections[0]):
        top.lines = raw_sections.pop(0).lines


def _is_before_title(raw: RawSection) -> bool:
    return raw.rank == ENTRY_RANK and 0 < raw.heading.rank < ENTRY_RANK
