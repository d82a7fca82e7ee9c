"""The tool `outline`: what is in the wiki, or in one of its categories."""

from wikisearch.agents.answer_budget import AnswerLimits, most_that_fit
from wikisearch.agents.arguments import Arguments
from wikisearch.agents.page_reference import NotFoundError
from wikisearch.agents.short_text import MAX_CATEGORY, quoted_value, shortened
from wikisearch.agents.tool import Tool, category_parameter, offset_parameter
from wikisearch.agents.tool_answers import OutlineAnswer
from wikisearch.agents.untrusted_text import visible_id
from wikisearch.index import Index
from wikisearch.search.suggest.nearest import nearest_names

_MAX_ROWS, _MAX_ROWS_WITH_TEXT = 250, 60
"""Terms that an answer is tried with; more have no room in the default limit."""

_FEW, _MAX_CATEGORIES = 20, 40
_MAX_TITLE, _MAX_ABOUT = 80, 90


def outline_tool(limits: AnswerLimits) -> Tool:  # noqa: ARG001 - the argument of all tools
    """Return the tool."""
    return Tool(
        "outline",
        "List what is in the wiki",
        "List the categories and terms of the wiki. With a category, each term has the start of"
        " its definition.",
        (category_parameter(), offset_parameter()),
        _outline,
    )


def _outline(index: Index, arguments: Arguments, limits: AnswerLimits) -> OutlineAnswer:
    """List terms, as many as the answer has room for.

    Those of a category, or of a small wiki, have the start of their definitions.
    """
    category = arguments.text("category")
    pages = index.pages(category or None)
    if category and not pages:
        raise NotFoundError(_unknown_category(index, category), ())
    offset = arguments.number("offset")
    counts = index.categories()
    has_text = bool(category) or len(pages) <= _FEW
    most = _MAX_ROWS_WITH_TEXT if has_text else _MAX_ROWS
    terms = [
        (visible_id(each.id), _line(each.title, index.page(each.id).definition if has_text else ""))
        for each in pages[offset : offset + most]
    ]
    listed = () if category or offset else counts[:_MAX_CATEGORIES]
    categories = {shortened(each.value, MAX_CATEGORY): each.count for each in listed}
    notes = (*arguments.notes, *_unlisted(len(counts) - len(listed) if listed else 0))

    def answer(rows: int) -> OutlineAnswer:
        end = offset + rows
        return OutlineAnswer(
            len(pages),
            dict(terms[:rows]),
            index.generation,
            categories,
            end if end < len(pages) else None,
            notes,
        )

    return answer(most_that_fit(answer, len(terms), limits.max_tokens))


def _line(title: str, definition: str) -> str:
    line = shortened(title, _MAX_TITLE)
    return f"{line}: {shortened(definition, _MAX_ABOUT)}" if definition else line


def _unlisted(categories: int) -> tuple[str, ...]:
    return (f"{categories:,} smaller categories are not listed",) if categories else ()


def _unknown_category(index: Index, category: str) -> str:
    names = [each.value for each in index.categories()]
    near = nearest_names(category, names, str.casefold, or_any=True)
    shown = ", ".join(shortened(each, MAX_CATEGORY) for each in near)
    hint = f"the nearest: {shown}" if near else "the wiki has no categories"
    return f"no category {quoted_value(category)}; {hint}"
