"""Wrong arguments are changed with a note, or answered with what is allowed."""

import pytest

from tests.agents.conftest import value_of
from wikisearch.agents.answer_budget import (
    MAX_DEFINITION_TOKENS,
    AnswerLimits,
    answer_text,
    answer_value,
    estimated_tokens,
)
from wikisearch.agents.tool_table import call_tool
from wikisearch.agents.wiki_resources import term_resources
from wikisearch.errors import OptionError

LIMITS = AnswerLimits()

CHANGED = [
    ("search", {"query": "rag", "limit": "3"}, ""),
    ("search", {"query": "rag", "limit": 3.0}, ""),
    ("search", {"query": "rag", "limit": None, "offset": None, "category": None}, ""),
    ("search", {"query": "rag", "limit": 0}, "limit is at least 1; 1 was used"),
    ("search", {"query": "rag", "limit": -5}, "limit is at least 1; 1 was used"),
    ("search", {"query": "rag", "limit": 10**30}, "limit is at most 25; 25 was used"),
    ("search", {"query": "rag", "limit": 1e400}, "limit must be an integer, not inf; 8 was used"),
    (
        "search",
        {"query": "rag", "limit": "many"},
        "limit must be an integer, not 'many'; 8 was used",
    ),
    ("search", {"query": "rag", "limit": True}, "limit must be an integer, not True; 8 was used"),
    ("search", {"query": "rag", "limit": [3]}, "limit must be an integer, not [3]; 8 was used"),
    ("search", {"query": "rag", "limit": {}}, "limit must be an integer, not {}; 8 was used"),
    ("search", {"query": "rag", "offset": -1}, "offset is at least 0; 0 was used"),
    ("search", {"query": "rag", "offset": 10**9}, "offset is at most 9,992; 9992 was used"),
    (
        "search",
        {"query": "rag", "limt": 2},
        "no argument 'limt', it was ignored; did you mean limit?",
    ),
    (
        "search",
        {"query": "rag", "xyzzy": 2},
        "no argument 'xyzzy', it was ignored; arguments are query, limit, offset, category",
    ),
    ("search", {"query": "rag", "category": ["Safety"]}, ""),
    (
        "search",
        {"query": "rag", "category": ["Safety", "Models"]},
        "category must be a string, not ['Safety', 'Models']; it was ignored",
    ),
    ("search", {"query": "rag", "category": "Safty"}, "Safety"),
    ("search", {"query": 42}, ""),
    ("search", {"query": "a" * 5_000}, "query was cut after 2,000 characters"),
    ("search", {"query": '(((("' * 300}, ""),
    ("search", {"query": "AND OR NOT -"}, ""),
    ("search", {"query": "title: category: ~5 *"}, ""),
    ("search", {"query": "\x00\u202ea\ud800"}, ""),
    ("fetch", {"id": "RAG"}, ""),
    ("fetch", {"id": "rag.html#chunking"}, ""),
    ("fetch", {"id": "rag.html#chunking:~:text=a"}, ""),
    ("fetch", {"id": " rag "}, ""),
    (
        "fetch",
        {"id": "rag", "offset": 10**12},
        "offset 1,000,000,000,000 is beyond the end; the text has",
    ),
    ("fetch", {"id": "rag", "max_chars": 1}, "max_chars is at least 2,000; 2000 was used"),
    ("fetch", {"id": "rag", "max_chars": "all"}, "max_chars must be an integer, not 'all'"),
    ("define", {"term": "rags"}, ""),
    ("related", {"term": "rag", "limit": 0}, "limit is at least 1; 1 was used"),
    ("outline", {"offset": 10**9}, ""),
    ("outline", {"category": "safety"}, ""),
    ("outline", {"offset": "x"}, "offset must be an integer, not 'x'; 0 was used"),
]

REFUSED = [
    ("search", {}, "search: query: is missing or empty; arguments of search are query"),
    ("search", {"query": ""}, "search: query: is missing or empty"),
    ("search", {"query": "  \u200b"}, "search: query: is missing or empty"),
    ("search", {"query": ["a", "b"]}, "search: query: query must be a string, not ['a', 'b']"),
    ("search", {"query": {"text": "a"}}, "query must be a string"),
    ("search", {"query": True}, "query must be a string"),
    ("search", {"q": "rag"}, "search: query: is missing or empty"),
    ("fetch", {}, "fetch: id: is missing or empty"),
    ("fetch", {"id": "no-such-page-at-all"}, "no page 'no-such-page-at-all'"),
    ("fetch", {"id": "rag#none"}, "page 'rag' has no section 'none'"),
    ("fetch", {"id": "../../etc/passwd"}, "no page"),
    ("fetch", {"id": "/etc/passwd"}, "no page"),
    ("fetch", {"id": "https://example.org/rag.html"}, "no page"),
    ("fetch", {"id": "#"}, "no page"),
    ("fetch", {"id": "#chunking"}, "no page"),
    ("fetch", {"id": "x" * 100_000}, "no page"),
    ("define", {"term": "zyzzyva"}, "no page 'zyzzyva'"),
    ("related", {"term": "zyzzyva"}, "no page 'zyzzyva'"),
    ("related", {}, "related: term: is missing or empty"),
    ("outline", {"category": "Safty"}, "no category 'Safty'; the nearest: Safety"),
    ("no_tool", {}, "no tool 'no_tool'; tools are search, fetch, define, related, outline"),
    ("Search", {"query": "rag"}, "no tool 'Search'; did you mean search?"),
]


