"""Resources: URIs of the terms and sections of the wiki, and their completions."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote

from wikisearch.agents.answer_budget import AnswerLimits
from wikisearch.agents.arguments import Arguments
from wikisearch.agents.fetch_tool import fetch_text
from wikisearch.agents.page_reference import NotFoundError
from wikisearch.agents.short_text import quoted_value
from wikisearch.agents.tool_answers import FetchAnswer, NearPage
from wikisearch.agents.untrusted_text import on_one_line, visible_id
from wikisearch.errors import OptionError, TermNotFoundError
from wikisearch.index import Index

PREFIX = "wiki://term/"
TERM_TEMPLATE = f"{PREFIX}{{id}}"
SECTION_TEMPLATE = f"{TERM_TEMPLATE}/{{anchor}}"

_MAX_CURSOR = 9
"""Digits: Python refuses to convert thousands of them."""

PAGE_SIZE = 100
"""Resources in one answer, and completions at most: the protocol allows no more."""


@dataclass(frozen=True, slots=True)
class TermResource:
    """A term as a resource."""

    uri: str
    title: str
    category: str


def term_resources(index: Index, cursor: str | None) -> tuple[tuple[TermResource, ...], str | None]:
    """Return some terms in order of their ids, and the cursor of the next ones.

    Raises OptionError for an invalid cursor.
    """
    pages = index.pages()
    is_number = cursor and cursor.isascii() and cursor.isdigit() and len(cursor) <= _MAX_CURSOR
    if cursor and not (is_number and int(cursor) < len(pages)):
        raise OptionError("cursor", "is not from this server", "begin again without one")
    start = int(cursor or 0)
    end = start + PAGE_SIZE
    found = tuple(
        TermResource(_uri(each.id), on_one_line(each.title), on_one_line(each.category))
        for each in pages[start:end]
    )
    return found, str(end) if end < len(pages) else None


def read_resource(index: Index, uri: str, limits: AnswerLimits) -> FetchAnswer:
    """Return what `fetch` answers for a URI.

    Raises NotFoundError; the ids of its `nearest` pages are URIs.
    """
    if not uri.startswith(PREFIX):
        raise NotFoundError(f"no resource {quoted_value(uri)}; URIs are {TERM_TEMPLATE}", ())
    path = uri.removeprefix(PREFIX)
    page, slash, anchor = path.partition("/")
    ids = [unquote(page) + (f"#{unquote(anchor)}" if slash else "")]
    if slash:
        ids.append(unquote(path))  # a client that does not encode the slashes of an id
    for each in ids:
        values: dict[str, str | int] = {"id": each, "offset": 0, "max_chars": limits.max_chars}
        try:
            return fetch_text(index, Arguments(values), limits)
        except NotFoundError as error:
            problem, nearest = error.problem, error.nearest
    raise NotFoundError(problem, tuple(NearPage(_uri(near.id), near.title) for near in nearest))


def completions(index: Index, name: str, text: str, page_id: str) -> Sequence[str]:
    """Complete the id of a term, or the anchor of a section on a page."""
    if name == "id":
        return [visible_id(each.id) for each in index.suggest(text, limit=PAGE_SIZE)]
    try:
        page = index.page(page_id)
    except TermNotFoundError:
        return []
    anchors = [visible_id(each.anchor) for each in page.sections if each.anchor]
    return [each for each in anchors if each.startswith(text)][:PAGE_SIZE]


def _uri(section_id: str) -> str:
    page, mark, anchor = section_id.partition("#")
    return f"{PREFIX}{quote(page, safe='')}" + (f"/{quote(anchor, safe='')}" if mark else "")
