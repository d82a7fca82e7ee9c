"""`docs/mcp.md` shows real answers, real limits, and all tools with their arguments."""

import json
import re
from pathlib import Path

import pytest

from wikisearch.agents import answer_budget
from wikisearch.agents.answer_budget import AnswerLimits, answer_value
from wikisearch.agents.tool_table import call_tool, tools

PAGE = (Path(__file__).parents[2] / "docs/mcp.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"`(\w+) (\{[^`]+\})` answers:\n\n```json\n(.*?)```", PAGE, re.DOTALL)


def test_there_are_examples():
    assert len(EXAMPLES) == 3


@pytest.mark.parametrize(("name", "arguments", "shown"), EXAMPLES)
def test_an_example_is_the_answer(index, name, arguments, shown):
    answer = call_tool(index, AnswerLimits(), name, json.loads(arguments))
    assert json.loads(shown) == answer_value(answer)


def test_the_documented_tools_and_arguments_are_those_of_the_table():
    rows = re.findall(r"^\| `(\w+)` \| (`[^|]+`) \|", PAGE, re.MULTILINE)
    documented = {name: re.findall(r"`(\w+)`", arguments) for name, arguments in rows}
    known = tools(AnswerLimits()).values()
    assert documented == {
        tool.name: [parameter.name for parameter in tool.parameters] for tool in known
    }


def test_the_documented_limits_are_those_of_the_code():
    rows = re.findall(r"^\| `--(\S+)` \| ([\d,]+) \|", PAGE, re.MULTILINE)
    assert {name.replace("-", "_"): int(value.replace(",", "")) for name, value in rows} == {
        "max_tokens": AnswerLimits().max_tokens,
        "max_chars": AnswerLimits().max_chars,
        "max_results": AnswerLimits().max_results,
    }
    assert f"at most {answer_budget.MAX_DEFINITION_TOKENS} tokens" in PAGE
