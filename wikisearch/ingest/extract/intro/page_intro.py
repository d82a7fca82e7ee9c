"""The top of a page -> category, aliases, definition and the other lines."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wikisearch.analysis.characters.sentence_ends import ends_paragraph
from wikisearch.analysis.languages.language_tags import primary_language
from wikisearch.ingest.extract.code_pages import is_code_page
from wikisearch.ingest.extract.intro.breadcrumbs import take_breadcrumb
from wikisearch.ingest.extract.intro.declared_category import CATEGORY_LABELS, declared_category
from wikisearch.ingest.extract.intro.definition_limit import limited_definition
from wikisearch.ingest.extract.intro.equal_sections import is_of_part
from wikisearch.ingest.extract.intro.marked_description import marked_definition
from wikisearch.ingest.extract.intro.name_lines import manual_name_line, manual_names
from wikisearch.ingest.extract.intro.other_names import (
    MAX_NAME_WORDS,
    MAX_NAMES_LENGTH,
    NAME_LABELS,
    declared_names,
    is_list_of_names,
    names_in_prose,
    names_of_line,
    without_label,
)
from wikisearch.ingest.extract.intro.own_definition import own_definition
from wikisearch.ingest.extract.intro.page_description import (
    is_excerpt,
    is_summary,
    page_description,
)
from wikisearch.ingest.extract.lines.line_kinds import (
    is_byline,
    is_chooser,
    is_publication,
)
from wikisearch.ingest.extract.lines.links_above import without_links_above
from wikisearch.ingest.extract.metadata.linked_data import LinkedData
from wikisearch.ingest.extract.page_title import Title
from wikisearch.ingest.extract.parsed_page import ParsedPage
from wikisearch.ingest.extract.raw_sections import Content, Line
from wikisearch.ingest.html.element import Element
from wikisearch.ingest.html.plain_text import plain_text
from wikisearch.ingest.html.selectors import Selector
from wikisearch.ingest.html.tree import Tree
from wikisearch.ingest.survey.survey import FolderSurvey

PROPERTY_LABELS = NAME_LABELS | CATEGORY_LABELS
_MAX_BADGE_LENGTH = 40
_NAME_LINES = 6
"""Lines at the top of a page, of which one can list other names."""
_NOT_NAMES = re.compile(
    r"\b\d+[ -]min|^\d|\b(?:updated|published|reviewed|written by)\b", re.IGNORECASE
)
_BRACKETED = re.compile(r"^(.+?)\s*[((]([^()()]+)[))]$")
_ACRONYM = re.compile(r"[A-Z0-9][\w.&/-]*[A-Z0-9]s?")


@dataclass(frozen=True, slots=True)
class PageIntro:
    """The parts at the top of a page, and the other lines."""

    category: str
    aliases: tuple[str, ...]
    definition: str
    lines: tuple[Line, ...]
    categories: tuple[Element, ...]
    """The elements that the profile selects as categories."""


def read_page_intro(
    page: ParsedPage, content: Content, named: Title, language: str, survey: FolderSurvey
) -> PageIntro:
    """Read the parts that the profile selects. On the page of a term, others are found by shape."""
    tree, profile, title = page.tree, page.profile, named.text
    categories = tuple(_select(tree, profile.category))
    category = _first_text(categories)
    listed = _first_text(_select(tree, profile.aliases))
    aliases = names_of_line(listed)
    definition = _first_text(_select(tree, profile.definition))
    lines = content.top.lines
    named_line = _line_of_names(lines)
    if named_line is not None:
        lines = [line for line in lines if line is not named_line]
        aliases = (*aliases, *names_of_line(named_line.text))
    if profile.term:
        lines = [line for line in lines if line.text not in (category, title, listed)]
        category = category or _badge(content.above, title)
        alias_line = _alias_line(lines, definition)
        if alias_line is not None:
            lines = [line for line in lines if line is not alias_line]
            aliases = aliases or names_of_line(alias_line.text)
        aliases = (*_names_in_title(title), *aliases)
    lines = [line for line in lines if not is_chooser(line)]
    level, lines = take_breadcrumb(content, lines, title)
    lines = without_links_above(content, lines)
    definition = definition or _in_text(tree, content, lines, named, survey)
    data = LinkedData(tree.linked_data)
    if not definition:
        described = _described(tree, data, title, lines, survey)
        definition = "" if is_excerpt(described, content) else described
    elif is_of_part(content.raw_sections, definition, title):
        described = _described(tree, data, title, lines, survey)
        definition = described if is_summary(described, definition) else definition
    category = category or declared_category(page, content, data, title) or level
    in_prose = names_in_prose(definition, title, primary_language(language))
    aliases = (*aliases, *_other_names(tree, content, data, title), *in_prose)
    lines = _without_publication(_without_badges(lines, title, category), definition, title)
    definition = limited_definition(without_label(definition, title))
    return PageIntro(category, _distinct(aliases, title), definition, tuple(lines), categories)


def _other_names(tree: Tree, content: Content, data: LinkedData, title: str) -> Iterator[str]:
    yield from declared_names(tree, content)
    yield from manual_names(manual_name_line(content))
    yield from data.alternate_names(title)
    yield from _hidden_questions(content, data)


def _without_publication(lines: list[Line], definition: str, title: str) -> list[Line]:
    """Drop the lines near the top with the date and the author of the page."""
    at = next((at for at, line in enumerate(lines) if line.text == definition), _NAME_LINES)
    at = max(at, _NAME_LINES)
    return [line for line in lines[:at] if not is_publication(line.text, title)] + lines[at:]


def _without_badges(lines: list[Line], *badges: str) -> list[Line]:
    """Drop the lines near the top that are only the title or the category: a link, a badge."""
    return [line for line in lines[:_NAME_LINES] if line.text not in badges] + lines[_NAME_LINES:]


def _select(tree: Tree, selectors: tuple[Selector, ...]) -> Iterator[Element]:
    return (element for selector in selectors for element in selector.select(tree))


def _first_text(elements: Iterable[Element]) -> str:
    return next((text for element in elements if (text := plain_text(element))), "")


def _in_text(
    tree: Tree, content: Content, lines: list[Line], named: Title, survey: FolderSurvey
) -> str:
    """Return the definition in the text of a page; empty for a listing of source code."""
    if is_code_page(tree, content):
        return ""
    own = own_definition(tree, content, lines, named.text, survey)
    return marked_definition(named, own, survey) or own


def _described(
    tree: Tree, data: LinkedData, title: str, lines: list[Line], survey: FolderSurvey
) -> str:
    """Return the description in the head of the page, unless several pages share it."""
    shown = [line.text for line in lines[:_NAME_LINES]]
    found = page_description(tree, data, title, shown)
    if found is None or any(map(survey.is_shared_sentence, found.keys)):
        return ""
    return found.text


def _line_of_names(lines: list[Line]) -> Line | None:
    """Find the line near the top that begins as "also known as" and lists names."""
    return next((line for line in lines[:_NAME_LINES] if is_list_of_names(line.text)), None)


def _names_in_title(title: str) -> tuple[str, ...]:
    """Return both names in a title such as `Large Language Model (LLM)`."""
    match = _BRACKETED.match(title)
    if match is None:
        return ()
    name, bracketed = match.groups()
    return (name, bracketed) if _ACRONYM.fullmatch(bracketed) else (name,)


def _badge(above: list[Line], title: str) -> str:
    """Return the last short line before the title that is neither a breadcrumb nor a list item."""
    for line in reversed(above):
        text = line.text
        if text == title or line.block == "li" or re.search(r"[>›»/→]", text):
            continue
        if not any(map(str.isalpha, text)) or is_byline(text):
            continue  # an icon, a date
        if len(text) <= _MAX_BADGE_LENGTH and not _is_clause(text):
            return text
    return ""


def _is_clause(text: str) -> bool:
    return ends_paragraph(text) or text.endswith(";")


def _alias_line(lines: list[Line], definition: str) -> Line | None:
    """Find the line between title and definition that lists names and is not a sentence."""
    if not lines:
        return None
    first = lines[0]
    if first.text == definition:
        return None
    # Without a paragraph after it, a short line is the definition itself.
    if len(lines) == 1 and not definition:
        return None
    names = names_of_line(first.text)
    if len(first.text) > MAX_NAMES_LENGTH or _is_clause(first.text):
        return None
    if _NOT_NAMES.search(first.text) or is_byline(first.text) or first.block in ("li", "pre", "tr"):
        return None
    return first if all(len(name.split()) <= MAX_NAME_WORDS for name in names) else None


def with_name(aliases: tuple[str, ...], name: str) -> tuple[str, ...]:
    """Add another name of the page, unless it is known or empty."""
    known = {alias.casefold() for alias in aliases}
    return aliases if not name or name.casefold() in known else (*aliases, name)


def _hidden_questions(content: Content, data: LinkedData) -> Iterator[str]:
    """Yield the questions of a page that are not sections of it."""
    shown = {raw.title.casefold() for raw in content.raw_sections}
    return (each for each in data.questions() if each.casefold() not in shown)


def _distinct(aliases: tuple[str, ...], title: str) -> tuple[str, ...]:
    names: dict[str, str] = {}
    for alias in aliases:
        names.setdefault(alias.casefold(), alias)
    names.pop(title.casefold(), None)
    return tuple(names.values())
