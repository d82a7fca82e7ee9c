"""Pagers: lines with links to the previous and the next page, at the start and end of a page."""

from wikisearch.ingest.extract.raw_sections import Content, Line, RawSection
from wikisearch.ingest.survey.survey import FolderSurvey, Trait

_MIN = 2
"""Links in a pager; a line with one link can be about the page."""


def drop_pagers(content: Content, survey: FolderSurvey) -> None:
    """Remove a line of links above or below the title that is also the last line of the page.

    A page that is read alone keeps it: the survey counts these lines, because other pages can have
    a pager at one end only.
    """
    end = content.last
    first = _first_like_last(content, end)
    if first is None or not survey.has_trait(Trait.COMPARED):
        return
    last = end.lines.pop()
    at = next(at for at, line in enumerate(content.top.lines) if line is first)
    del content.top.lines[at]
    content.lines_before_title -= at < content.lines_before_title
    both = (id(first), id(last))
    content.links[:] = [link for link in content.links if id(link.line) not in both]


def _first_like_last(content: Content, end: RawSection) -> Line | None:
    """Find the line of two or more links at the start that is also the last line of the page."""
    if not end.lines or end.is_related or not end.lines[-1].is_mostly_links:
        return None
    last = end.lines[-1]
    for line in content.top.lines[: content.lines_before_title + 1]:
        if line is not last and line.text == last.text and line.is_mostly_links:
            links = sum(link.line is last for link in content.links)
            return line if links >= _MIN else None
    return None
