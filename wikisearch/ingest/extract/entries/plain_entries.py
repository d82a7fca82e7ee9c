"""Entries without an address -> marks: questions in bold, and the terms of a hand-made glossary.

Its terms are rows of a table or paragraphs that begin in bold.
"""

import re
from collections.abc import Iterator, Sequence

from wikisearch.analysis.characters.sentence_ends import ends_with_stop, is_question
from wikisearch.ingest.extract.entries.entry_groups import CELLS, PARAGRAPHS
from wikisearch.ingest.extract.entries.entry_lines import has_more
from wikisearch.ingest.extract.entries.entry_marks import ShapeEntry, mark_groups, overlaps_heading
from wikisearch.ingest.extract.entries.entry_names import MAX_NAME_LENGTH
from wikisearch.ingest.extract.entries.target_lines import target_lines
from wikisearch.ingest.extract.page_title import Title
from wikisearch.ingest.extract.parsed_page import ParsedPage
from wikisearch.ingest.extract.words.word_list import phrase_list
from wikisearch.ingest.html.element import Element, ancestors, is_shown_in
from wikisearch.ingest.html.plain_text import MAX_HEADING_LENGTH, plain_text
from wikisearch.ingest.html.tags import BOLD
from wikisearch.ingest.html.text_measures import has_text, text_size
from wikisearch.ingest.html.tree import Tree

_MIN = 3
_MIN_SHARE = 0.8
"""Share of the blocks or rows that must be terms with names of their own."""
_MAX_WORDS = 12
_TERM_HEADERS = phrase_list("term_headers.txt")
_LABEL = re.compile(r"^[^\W\d_]\d{0,3}[.:)]\s+")
"""What stands before a question: `Q:`, `Q12.`."""
_SIGNS = " :–—-"


def mark_plain_entries(page: ParsedPage, title: Title) -> None:
    """Mark the entries of a page by what they look like and what the page is called."""
    tree, main, name = page.tree, page.main, title.text.casefold()
    is_glossary = any(each in name for each in page.profile.glossary_names)
    bold = [entry for entry in _bold_entries(tree) if _is_free(entry.block, main)]
    questions = [entry for entry in bold if is_question(entry.name)]
    terms = [entry for entry in bold if is_glossary and _is_term(entry)]
    lines = [group for group in target_lines(tree) if _is_free(group[0].block, main)]
    tables = _tables(tree, main, is_glossary=is_glossary)
    groups = [questions, terms, *lines, *tables]
    mark_groups([group for group in groups if _have_names(group)])


def _have_names(entries: Sequence[ShapeEntry]) -> bool:
    return len({entry.name for entry in entries}) >= max(_MIN, _MIN_SHARE * len(entries))


def _is_free(block: Element, main: Element) -> bool:
    """Return whether a block is shown, and neither in an entry or a heading nor contains one."""
    return not (block.holds_entries or overlaps_heading(block)) and is_shown_in(block, main)


def _bold_entries(tree: Tree) -> Iterator[ShapeEntry]:
    """Yield the paragraphs and items that begin in bold."""
    for tag in sorted(BOLD):
        for element in tree.by_name.get(tag, ()):
            block = element.parent
            if block is None or block.name not in PARAGRAPHS or not _is_first(element, block):
                continue
            name = _LABEL.sub("", plain_text(element, MAX_HEADING_LENGTH)).strip(_SIGNS)
            if 0 < len(name) <= MAX_HEADING_LENGTH:
                yield ShapeEntry(block, element, name, name, is_named=False, address="")


def _is_first(element: Element, block: Element) -> bool:
    """Return whether only white space stands before an element in its block."""
    for node in block.contents:
        if isinstance(node, Element):
            return node is element
        if not node.isspace():
            break
    return False


def _is_term(entry: ShapeEntry) -> bool:
    """Return whether a name in bold is short, and the text about it is in the same block."""
    return has_more(entry.block, entry.term) and _is_name(entry.name)


def _is_name(name: str) -> bool:
    if not (0 < len(name) <= MAX_NAME_LENGTH and len(name.split()) <= _MAX_WORDS):
        return False
    return any(map(str.isalpha, name)) and not ends_with_stop(name)


def _tables(tree: Tree, main: Element, *, is_glossary: bool) -> Iterator[list[ShapeEntry]]:
    """Yield the rows of the tables that define terms."""
    tables = tree.by_name.get("table", ()) if is_glossary else _tables_of_terms(tree)
    for table in tables:
        if table.layout:
            continue
        rows = list(_rows(table))
        entries = [entry for entry in map(_row_entry, rows) if entry is not None]
        if len(entries) >= _MIN_SHARE * len(rows) and all(
            _is_free(each.block, main) for each in entries
        ):
            yield entries


def _tables_of_terms(tree: Tree) -> list[Element]:
    """Find the tables whose first header is that of terms."""
    headers: dict[Element, Element] = {}
    for cell in tree.by_name.get("th", ()):
        table = next((place for place in ancestors(cell) if place.name == "table"), None)
        if table is not None:
            headers.setdefault(table, cell)
    return [table for table, cell in headers.items() if _is_term_header(cell)]


def _is_term_header(cell: Element) -> bool:
    return plain_text(cell, MAX_NAME_LENGTH).casefold() in _TERM_HEADERS


def _rows(table: Element) -> Iterator[list[Element]]:
    """Yield the cells of each row, without the headers."""
    for part in table.descendants:
        if isinstance(part, Element) and part.name == "tr":
            cells = [cell for cell in part.contents if isinstance(cell, Element)]
            if any(cell.name == "td" for cell in cells):
                yield cells


def _row_entry(cells: Sequence[Element]) -> ShapeEntry | None:
    """Return the entry of a row with a term and text about it."""
    first, *others = cells
    if first.name not in CELLS or not any(map(has_text, others)) or not text_size(first):
        return None
    name = plain_text(first, MAX_HEADING_LENGTH).strip(_SIGNS)
    if first.parent is None or not _is_name(name):
        return None
    return ShapeEntry(first.parent, first, name, name, is_named=False, address="")
