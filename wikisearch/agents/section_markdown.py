"""A page -> the blocks of its text."""

from collections.abc import Iterator

from wikisearch.model.page import Page


def markdown_blocks(page: Page, anchor: str = "") -> Iterator[str]:
    """Yield the headings and paragraphs of a page, or of a section and those below it."""
    level = 0
    for section in page.sections:
        if not anchor or section.anchor == anchor:
            level = level or section.level
        elif section.level <= level:
            break
        if level:
            yield f"{'#' * min(section.level, 6)} {section.title}"
            yield from filter(None, section.text.split("\n"))
