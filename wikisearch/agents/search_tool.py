"""The tool `search`: a query -> pages, each with its best section."""

from collections.abc import Iterator

from wikisearch.agents.answer_budget import AnswerLimits, most_that_fit
from wikisearch.agents.arguments import Arguments, Parameter
from wikisearch.agents.page_reference import nearest_pages
from wikisearch.agents.short_text import short_note, short_url, shortened
from wikisearch.agents.tool import (
    Tool,
    category_parameter,
    limit_parameter,
    offset_parameter,
)
from wikisearch.agents.tool_answers import FoundPage, SearchAnswer
from wikisearch.agents.untrusted_text import visible_id
from wikisearch.index import Index
from wikisearch.model.request import MAX_RESULTS
from wikisearch.model.results import Hit, MatchType, Results
from wikisearch.query_log import logged_search

_OPERATORS = 'Words, "a phrase", -word, a OR b, prefix*, title:word, in:heading.'

_MAX_TITLE = 120

_BEST, _BEST_SNIPPET, _MAX_SNIPPET = 3, 240, 120
"""The answer is nearly always among the best results; later ones have shorter snippets."""

_SECTIONS = 3
"""Sections of one of the best results."""


def search_tool(limits: AnswerLimits) -> Tool:
    """Return the tool."""
    return Tool(
        "search",
        "Search the wiki",
        "Search the wiki. Returns pages, best first, each with a snippet and the ids of its best"
        " sections; read a section with fetch.",
        (
            Parameter("query", "string", _OPERATORS, is_required=True),
            limit_parameter(limits),
            offset_parameter(),
            category_parameter(),
            Parameter("in", "string", "Only below this heading; or definition, why, deepdive."),
        ),
        _search,
        SearchAnswer,
    )


def _search(index: Index, arguments: Arguments, limits: AnswerLimits) -> SearchAnswer:
    """Search, and return as many results as the answer has room for."""
    limit = min(arguments.number("limit"), limits.max_results)
    last_offset = MAX_RESULTS - limit
    offset = min(arguments.number("offset"), last_offset)
    results = index.search(
        _query(arguments),
        limit=limit,
        offset=offset,
        category=arguments.text("category"),
        sections=_SECTIONS,
    )
    found = tuple(_found_page(hit, offset + row) for row, hit in enumerate(results))
    notes = (*arguments.notes, *_notes(index, results, arguments.text("query")))
    if arguments.number("offset") > last_offset:
        notes += (f"offset is at most {last_offset:,}; {last_offset} was used",)
    searched = logged_search(results, index.generation)

    def answer(rows: int) -> SearchAnswer:
        end = offset + rows
        return SearchAnswer(
            found[:rows],
            results.total,
            index.generation,
            end if end < min(results.total, last_offset + 1) else None,
            notes,
            searched,
        )

    return answer(most_that_fit(answer, len(found), limits.max_tokens))


def _query(arguments: Arguments) -> str:
    """Return the query, limited to a heading by the operator of the query language."""
    query, heading = arguments.text("query"), arguments.text("in").replace('"', " ").strip()
    return f'in:"{heading}" ({query})' if heading else query


def _found_page(hit: Hit, rank: int) -> FoundPage:
    is_best = rank < _BEST
    best, *others = hit.sections or (None,)
    named = best if best and best.id != hit.id else None
    snippet = named.snippet if named else hit.snippet
    return FoundPage(
        id=visible_id(hit.id),
        title=shortened(hit.title, _MAX_TITLE),
        url=short_url(hit.url),
        match_type=str(hit.match_type),
        snippet=shortened(snippet.text, _BEST_SNIPPET if is_best else _MAX_SNIPPET),
        section=visible_id(named.id) if named else "",
        heading=shortened(named.title, _MAX_TITLE) if named else "",
        more_sections=tuple(
            visible_id(each.id) for each in others if is_best and each.id != hit.id
        ),
    )


def _notes(index: Index, results: Results, query: str) -> Iterator[str]:
    yield from map(short_note, results.warnings)
    if results.rewritten_query:
        yield f"no page has all of it as typed; these are results for: {results.rewritten_query}"
    elif results.suggestion:
        yield f"did you mean: {results.suggestion}"
    if any(hit.match_type is MatchType.SOME_WORDS for hit in results):
        yield f"results of match_type {MatchType.SOME_WORDS} have only some of the words"
    if not results.total:
        yield from _remedies(index, query)


def _remedies(index: Index, query: str) -> Iterator[str]:
    near = nearest_pages(index, query)
    if near:
        yield f"nothing found; similar titles: {', '.join(each.title for each in near)}"
    else:
        yield "nothing found; use fewer or other words, or list the terms with outline"
