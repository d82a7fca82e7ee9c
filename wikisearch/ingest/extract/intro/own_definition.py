"""The definition of a page: one that is neither its authors nor a sentence of many pages."""

from collections.abc import Sequence
from dataclasses import replace

from wikisearch.ingest.extract.entries.entry_names import is_declaration
from wikisearch.ingest.extract.intro.definition import find_definition
from wikisearch.ingest.extract.lines.line_kinds import has_sentence
from wikisearch.ingest.extract.raw_sections import Content, Line, RawSection
from wikisearch.ingest.html.plain_text import one_line
from wikisearch.ingest.html.tree import Tree
from wikisearch.ingest.survey.line_keys import line_key
from wikisearch.ingest.survey.survey import FolderSurvey

_MOST_TRIES = 4
_FIRST_WORDS = 4
_MOST_AUTHORS = 20
_MOST_LETTERS = 8
"""Letters of a line besides the names of authors: "and", "by"."""


def own_definition(
    tree: Tree, content: Content, lines: list[Line], title: str, survey: FolderSurvey
) -> str:
    """Find the definition; skip the lines that are not about the term of this page."""
    authors = _authors(tree)
    for _ in range(_MOST_TRIES):
        found = find_definition(content, lines, title, by_shape=content.is_term)
        is_other = _are_in(authors, found) or _is_own_declaration(found, title)
        if not (found and (is_other or survey.is_shared_sentence(line_key(found)))):
            return found
        content = replace(
            content,
            top=_without(content.top, found),
            drafts=[_without(draft, found) for draft in content.drafts],
        )
        lines = [line for line in lines if line.text != found]
    return ""


def _is_own_declaration(text: str, title: str) -> bool:
    """Return whether a text is the declaration of the page's own name: "class Lag (source)"."""
    is_name = title.rpartition(" ")[2] in text.split()[:_FIRST_WORDS]
    return is_name and is_declaration(text) and not has_sentence(text)


def _without(draft: RawSection, text: str) -> RawSection:
    lines = [line for line in draft.lines if line.text != text]
    return draft if len(lines) == len(draft.lines) else replace(draft, lines=lines)


def _authors(tree: Tree) -> list[str]:
    """List the authors that the head of the page names."""
    metas = (meta.attrs for meta in tree.by_name.get("meta", ()))
    names = (one_line(meta.get("content", "")) for meta in metas if _is_author(meta.get("name")))
    return [name for name in names if name][:_MOST_AUTHORS]


def _is_author(name: str | None) -> bool:
    return (name or "").lower() == "author"


def _are_in(authors: Sequence[str], text: str) -> bool:
    """Return whether a text has the names of authors and hardly more."""
    rest = text
    for author in authors:
        rest = rest.replace(author, " ")
    return rest != text and sum(map(str.isalpha, rest)) <= _MOST_LETTERS
