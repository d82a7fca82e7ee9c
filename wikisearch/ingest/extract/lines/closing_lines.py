"""The last lines of a page: when it was changed, the copyright, its file. They hold no content."""

from pathlib import PurePosixPath

from wikisearch.ingest.extract.lines.licences import is_copyright, is_signed_copyright
from wikisearch.ingest.extract.lines.line_kinds import is_publication
from wikisearch.ingest.extract.raw_sections import Content, Line
from wikisearch.ingest.survey.survey import FolderSurvey, Trait

_MAX_LINES = 3
_MAX_WORDS = 40
_MIN_FILE_LENGTH = 8
"""Characters of the name of a file that a program has made: an id."""
_PARAGRAPHS = ("p", "div", "")
_ROWS = ("table", "tr", "td")


def drop_closing_lines(content: Content, path: str, survey: FolderSurvey) -> None:
    """Remove such lines from the end of a page with other lines.

    A page that is read alone keeps them: the survey counts these lines, and most are the same on
    all pages.
    """
    lines = content.last.lines
    most = len(lines) if _is_at_top(content) else len(lines) - 1
    closing = 0
    while closing < min(_MAX_LINES, most) and _is_closing(lines[-1 - closing], path):
        closing += 1
    if not closing or content.last.is_related or not survey.has_trait(Trait.COMPARED):
        return
    dropped = set(map(id, lines[-closing:]))
    del lines[-closing:]
    content.links[:] = [link for link in content.links if id(link.line) not in dropped]


def _is_at_top(content: Content) -> bool:
    """Return whether the last section begins with a line that the top of the page has as well.

    A theme shows the date of the page at both ends: an empty section must not keep it.
    """
    last = content.last
    if last is content.top or not last.lines:
        return False
    return any(line.text == last.lines[0].text for line in content.top.lines)


def _is_closing(line: Line, path: str) -> bool:
    if line.text == PurePosixPath(path).stem:
        return len(line.text) >= _MIN_FILE_LENGTH and any(map(str.isdecimal, line.text))
    if len(line.text.split()) > _MAX_WORDS:
        return False
    if line.block in _ROWS:
        return is_signed_copyright(line.text)
    is_paragraph = line.block in _PARAGRAPHS
    return is_paragraph and (is_publication(line.text) or is_copyright(line.text))
