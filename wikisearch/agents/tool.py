"""A tool, as a list of tools describes it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wikisearch.agents.answer_budget import AnswerLimits
from wikisearch.agents.answer_schema import answer_schema
from wikisearch.agents.arguments import Arguments, Parameter
from wikisearch.agents.tool_answers import Answer
from wikisearch.index import Index

_SHOWN = 8
"""Results without an argument."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool that a model can call."""

    name: str
    title: str
    """For people."""

    description: str
    """For models."""

    parameters: tuple[Parameter, ...]
    run: Callable[[Index, Arguments, AnswerLimits], Answer]
    answer: type[Answer] | None = None
    """Kind of its answers, for a tool that describes them."""

    def input_schema(self) -> dict[str, Any]:
        """Return the JSON schema of the arguments."""
        return {
            "type": "object",
            "properties": {each.name: each.schema() for each in self.parameters},
            "required": [each.name for each in self.parameters if each.is_required],
        }

    def output_schema(self) -> dict[str, Any] | None:
        """Return the JSON schema of the answers, or None."""
        return answer_schema(self.answer) if self.answer else None


def term_parameter() -> Parameter:
    """Return the parameter that names a term."""
    return Parameter("term", "string", "Title, other name, or id.", is_required=True)


def limit_parameter(limits: AnswerLimits) -> Parameter:
    """Return the parameter for the number of results."""
    most = limits.max_results
    return Parameter("limit", "integer", "", min(_SHOWN, most), 1, most)


def offset_parameter(source: str = "next_offset") -> Parameter:
    """Return the parameter for where to go on; `source` is a field of the answer before."""
    return Parameter("offset", "integer", f"{source} of the answer before.", default=0)


def category_parameter() -> Parameter:
    """Return the parameter for a category."""
    return Parameter("category", "string", "Only this category.")
