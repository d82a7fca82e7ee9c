"""The last lines of a page: when it was changed, and the copyright. They hold no content."""

from wikisearch.ingest.extract.lines.line_kinds import (
    is_copyright,
    is_publication,
    is_signed_copyright,
)
from wikisearch.ingest.extract.raw_sections import Content, Line
from wikisearch.ingest.survey.survey import FolderSurvey, Trait

_MAX_LINES = 3
_MAX_WORDS = 40
_PARAGRAPHS = ("p", "div", "")
_ROWS = ("table", "tr", "td")


def drop_closing_lines(content: Content, survey: FolderSurvey) -> None:
    """Remove such lines from the end of a page with other lines.

    A page that is read alone keeps them: the survey counts these lines, and most are the same on
    all pages.
    """
    lines = content.last.lines
    closing = 0
    while closing < min(_MAX_LINES, len(lines) - 1) and _is_closing(lines[-1 - closing]):
        closing += 1
    if not closing or content.last.is_related or not survey.has_trait(Trait.COMPARED):
        return
    dropped = set(map(id, lines[-closing:]))
    del lines[-closing:]
    content.links[:] = [link for link in content.links if id(link.line) not in dropped]


def _is_closing(line: Line) -> bool:
    if len(line.text.split()) > _MAX_WORDS:
        return False
    if line.block in _ROWS:
        return is_signed_copyright(line.text)
    is_paragraph = line.block in _PARAGRAPHS
    return is_paragraph and (is_publication(line.text) or is_copyright(line.text))
