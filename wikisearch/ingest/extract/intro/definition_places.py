"""The sections of a page -> those that can define it. Functions and other entries cannot."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import takewhile

from wikisearch.analysis.characters.sentence_ends import ends_sentence
from wikisearch.ingest.extract.entries.entry_names import is_declaration
from wikisearch.ingest.extract.intro.item_lines import has_name
from wikisearch.ingest.extract.intro.listed_sections import listed_sections
from wikisearch.ingest.extract.raw_sections import Content, Line, RawSection
from wikisearch.ingest.extract.words.word_list import phrase_list
from wikisearch.ingest.html.element import (
    ENTRY_RANK,
    Element,
    has_address,
)

_MAX_HEADINGS = 20
_GLOSSARIES = phrase_list("glossary_titles.txt")
_LABELS = 3
"""Lines below a heading that say what it is: "macro", "added in 1.2"."""
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
        is_own = has_name(raw.title.casefold(), title.casefold()) or declares(raw, title)
        if not is_own and (id(raw) in others or (is_glossary and not _names(raw, title))):
            continue
        # The first title in a division: "Introduction".
        is_title = raw.heading.name == "div" and raw.heading.entry_line == raw.title
        is_title = is_title and _CODE_NAME.search(raw.title) is None
        # The number of a paragraph is an entry, but not the name of one.
        is_entry = raw.is_entry and (at > 0 or not is_title) and any(map(str.isalpha, raw.title))
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


def own_entry(content: Content, title: str) -> RawSection | None:
    """Return the entry that a page about one class consists of: `mill.gates.Lag` on page "Lag"."""
    entries = [raw for raw in content.raw_sections if raw.is_entry]
    highest = min((raw.rank for raw in entries), default=0)
    first = [raw for raw in entries if raw.rank == highest]
    is_own = len(first) == 1 and first[0].title.rpartition(".")[2] == title.rpartition(".")[2]
    return first[0] if is_own else None


def are_own_entries(content: Content, title: str) -> bool:
    """Return whether the entries above the first heading are all forms of the own name."""
    entries = takewhile(lambda raw: raw.is_entry, content.raw_sections)
    names = {raw.title for raw in entries if raw.rank == ENTRY_RANK}
    return names == {title}


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
