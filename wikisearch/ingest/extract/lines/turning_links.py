"""Links to the pages before and after a page, in the same line at its start and at its end."""

from wikisearch.ingest.extract.raw_sections import Content, Line, RawSection
from wikisearch.ingest.survey.survey import FolderSurvey, Sign

_FEWEST = 2
"""Links in such a line; one link can be to what the page is about."""


def drop_turning_links(content: Content, survey: FolderSurvey) -> None:
    """Remove a line of links above or below the title that is also the last line of the page.

    The survey reads each page alone, and has to count these lines: other pages have them at one end
    only.
    """
    end = content.last
    first = _first_like_last(content, end)
    if first is None or not survey.has_sign(Sign.COMPARED):
        return
    last = end.lines.pop()
    at = next(at for at, line in enumerate(content.top.lines) if line is first)
    del content.top.lines[at]
    content.lines_before_title -= at < content.lines_before_title
    both = (id(first), id(last))
    content.links[:] = [link for link in content.links if id(link.line) not in both]


def _first_like_last(content: Content, end: RawSection) -> Line | None:
    """Find the line of two links or more at the start that the end of the page has as well."""
    if not end.lines or end.is_related or not end.lines[-1].is_mostly_links:
        return None
    last = end.lines[-1]
    for line in content.top.lines[: content.lines_before_title + 1]:
        if line is not last and line.text == last.text and line.is_mostly_links:
            links = sum(link.line is last for link in content.links)
            return line if links >= _FEWEST else None
    return None
