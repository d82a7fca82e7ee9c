"""The definition of a page: one that is neither its authors nor a sentence of many pages."""

import re
from collections.abc import Collection, Container, Iterator, Sequence
from dataclasses import replace

from wikisearch.ingest.extract.entries.entry_names import is_declaration
from wikisearch.ingest.extract.intro.boxes import texts_in_boxes, texts_of_captions
from wikisearch.ingest.extract.intro.broken_lines import without_open_end
from wikisearch.ingest.extract.intro.definition import find_definition
from wikisearch.ingest.extract.intro.definition_lines import begins_with
from wikisearch.ingest.extract.intro.name_lines import manual_subtitle
from wikisearch.ingest.extract.lines.how_to_steps import is_instruction
from wikisearch.ingest.extract.lines.line_kinds import has_sentence, is_sentence
from wikisearch.ingest.extract.lines.reader_notes import is_note
from wikisearch.ingest.extract.raw_sections import Content, Line, RawSection
from wikisearch.ingest.html.plain_text import one_line
from wikisearch.ingest.html.tree import Tree
from wikisearch.ingest.survey.line_keys import line_key
from wikisearch.ingest.survey.survey import FolderSurvey

_NUMBERED = re.compile(r"\d{1,2}(?:\s?\)|\s?[-–—]\s)\s*[^\W\d]")
"""The start of an item of a list: "4- Turn the wheel"."""
_NUMBER = re.compile(r"\d+")
_MAX_TRIES = 4
_FIRST_WORDS = 4
_MAX_AUTHORS = 20
_MAX_HEADINGS = 20
_MAX_LETTERS = 8
"""Letters of a line besides the names of authors: "and", "by"."""


def own_definition(
    tree: Tree, content: Content, lines: list[Line], title: str, survey: FolderSurvey
) -> str:
    """Find the definition; skip the lines that are not about the term of this page.

    A tip, a warning or the caption of a picture is about a part of the page.
    """
    boxed = {text for text in texts_in_boxes(tree) if not begins_with(text, title)}
    boxed |= texts_of_captions(tree) | tree.pictures | _texts_of_banner(content, title)
    if boxed and any(line.text in boxed for line in _lines_of(content)):
        content = _without_all(content, boxed)
        lines = [line for line in lines if line.text not in boxed]
    found = _find(tree, content, lines, title, survey)
    return without_open_end(_lines_of(content), found) or manual_subtitle(content)


def _texts_of_banner(content: Content, title: str) -> frozenset[str]:
    """Return the lines above the title if they begin with a note, such as that of an archive."""
    above = content.top.lines[: content.lines_before_title]
    is_banner = bool(above) and is_note(above[0].text, title)
    return frozenset(line.text for line in above) if is_banner else frozenset()


def _find(tree: Tree, content: Content, lines: list[Line], title: str, survey: FolderSurvey) -> str:
    authors = _authors(tree)
    headings = {raw.title.casefold() for raw in content.raw_sections[:_MAX_HEADINGS]}
    for _ in range(_MAX_TRIES):
        found = find_definition(content, lines, title, survey)
        if is_instruction(found, title):
            return ""  # the other sentences are further steps
        is_other = _are_in(authors, found) or _is_own_declaration(found, title)
        is_other = is_other or is_note(found, title) or _NUMBERED.match(found) is not None
        is_other = is_other or _repeats(headings, found)
        key = line_key(found)
        is_shared = survey.is_shared_sentence(key) or survey.count_at_bottom(key) > 0
        is_shared = is_shared or survey.count_below_title(key) > 0
        is_shared = is_shared and not _has_number_of(found, title)
        if not (found and (is_other or is_shared)):
            return found
        content = _without_all(_without_section(content, found), {found})
        lines = [line for line in lines if line.text != found]
    return ""


def _repeats(headings: Collection[str], text: str) -> bool:
    """Return whether a phrase is a heading, or two, as in the caption of a picture below them."""
    if is_sentence(text):
        return False
    words = text.casefold()
    rests = [words[len(each) :].strip() for each in headings if words.startswith(each)]
    return any(not rest or rest in headings for rest in rests)


def _has_number_of(text: str, title: str) -> bool:
    """Return whether a text has a number of the title: "It is the code of part 3." in "Part3"."""
    numbers = _NUMBER.findall(text)
    return bool(numbers) and not set(numbers).isdisjoint(_NUMBER.findall(title))


def _is_own_declaration(text: str, title: str) -> bool:
    """Return whether a text is the declaration of the page's own name: "class Lag (source)"."""
    is_name = title.rpartition(" ")[2] in text.split()[:_FIRST_WORDS]
    return is_name and is_declaration(text) and not has_sentence(text)


def _lines_of(content: Content) -> Iterator[Line]:
    return (line for raw in (content.top, *content.raw_sections) for line in raw.lines)


def _without_section(content: Content, heading: str) -> Content:
    """Leave out the section with a heading: the name of the site above the title of the page."""
    others = [raw for raw in content.raw_sections if raw.title != heading]
    return replace(content, raw_sections=others)


def _without_all(content: Content, texts: Container[str]) -> Content:
    raw_sections = [_without(raw, texts) for raw in content.raw_sections]
    return replace(content, top=_without(content.top, texts), raw_sections=raw_sections)


def _without(raw: RawSection, texts: Container[str]) -> RawSection:
    lines = [line for line in raw.lines if line.text not in texts]
    return raw if len(lines) == len(raw.lines) else replace(raw, lines=lines)


def _authors(tree: Tree) -> list[str]:
    """List the authors that the head of the page names."""
    metas = (meta.attrs for meta in tree.by_name.get("meta", ()))
    names = (one_line(meta.get("content", "")) for meta in metas if _is_author(meta.get("name")))
    return [name for name in names if name][:_MAX_AUTHORS]


def _is_author(name: str | None) -> bool:
    return (name or "").lower() == "author"


def _are_in(authors: Sequence[str], text: str) -> bool:
    """Return whether a text has the names of authors and hardly more."""
    rest = text
    for author in authors:
        rest = rest.replace(author, " ")
    return rest != text and sum(map(str.isalpha, rest)) <= _MAX_LETTERS
