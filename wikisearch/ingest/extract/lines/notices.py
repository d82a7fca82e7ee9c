"""Lines that hold no content by their form, if the same line stands on several pages.

They are a sentence that is a link ("Go to the source code of this file."), a label above the last
links of a page ("This page was generated from the following file:"), and the sentences at the top
of a page that lists source code: its licence.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from wikisearch.analysis.characters.sentence_ends import ends_sentence, ends_with_colon
from wikisearch.analysis.characters.text_width import width
from wikisearch.ingest.extract.code_pages import is_code_page
from wikisearch.ingest.extract.lines.line_kinds import is_sentence
from wikisearch.ingest.extract.raw_sections import Content, Line
from wikisearch.ingest.html.tree import Tree

_MIN_LABEL_LENGTH = 30
"""Columns; a shorter label, such as "Throws:", is part of what the links are about."""
_MAX_ABOVE_CODE = 80
"""Lines at the top of a listing that can be its licence."""
_MIN_LINES = 3
_MIN_WORDS = 3
"""Words in a line of a licence; most lines of code have fewer."""
_WORD = re.compile(r"[^\W\d_]+(?=[.,;:]?(?:[\s)'\"-]|$))")
_COMMENT_SIGNS = " /*#;%=+~!<>-"


def notice_lines(tree: Tree, content: Content) -> Iterator[Line]:
    """Yield the lines of a page that hold no content if other pages have them as well."""
    top = content.top.lines
    yield from (line for line in top if line.is_link and is_sentence(line.text))
    if not content.last.is_related:
        yield from _label_above_links(content.last.lines)
    if is_code_page(tree, content):
        for is_comment, block in groupby(islice(top, _MAX_ABOVE_CODE), _may_be_comment):
            if is_comment:
                yield from _licence(list(block))


def _label_above_links(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the last line without links, if it is a label."""
    at = len(lines)
    while at and lines[at - 1].linked and not ends_sentence(lines[at - 1].text):
        at -= 1
    if 0 < at < len(lines):
        label = lines[at - 1]
        if ends_with_colon(label.text) and width(label.text) >= _MIN_LABEL_LENGTH:
            yield label


def _may_be_comment(line: Line) -> bool:
    if line.linked:
        return False
    words = islice(_WORD.finditer(line.text), _MIN_WORDS)
    return sum(1 for _ in words) == _MIN_WORDS or not line.text.strip(_COMMENT_SIGNS)


def _licence(block: Sequence[Line]) -> Sequence[Line]:
    texts = (line.text.strip(_COMMENT_SIGNS) for line in block)
    return block if len(block) >= _MIN_LINES and any(map(ends_sentence, texts)) else ()
