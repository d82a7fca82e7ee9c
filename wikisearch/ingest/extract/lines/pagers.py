"""Pagers: lines with links to the previous and the next page, at the start and end of a page."""

from wikisearch.analysis.characters.sentence_ends import ends_with_colon
from wikisearch.ingest.extract.raw_sections import Content, Line, RawSection
from wikisearch.ingest.extract.words.word_list import phrase_list
from wikisearch.ingest.survey.survey import FolderSurvey, Trait

_MIN = 2
"""Links in a pager; a line with one link can be about the page."""

_LABELS = phrase_list("previous_phrases.txt") | phrase_list("next_phrases.txt")
_MAX_LABELS = 2


def drop_pager_labels(content: Content) -> None:
    """Remove "Next:" from the end of a page with other lines, and the link below it."""
    lines = content.last.lines
    dropped: list[Line] = []
    for _ in range(_MAX_LABELS):
        at = len(lines) - (2 if lines[-1:] and lines[-1].is_link else 1)
        if at < 1 or not _is_label(lines[at]):
            break
        dropped += lines[at:]
        del lines[at:]
    lost = set(map(id, dropped))
    if lost:
        content.links[:] = [link for link in content.links if id(link.line) not in lost]


def _is_label(line: Line) -> bool:
    return ends_with_colon(line.text) and line.text[:-1].strip().casefold() in _LABELS


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
