"""Links to the pages before and after a page, in the same line at its start and at its end."""

from wikisearch.ingest.extract.raw_sections import Content

_FEWEST = 2
"""Links in such a line; one link can be to what the page is about."""


def drop_turning_links(content: Content) -> None:
    """Remove a line of links above or below the title that is also the last line of the page."""
    end = next((draft for draft in reversed(content.drafts) if draft.lines), content.top)
    if not end.lines or end.is_related or not end.lines[-1].is_mostly_links:
        return
    last, top = end.lines[-1], content.top.lines
    for at, line in enumerate(top[: content.lines_before_title + 1]):
        if line is not last and line.text == last.text and line.is_mostly_links:
            own = [link for link in content.links if link.line is last]
            if len(own) < _FEWEST:
                return
            end.lines.pop()
            del top[at]
            content.lines_before_title -= at < content.lines_before_title
            both = (id(line), id(last))
            content.links[:] = [link for link in content.links if id(link.line) not in both]
            return
