"""All tools, and a call of one of them."""

from collections.abc import Mapping
from typing import Any

from wikisearch.agents.answer_budget import AnswerLimits
from wikisearch.agents.arguments import did_you_mean, read_arguments
from wikisearch.agents.define_tool import define_tool
from wikisearch.agents.fetch_tool import fetch_tool
from wikisearch.agents.outline_tool import outline_tool
from wikisearch.agents.page_reference import NotFoundError
from wikisearch.agents.related_tool import related_tool
from wikisearch.agents.search_tool import search_tool
from wikisearch.agents.short_text import quoted_value
from wikisearch.agents.tool import Tool
from wikisearch.agents.tool_answers import Answer, ErrorAnswer
from wikisearch.errors import OptionError
from wikisearch.index import Index

_TOOLS = (search_tool, fetch_tool, define_tool, related_tool, outline_tool)


def tools(limits: AnswerLimits) -> dict[str, Tool]:
    """Return all tools by their names; the limits are in their schemas."""
    return {tool.name: tool for tool in (make(limits) for make in _TOOLS)}


def call_tool(
    index: Index, limits: AnswerLimits, name: str, arguments: Mapping[str, Any]
) -> Answer:
    """Run a tool; a wrong name or argument has an ErrorAnswer that names what is allowed."""
    known = tools(limits)
    tool = known.get(name)
    if tool is None:
        hint = did_you_mean(name, list(known), "tools")
        return ErrorAnswer(f"no tool {quoted_value(name)}; {hint}", index.generation)
    try:
        return tool.run(index, read_arguments(name, tool.parameters, arguments), limits)
    except OptionError as error:
        return ErrorAnswer(str(error), index.generation)
    except NotFoundError as error:
        return ErrorAnswer(error.problem, index.generation, error.nearest)
