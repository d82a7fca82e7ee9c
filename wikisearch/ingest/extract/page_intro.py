"""The top of a page -> category, aliases, definition, and the lines that are none of them."""

import re
from dataclasses import dataclass

from wikisearch.ingest.extract.raw_sections import Content, Line
from wikisearch.ingest.html.element import Element, plain_text
from wikisearch.ingest.html.selectors import Selector
from wikisearch.ingest.html.tree import Tree
from wikisearch.ingest.profiles.profile import Profile

_SHORTEST_DEFINITION = 20
_LINES_OF_A_LEAD = 5
_NO_PARAGRAPHS = ("li", "pre", "tr", "dt", "dd")
_LONGEST_BADGE = 40
_LONGEST_ALIASES = 200
_WORDS_OF_A_NAME = 8
_SENTENCE_END = re.compile(r"[.!?:;。！？…][\"'”’)]*$")
_PARTS = re.compile(r"\s*[,;·•|、，]\s*")
_PREFIX = re.compile(
    r"^(?:also (?:known|called) as|also called|aliases|aka|a\.k\.a\.)\s*:?\s*", re.IGNORECASE
)
_NO_NAMES = re.compile(
    r"\b\d+[ -]min|^\d|\b(?:updated|published|reviewed|written by)\b", re.IGNORECASE
)
_BRACKETED = re.compile(r"^(.+?)\s*[((]([^()()]+)[))]$")
_ACRONYM = re.compile(r"[A-Z0-9][\w.&/-]*[A-Z0-9]s?")


@dataclass(frozen=True, slots=True)
class PageIntro:
    """What the top of a page says about its term, and the lines left over."""

    category: str
    aliases: tuple[str, ...]
    definition: str
    lines: tuple[Line, ...]


def read_page_intro(tree: Tree, content: Content, profile: Profile, title: str) -> PageIntro:
    """Take the places a profile names; on a page about one term, go by shape where it has none."""
    category = _first_text(tree, profile.category)
    named = _first_text(tree, profile.aliases)
    aliases = _names(named)
    definition = _first_text(tree, profile.definition)
    lines = content.top.lines
    if profile.term:
        lines = [line for line in lines if line.text not in (category, title, named)]
        category = category or _badge(content.above, title)
        alias_line = _alias_line(lines, definition)
        if alias_line is not None:
            lines = [line for line in lines if line is not alias_line]
            aliases = aliases or _names(alias_line.text)
        aliases = (*_names_in_title(title), *aliases)
    definition = definition or _first_paragraph(lines, by_shape=profile.term)
    return PageIntro(category, _distinct(aliases, title), definition, tuple(lines))


def _first_text(tree: Tree, selectors: tuple[Selector, ...]) -> str:
    for selector in selectors:
        for element in selector.select(tree):
            if isinstance(element, Element) and (text := plain_text(element)):
                return text
    return ""


def _names(line: str) -> tuple[str, ...]:
    parts = _PARTS.split(_PREFIX.sub("", line))
    return tuple(part for part in parts if part)


def _names_in_title(title: str) -> tuple[str, ...]:
    """`Large Language Model (LLM)` is looked up by either name."""
    match = _BRACKETED.match(title)
    if match is None:
        return ()
    name, bracketed = match.groups()
    return (name, bracketed) if _ACRONYM.fullmatch(bracketed) else (name,)


def _badge(above: list[Line], title: str) -> str:
    """Find the last short line before the title that is neither breadcrumb nor list."""
    for line in reversed(above):
        text = line.text
        if text == title or line.block == "li" or re.search(r"[>›»/→]", text):
            continue
        if len(text) <= _LONGEST_BADGE and not _SENTENCE_END.search(text):
            return text
    return ""


def _alias_line(lines: list[Line], definition: str) -> Line | None:
    """Find the line between title and definition that reads like names, not like a sentence."""
    if not lines:
        return None
    first = lines[0]
    if first.text == definition:
        return None
    # Without a paragraph after it, a short line is the definition itself.
    if len(lines) == 1 and not definition:
        return None
    names = _names(first.text)
    if len(first.text) > _LONGEST_ALIASES or _SENTENCE_END.search(first.text):
        return None
    if _NO_NAMES.search(first.text) or first.block in ("li", "pre", "tr"):
        return None
    return first if all(len(name.split()) <= _WORDS_OF_A_NAME for name in names) else None


def _first_paragraph(lines: list[Line], *, by_shape: bool) -> str:
    """Find the first paragraph long enough to say something."""
    for line in lines:
        if len(line.text) >= _SHORTEST_DEFINITION and (line.block == "p" or by_shape):
            return line.text
    # Some generators write a paragraph as a <div>: then only its shape can tell.
    for line in lines[:_LINES_OF_A_LEAD]:
        if len(line.text) >= _SHORTEST_DEFINITION and line.block not in _NO_PARAGRAPHS:
            return line.text if _SENTENCE_END.search(line.text) else ""
    return ""


def _distinct(aliases: tuple[str, ...], title: str) -> tuple[str, ...]:
    names: dict[str, str] = {}
    for alias in aliases:
        names.setdefault(alias.casefold(), alias)
    names.pop(title.casefold(), None)
    return tuple(names.values())
