"""The tools: names, parameters and descriptions, as a model reads them, and functions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from wikisearch.agents.answer_budget import LEAST_CHARACTERS, AnswerLimits
from wikisearch.agents.arguments import Arguments, Parameter, did_you_mean, read_arguments
from wikisearch.agents.define_tool import define_tool
from wikisearch.agents.fetch_tool import fetch_tool
from wikisearch.agents.outline_tool import outline_tool
from wikisearch.agents.page_reference import NotFoundError
from wikisearch.agents.related_tool import related_tool
from wikisearch.agents.search_tool import search_tool
from wikisearch.agents.tool_answers import (
    Answer,
    DefineAnswer,
    ErrorAnswer,
    FetchAnswer,
    OutlineAnswer,
    RelatedAnswer,
    SearchAnswer,
)
from wikisearch.errors import OptionError
from wikisearch.index import Index

_SHOWN = 8
"""Results without an argument."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool that a model can call."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    answer_type: type
    run: Callable[[Index, Arguments, AnswerLimits], Answer]

    def input_schema(self) -> dict[str, Any]:
        """Return the JSON schema of the arguments."""
        return {
            "type": "object",
            "properties": {each.name: each.schema() for each in self.parameters},
            "required": [each.name for each in self.parameters if each.is_required],
        }


def _term(description: str) -> Parameter:
    return Parameter("term", "string", description, is_required=True)


def _offset(description: str) -> Parameter:
    return Parameter("offset", "integer", description, default=0)


def tools(limits: AnswerLimits) -> dict[str, Tool]:
    """Return all tools by their names; the limits are in their schemas."""
    most = limits.max_results
    limit = Parameter("limit", "integer", "", min(_SHOWN, most), 1, most)
    category = Parameter("category", "string", "Only this category.")
    return {
        tool.name: tool
        for tool in (
            Tool(
                "search",
                "Search the wiki",
                "Search the wiki. Returns pages, best first, each with a snippet and the id of its"
                " best section; read that section with fetch.",
                (
                    Parameter(
                        "query",
                        "string",
                        'Words, "a phrase", -word, a OR b, prefix*, title:word, in:heading.',
                        is_required=True,
                    ),
                    limit,
                    _offset("next_offset of the answer before."),
                    category,
                ),
                SearchAnswer,
                search_tool,
            ),
            Tool(
                "fetch",
                "Read a page or a section",
                "Read a page or one section as Markdown. A section costs far less than a page."
                " metadata.sections lists all sections of the page; metadata.next_offset is there"
                " if text is left.",
                (
                    Parameter(
                        "id",
                        "string",
                        "Page id, or page#anchor for a section.",
                        is_required=True,
                    ),
                    _offset("metadata.next_offset of the answer before."),
                    Parameter(
                        "max_chars",
                        "integer",
                        "Length of the answer.",
                        limits.max_chars,
                        LEAST_CHARACTERS,
                        limits.max_chars,
                    ),
                ),
                FetchAnswer,
                fetch_tool,
            ),
            Tool(
                "define",
                "Define a term",
                "Return the definition and the other names of one term.",
                (_term("Title, other name, or id."),),
                DefineAnswer,
                define_tool,
            ),
            Tool(
                "related",
                "List related terms",
                "List the terms that are related to a term, closest first, with the reasons.",
                (_term("Title, other name, or id."), limit),
                RelatedAnswer,
                related_tool,
            ),
            Tool(
                "outline",
                "List what is in the wiki",
                "List the categories and terms of the wiki. With a category, each term has the"
                " start of its definition.",
                (category, _offset("next_offset of the answer before.")),
                OutlineAnswer,
                outline_tool,
            ),
        )
    }


def call_tool(
    index: Index, limits: AnswerLimits, name: str, arguments: Mapping[str, Any]
) -> Answer:
    """Run a tool; a wrong name or argument has an ErrorAnswer that names what is allowed."""
    known = tools(limits)
    tool = known.get(name)
    if tool is None:
        hint = did_you_mean(name, list(known), "tools")
        return ErrorAnswer(f"no tool {name!r}; {hint}", index.generation)
    try:
        return tool.run(index, read_arguments(name, tool.parameters, arguments), limits)
    except OptionError as error:
        return ErrorAnswer(str(error), index.generation)
    except NotFoundError as error:
        return ErrorAnswer(error.problem, index.generation, error.nearest)