def test_there_are_fifty_of_them():
    assert len(CHANGED) + len(REFUSED) >= 50


@pytest.mark.parametrize(("name", "arguments", "note"), CHANGED)
def test_a_wrong_argument_is_changed(index, name, arguments, note):
    answer = answer_value(call_tool(index, LIMITS, name, arguments))
    assert "error" not in answer
    notes = answer.get("notes") or answer.get("metadata", {}).get("notes") or []
    assert not note or any(note in each for each in notes), notes
    assert_short(name, answer_text(call_tool(index, LIMITS, name, arguments)))


@pytest.mark.parametrize(("name", "arguments", "problem"), REFUSED)
def test_an_argument_that_cannot_be_guessed_is_refused(index, name, arguments, problem):
    answer = answer_value(call_tool(index, LIMITS, name, arguments))
    assert problem in answer["error"]
    assert answer["generation"] == index.generation
    assert len(answer_text(call_tool(index, LIMITS, name, arguments))) < 1_000


def assert_short(name, text):
    if name == "fetch":
        assert len(text) <= LIMITS.max_chars
    else:
        most = MAX_DEFINITION_TOKENS if name == "define" else LIMITS.max_tokens
        assert estimated_tokens(text) <= most


def test_all_of_them_go_through_the_protocol(play):
    async def session(client):
        return [await client.call_tool(name, arguments) for name, arguments, _ in calls]

    calls = [each for each in (*CHANGED, *REFUSED) if "\ud800" not in str(each)]
    results = play(session)
    assert sum(result.is_error for result in results) == len(REFUSED)
    assert all(value_of(result) for result in results)


@pytest.mark.parametrize(
    ("term", "nearest"),
    [
        ("foundation-models-old", "foundation-model#the-transfer-learning-shift"),
        ("wiki/rag-v2.html#chunking", "rag#chunking"),
        ("ragg", "rag"),
        ("GRPO", "ppo#leaving-the-critic-out"),
    ],
)
def test_a_wrong_id_or_name_is_answered_with_the_nearest(index, term, nearest):
    for name, parameter in (("fetch", "id"), ("define", "term"), ("related", "term")):
        answer = answer_value(call_tool(index, LIMITS, name, {parameter: term}))
        assert nearest in [each["id"] for each in answer["nearest"]]


@pytest.mark.parametrize(
    ("term", "page", "read_as"),
    [
        ("retreival augmentd generation", "rag", "retrieval augmented generation"),
        ("vector databse", "vector-database", "vector database"),
    ],
)
def test_a_name_with_a_typo_is_defined_with_a_note(index, term, page, read_as):
    answer = answer_value(call_tool(index, LIMITS, "define", {"term": term}))
    assert answer["id"] == page
    assert answer["notes"] == [f"no term has this name; this is about: {read_as}"]


def test_a_heading_is_defined_by_its_section(index):
    answer = answer_value(call_tool(index, LIMITS, "define", {"term": "catastrophic forgetting"}))
    assert answer["id"] == "fine-tuning#catastrophic-forgetting"


def test_the_last_results_that_can_be_reached_have_no_next_offset(index):
    arguments = {"query": "a model", "limit": 9_990, "offset": 50}
    answer = answer_value(call_tool(index, AnswerLimits(max_results=9_990), "search", arguments))
    assert answer["total"] > 11
    assert "offset is at most 10; 10 was used" in answer["notes"]
    assert "next_offset" not in answer


def test_a_limit_beyond_the_results_of_a_search_is_refused():
    with pytest.raises(OptionError, match="max results: must be at most 10,000, not 10,001"):
        AnswerLimits(max_results=10_001)


@pytest.mark.parametrize("cursor", ["-1", "x", "175", "9" * 5_000, "٣"])
def test_a_cursor_of_another_list_is_refused(index, cursor):
    with pytest.raises(OptionError, match="cursor"):
        term_resources(index, cursor)


@pytest.mark.parametrize("wrong", [{"max_tokens": 10}, {"max_chars": 100}, {"max_results": 0}])
def test_a_limit_without_room_for_an_answer_is_refused(wrong):
    with pytest.raises(OptionError, match="or more"):
        AnswerLimits(**wrong)
