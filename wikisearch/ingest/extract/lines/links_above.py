"""Lines of links above the title: places around the page in its site. They hold no content."""

from collections import Counter

from wikisearch.ingest.extract.raw_sections import Content, Line

_MAX_LINES = 6
_MIN_LINKS = 2
_PARAGRAPHS = ("p", "div", "")


def without_links_above(content: Content, lines: list[Line]) -> list[Line]:
    """Remove the lines before the title if all of them are paragraphs of two or more links.

    A page without other lines keeps them.
    """
    before = set(map(id, content.top.lines[: content.lines_before_title]))
    above = [line for line in lines if id(line) in before]
    if not 0 < len(above) <= _MAX_LINES or not all(map(_is_linked, above)):
        return lines
    links = Counter(id(link.line) for link in content.links)
    if any(links[id(line)] < _MIN_LINKS for line in above):
        return lines
    rest = [line for line in lines if id(line) not in before]
    return rest if rest or any(raw.lines for raw in content.raw_sections) else lines


def _is_linked(line: Line) -> bool:
    """Return whether a line has only links; those in one word are parts of a long name."""
    if line.block not in _PARAGRAPHS or not any(map(str.isspace, line.text)):
        return False
    return 0 < sum(map(str.isalnum, line.text)) <= line.linked
