"""The sections of a page -> those that can define it. Functions and other entries cannot."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import takewhile

from wikisearch.analysis.characters.sentence_ends import ends_sentence, ends_with_colon
from wikisearch.ingest.extract.entries.entry_names import is_declaration
from wikisearch.ingest.extract.intro.listed_sections import listed_sections
from wikisearch.ingest.extract.lines.line_kinds import is_list_of_links
from wikisearch.ingest.extract.raw_sections import Content, Line, RawSection
from wikisearch.ingest.extract.words.word_list import phrase_list
from wikisearch.ingest.html.element import (
    ENTRY_RANK,
    Element,
    has_address,
)
from wikisearch.model.line_layout import ITEM_LINES, LineKind

_MAX_HEADINGS = 20
_GLOSSARIES = phrase_list("glossary_titles.txt")
_LABEL_WORDS = 3
_LABELS = 3
"""Lines below a heading that say what it is: "macro", "added in 1.2"."""
_NUMBERED = re.compile(r"(\d{1,3})[.)](?=\D)")
_MEMBER = re.compile(r"\S[(\[]\S|\(\)|[-=]>|\([a-z, ]+\)\s\S+$")
"""Signs in the heading of a function, whose text does not define the page."""
_WORDS = re.compile(r"\w+")
_NAME = re.compile(r"[\w$.:]+[?!=]?")
_CODE_NAME = re.compile(r"\w(?:::|[._])\w")
_CODE_BLOCKS = ("pre", "tr", "td")
_BEFORE_NAME = " *&:."
"""What stands between a type and the name after it in a declaration: `int* Gate::lag`."""
_MIN_PARTS = 3
"""Headings with the same text: each is a part of an entry, such as "Returns"."""


def defining_sections(content: Content, title: str) -> Iterator[RawSection]:
    """Yield the sections with a heading, up to the first entry or function."""
    parts = _repeated_headings(content)
    others = listed_sections(content.raw_sections[:_MAX_HEADINGS])
    is_glossary = _is_glossary(title)
    for at, raw in enumerate(content.raw_sections[:_MAX_HEADINGS]):
        is_own = _has_name(raw.title.casefold(), title.casefold()) or declares(raw, title)
        if not is_own and (id(raw) in others or (is_glossary and not _names(raw, title))):
            continue
        # The first title in a division: "Introduction".
        is_title = raw.heading.name == "div" and raw.heading.entry_line == raw.title
        is_title = is_title and _CODE_NAME.search(raw.title) is None
        is_entry = raw.is_entry and (at > 0 or not is_title)
        # A label such as "macro" can be a heading as well.
        below = raw.lines or next(
            (each.lines for each in content.raw_sections[at + 1 : at + 2]), []
        )
        is_member = not is_own and (raw.title in parts or _is_member(raw, below))
        is_member = is_member or (not is_own and _is_in_term(raw.heading))
        if is_entry or raw.is_related or is_member:
            return
        yield raw


def _is_glossary(title: str) -> bool:
    """Return whether a title is that of a page of terms, which its sections define."""
    name = title.casefold()
    return name in _GLOSSARIES or any(
        name.startswith(f"{each} ") or name.endswith(f" {each}" if each.isascii() else each)
        for each in _GLOSSARIES
    )


def _names(raw: RawSection, title: str) -> bool:
    """Return whether the first line of a section has the title."""
    return bool(raw.lines) and title.casefold() in raw.lines[0].text.casefold()


def declares(raw: RawSection, title: str) -> bool:
    """Return whether a heading is the declaration of the page: "public interface lag"."""
    words = _WORDS.findall(title)
    return is_declaration(raw.title) and bool(words) and words[0] in _WORDS.findall(raw.title)


def own_first(sections: list[RawSection], parts: list[list[Line]], title: str) -> list[list[Line]]:
    """Return the lines of sections, first those below the declaration of the page."""
    own = [lines for raw, lines in zip(sections, parts, strict=True) if declares(raw, title)]
    return [*own[:1], *parts]


def are_own_entries(content: Content, title: str) -> bool:
    """Return whether the entries above the first heading are all forms of the own name."""
    entries = takewhile(lambda raw: raw.is_entry, content.raw_sections)
    names = {raw.title for raw in entries if raw.rank == ENTRY_RANK}
    return names == {title}


def without_others(lines: list[Line]) -> list[Line]:
    """Leave out the lines of a section about an item of a list, or about a name in a table."""
    return [
        line
        for at, line in enumerate(lines)
        if not (_is_in_list(line) or _describes_member(lines, at) or _is_in_pairs(lines, at))
    ]


def without_numbered(lines: list[Line]) -> list[Line]:
    """Leave out paragraphs that begin with 1., 2. and so on: they are items of a list.

    The lines below such a label are about the label: "1. Text field:".
    """
    numbers = [int(match[1]) if (match := _NUMBERED.match(line.text)) else 0 for line in lines]
    counted = [number for number in numbers if number]
    if counted[:2] != [1, 2]:
        return lines
    found: list[Line] = []
    is_below_label = False
    for line, number in zip(lines, numbers, strict=True):
        if number:
            is_below_label = ends_with_colon(line.text)
        elif not is_below_label:
            found.append(line)
    return found


def own_text(lines: list[Line], title: str) -> Iterator[Line]:
    """Yield the lines that are neither links nor about a link or an item of a list.

    An item can have the title, or be the only one, in which the whole page is.
    """
    is_list = sum(_is_item(line) for line in lines) > 1
    is_inside = False
    for at, line in enumerate(lines):
        if not _is_in_list(line):
            is_inside = False
        elif _is_item(line):
            # What follows the title of an item can be about the page.
            is_inside = is_list and (line.block != "li" or ends_sentence(line.text))
        is_item = is_inside and line.block != "li"
        is_other = is_item and not _has_name(line.text.casefold(), title.casefold())
        if not (line.is_link or _describes_link(lines, at) or is_other):
            yield line


def _is_item(line: Line) -> bool:
    """Return whether an item of a list begins with a line."""
    return line.layout[:1] in (LineKind.BULLET, LineKind.NUMBERED)


def _describes_link(lines: list[Line], at: int) -> bool:
    """Return whether a line describes the link before it, in a list or in a table of `<div>`."""
    if _is_in_pairs(lines, at):
        return True
    if at < 2 or not is_list_of_links(lines[at - 1]):  # noqa: PLR2004 - a title row, and a link
        return False
    label = lines[at - 2]
    is_row = {line.block for line in lines[at - 2 : at + 1]} == {"div"}
    is_label = not label.linked and len(label.text.split()) <= _LABEL_WORDS
    return _is_in_list(lines[at]) or (is_row and is_label and not ends_sentence(label.text))


def _is_in_pairs(lines: list[Line], at: int) -> bool:
    """Return whether a line describes the link before it, as does one of the lines beside them.

    A single line does so if it begins with the words of the link.
    """
    if not _is_pair(lines, at - 1):
        return False
    is_named = lines[at].text.startswith(f"{lines[at - 1].text} ")
    beside = (other for other in (at + 1, at - 3) if _is_pair(lines, other))
    # A list within an item has other items: they are not beside it.
    return is_named or any(lines[other].layout == lines[at - 1].layout for other in beside)


def _is_pair(lines: list[Line], at: int) -> bool:
    """Return whether a name is at a place, and a line of text after it.

    The name is a link in a division, or what an item of a list begins with.
    """
    if at < 0 or at + 1 >= len(lines):
        return False
    name, text = lines[at], lines[at + 1]
    if text.block not in ("div", "p") or text.is_link:
        return False
    if name.block == "li":
        return _is_in_list(text) and not ends_sentence(name.text)
    return name.block == "div" and name.is_link


def _is_member(raw: RawSection, below: list[Line]) -> bool:
    """Return whether a heading is a name, and the line below it a declaration of that name."""
    if _MEMBER.search(raw.title):
        return True
    name = raw.title.rpartition(" ")[2]
    if not (below and _NAME.fullmatch(name)):
        return False
    if any(line.text.startswith((f"({name} ", f"({name})")) for line in below[:_LABELS]):
        return True  # a call in Lisp
    if not raw.lines:
        return False
    first = below[0]
    if first.block in _CODE_BLOCKS and first.text.endswith(name) and len(first.text) > len(name):
        return first.text[-len(name) - 1] in _BEFORE_NAME
    after = _after_word(first.text, name)
    if after is None:
        return False
    # "A gate of type one (G1) is open." is a sentence, not a declaration of `one`.
    after = after if ends_sentence(first.text) else after.lstrip()
    return first.block == "pre" or after[:1] in ("(", "[")


def _is_in_term(heading: Element) -> bool:
    """Return whether a heading is that of a function in a definition list: it has an address."""
    is_in_term = heading.parent is not None and heading.parent.name == "dt"
    return is_in_term and has_address(heading)


def _has_name(text: str, name: str) -> bool:
    """Return whether a text has a name as a word of its own; ideographs have no end of a word."""
    at = text.find(name)
    while at >= 0:
        around = text[at - 1 : at] + text[at + len(name) :][:1]
        if not any(char.isascii() and char.isalnum() for char in around):
            return True
        at = text.find(name, at + 1)
    return False


def _after_word(text: str, word: str) -> str | None:
    """Return two characters after the first place where a word begins; None if there is none."""
    # An expression takes longer to compile than all else that is done with a heading.
    at = text.find(word)
    while at > 0 and (text[at - 1].isalnum() or text[at - 1] == "_"):
        at = text.find(word, at + 1)
    return None if at < 0 else text[at + len(word) :][:2]


def _repeated_headings(content: Content) -> frozenset[str]:
    """Find the headings that repeat on the page."""
    counts = Counter(raw.title for raw in content.raw_sections)
    return frozenset(title for title, count in counts.items() if count >= _MIN_PARTS)


def _describes_member(lines: list[Line], at: int) -> bool:
    """Return whether a line in a cell is about the name in the cell before it, which is a link."""
    before = lines[at - 1] if at else None
    return before is not None and before.block == lines[at].block == "td" and before.linked > 0


def _is_in_list(line: Line) -> bool:
    """Return whether a line is in an item of a list: it is about the item."""
    return line.layout[:1] in ITEM_LINES
