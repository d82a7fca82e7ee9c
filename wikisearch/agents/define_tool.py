"""The tool `define`: a term -> its definition and its names."""

from wikisearch.agents.answer_budget import (
    MAX_DEFINITION_TOKENS,
    AnswerLimits,
    most_that_fit,
)
from wikisearch.agents.arguments import Arguments
from wikisearch.agents.page_reference import (
    NotFoundError,
    PageReference,
    find_reference,
)
from wikisearch.agents.short_text import MAX_CATEGORY, short_url, shortened
from wikisearch.agents.tool import Tool, term_parameter
from wikisearch.agents.tool_answers import DefineAnswer, TermName
from wikisearch.index import Index
from wikisearch.model.page import Page
from wikisearch.model.results import Results
from wikisearch.search.names.lookup import HEADING_MATCH_TYPES, NAME_MATCH_TYPES
from wikisearch.search.section_urls import section_url

_MAX_DEFINITION, _MAX_NAME, _MAX_NAMES = 480, 80, 10


def define_tool(limits: AnswerLimits) -> Tool:  # noqa: ARG001 - the answer is always short
    """Return the tool."""
    return Tool(
        "define",
        "Define a term",
        "Return the definition and the other names of one term.",
        (term_parameter(),),
        _define,
    )


def _define(index: Index, arguments: Arguments, limits: AnswerLimits) -> DefineAnswer:  # noqa: ARG001
    """Return what a term means; raises NotFoundError for a term that the wiki does not name."""
    found, notes = _reference(index, arguments.text("term"))
    page, section = found.page, found.section
    names = tuple(
        TermName(shortened(each.name, _MAX_NAME), each.source)
        for each in index.names(page.id)[:_MAX_NAMES]
        if not section and each.page == page.id
    )

    def answer(rows: int, most: int = _MAX_DEFINITION) -> DefineAnswer:
        return DefineAnswer(
            found.id,
            shortened(section.title if section else page.title, _MAX_NAME),
            shortened(section.text if section else _definition(page), most),
            short_url(section_url(index.url(page), section.anchor if section else "")),
            index.generation,
            shortened(page.category, MAX_CATEGORY),
            names[:rows],
            (*arguments.notes, *notes),
        )

    rows = most_that_fit(answer, len(names), MAX_DEFINITION_TOKENS)
    if rows:
        return answer(rows)
    # The id or the script may take so many bytes that the definition must be shorter.
    return answer(
        0, most_that_fit(lambda most: answer(0, most), _MAX_DEFINITION, MAX_DEFINITION_TOKENS)
    )


def _reference(index: Index, term: str) -> tuple[PageReference, tuple[str, ...]]:
    """Return the page with a name, or else what a search takes the term as a name of."""
    try:
        return find_reference(index, term), ()
    except NotFoundError:
        results = index.search(term, limit=1, sections=1, snippets=False)
        for hit in results:
            if hit.match_type in NAME_MATCH_TYPES:
                is_heading = hit.match_type in HEADING_MATCH_TYPES and hit.sections
                found = find_reference(index, hit.sections[0].id if is_heading else hit.id)
                return found, _respelled(results)
        raise


def _respelled(results: Results) -> tuple[str, ...]:
    query = results.rewritten_query
    return (f"no term has this name; this is about: {query}",) if query else ()


def _definition(page: Page) -> str:
    """Return the definition, or else the first text of the page."""
    texts = (page.definition, *(section.text for section in page.sections))
    return next(filter(None, texts), "")
