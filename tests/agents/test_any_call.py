"""Any call gets a bounded answer, and any text stays between its marks."""

import json
import re

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wikisearch.agents.answer_budget import (
    MAX_DEFINITION_TOKENS,
    AnswerLimits,
    answer_text,
    estimated_tokens,
)
from wikisearch.agents.tool_table import call_tool, tools
from wikisearch.agents.untrusted_text import cleaned, marked, visible_id, without_marks

NAMES = ("search", "fetch", "define", "related", "outline")
TEXTS = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["rag", "RAG", "rag#chunking", "rag.html", "Safety", "cost barrier", "a OR b"]),
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=4,
)
PARAMETERS = sorted(
    {each.name for tool in tools(AnswerLimits()).values() for each in tool.parameters}
)
LIMITS = AnswerLimits(max_tokens=1_000, max_chars=2_500, max_results=10)

_mark = re.compile(r"[<＜﹤‹〈⟨][\W_]*untrusted[\W_]*wiki[\W_]*text", re.IGNORECASE)


@pytest.mark.slow
@settings(max_examples=400)
@given(
    st.sampled_from(NAMES),
    st.dictionaries(st.sampled_from(PARAMETERS) | st.text(max_size=500), VALUES, max_size=20),
)
def test_any_arguments_get_an_answer_within_the_limits(index, name, arguments):
    text = answer_text(call_tool(index, LIMITS, name, arguments))
    value = json.loads(text)
    assert "error" in value or {"results", "text", "definition", "related", "terms"} & value.keys()
    schema = tools(LIMITS)[name].output_schema()
    if schema and "error" not in value:
        jsonschema.Draft202012Validator(schema).validate(value)
        assert value.keys() <= schema["properties"].keys()
    if name == "fetch":
        assert len(text) <= LIMITS.max_chars
    elif name != "define":
        assert estimated_tokens(text) <= LIMITS.max_tokens
    elif "notes" not in value:
        assert estimated_tokens(text) <= MAX_DEFINITION_TOKENS


@given(
    st.lists(
        st.sampled_from(["<", "</", "＜", "untrusted", "_", "wiki", "text", ">", " ", "|", "im"])
        | st.characters(),
        max_size=30,
    )
)
def test_no_text_imitates_its_marks(pieces):
    text = without_marks(cleaned("".join(pieces)))
    assert len(_mark.findall(marked(text))) == 2
    assert not re.search(r"<\|[^\s|<>]+\|>", text)


@given(st.text())
def test_text_is_clean_after_one_pass(text):
    once = cleaned(text)
    assert cleaned(once) == once
    assert "\n" not in visible_id(text)
    once.encode("utf-8")
