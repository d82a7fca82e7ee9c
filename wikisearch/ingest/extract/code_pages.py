"""Pages that list source code: most of their lines have a numbered address."""

from pathlib import PurePosixPath

from wikisearch.analysis.characters.sentence_ends import ends_paragraph
from wikisearch.ingest.extract.entries.entry_names import is_line_address
from wikisearch.ingest.extract.raw_sections import Content, Line
from wikisearch.ingest.html.tree import Tree

_CODE_SHARE = 0.9
"""Share of the lines of such a page that are code."""
_MIN_NUMBERED = 10
_MIN_LENGTH = 20
"""Characters of a sentence outside all blocks."""
_PROSE_BLOCKS = ("p", "li", "dd", "tr")


def is_code_page(tree: Tree, content: Content) -> bool:
    """Return whether most lines of a page have a numbered address, and hardly any is prose."""
    if content.has_paragraph_numbers:
        return False
    raw_sections = (content.top, *content.raw_sections)
    first = next((raw.lines[0] for raw in raw_sections if raw.lines), None)
    if first is not None and first.block == "p" and not first.linked:
        return False  # it describes the code
    if len(tree.ids) < _MIN_NUMBERED:
        return False
    lines = [line for raw in raw_sections for line in raw.lines]
    if sum(map(_is_prose, lines)) > (1 - _CODE_SHARE) * len(lines):
        return False
    return _numbered_lines(tree) >= max(_MIN_NUMBERED, len(lines) / 2)


def _is_prose(line: Line) -> bool:
    """Return whether a line is in a block of prose, or is a sentence outside all blocks."""
    if line.block:
        return line.block in _PROSE_BLOCKS
    text = line.text
    return text[:1].isalpha() and ends_paragraph(text) and len(text) >= _MIN_LENGTH


def title_of_code_page(tree: Tree, content: Content, title: str, path: str) -> str:
    """Return the path of a page that lists source code, and the title of any other page.

    The page that documents the code has the same title, and readers look for that one.
    """
    file = PurePosixPath(path)
    if title.casefold() not in (file.stem.casefold(), file.name.casefold()):
        return title
    lines = [line for raw in (content.top, *content.raw_sections) for line in raw.lines]
    code = sum(line.block == "pre" for line in lines)
    if code < max(2, _CODE_SHARE * len(lines)) or 2 * _numbered_lines(tree) < code:
        return title
    return file.with_suffix("").as_posix()


def _numbered_lines(tree: Tree) -> int:
    return sum(map(is_line_address, tree.ids))
