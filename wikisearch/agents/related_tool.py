"""The tool `related`: a term -> the terms that are related to it, with the reasons."""

from wikisearch.agents.answer_budget import AnswerLimits, most_that_fit
from wikisearch.agents.arguments import Arguments
from wikisearch.agents.page_reference import find_reference
from wikisearch.agents.tool import Tool, limit_parameter, term_parameter
from wikisearch.agents.tool_answers import RelatedAnswer, RelatedPage
from wikisearch.agents.untrusted_text import on_one_line, visible_id
from wikisearch.index import Index
from wikisearch.render.page_text import relation_reason


def related_tool(limits: AnswerLimits) -> Tool:
    """Return the tool."""
    return Tool(
        "related",
        "List related terms",
        "List the terms that are related to a term, closest first, with the reasons.",
        (term_parameter(), limit_parameter(limits)),
        _related,
        RelatedAnswer,
    )


def _related(index: Index, arguments: Arguments, limits: AnswerLimits) -> RelatedAnswer:
    """Return related terms; raises NotFoundError for a term that the wiki does not name."""
    page = find_reference(index, arguments.text("term")).page
    limit = min(arguments.number("limit"), limits.max_results)
    found = tuple(
        RelatedPage(visible_id(each.id), on_one_line(each.title), relation_reason(each))
        for each in index.related(page.id, limit=limit)
    )

    def answer(rows: int) -> RelatedAnswer:
        return RelatedAnswer(
            visible_id(page.id),
            on_one_line(page.title),
            found[:rows],
            index.generation,
            arguments.notes,
        )

    return answer(most_that_fit(answer, len(found), limits.max_tokens))
