"""The judged queries through the tools: the ranking of the library, in few tokens.

The floors may only become better.
"""

import math
import statistics
from pathlib import Path

import pytest

from tests.agents.agent import judged_task, read_until_answered, wanted_sections
from tests.agents.conftest import play_session, value_of
from wikisearch.agents.answer_budget import AnswerLimits, estimated_tokens
from wikisearch.evaluation import Level, RankedUnit, evaluate

pytestmark = pytest.mark.slow

DOCS = Path(__file__).parents[2] / "docs/mcp.md"
MEASURE = "nDCG@10"
MAX_SEARCH_MEDIAN, MAX_SEARCH_TOKENS = 830, 1_050
"""Tokens of an answer of `search` with the default arguments: the median, and of the longest."""

MAX_MEDIAN_UNTIL_READ = 1_500
MIN_ANSWERED = 0.975
"""Share of the queries with an answer among the first results."""


@pytest.fixture(scope="module")
def task():
    return judged_task(Level.SECTION)


@pytest.fixture(scope="module")
def readings(live, index, task):
    """What an agent reads for each query that a section answers."""

    async def session(client):
        found = {}
        for query, text in task.queries.items():
            wanted = wanted_sections(task, query)
            if wanted:
                found[query] = await read_until_answered(client, index, text, wanted)
        return found

    return play_session(live, "auto", session)


def test_the_ranking_is_that_of_the_library(live, index):
    task = judged_task(Level.PAGE)

    async def session(client):
        found = {}
        for query, text in task.queries.items():
            answer = await client.call_tool("search", {"query": text, "limit": 10})
            found[query] = [row["id"] for row in value_of(answer)["results"]]
        return found

    by_tool = play_session(live, "auto", session)
    by_library = {
        query: [hit.id for hit in index.search(text, limit=10, snippets=False)]
        for query, text in task.queries.items()
    }
    assert by_tool == by_library
    values = [
        evaluate(task, ranked_units(ranking), (MEASURE,)).measures[MEASURE]
        for ranking in (by_tool, by_library)
    ]
    assert values[0] == values[1] > 0.9


def ranked_units(ranking):
    return [
        RankedUnit(query, unit, rank)
        for query, units in ranking.items()
        for rank, unit in enumerate(units, 1)
    ]


def test_an_answer_of_search_has_few_tokens(live, task):
    async def session(client):
        texts = [
            (await client.call_tool("search", {"query": text})).content[0].text
            for text in task.queries.values()
        ]
        return list(map(estimated_tokens, texts))

    tokens = play_session(live, "auto", session)
    assert statistics.median(tokens) <= MAX_SEARCH_MEDIAN
    assert max(tokens) <= MAX_SEARCH_TOKENS < AnswerLimits().max_tokens


def test_an_agent_reads_few_tokens_until_the_answer(readings):
    tokens = [each.tokens if each.has_answer else math.inf for each in readings.values()]
    assert len(tokens) > 500
    assert statistics.median(tokens) <= MAX_MEDIAN_UNTIL_READ
    assert sum(map(math.isfinite, tokens)) / len(tokens) >= MIN_ANSWERED


def test_the_documentation_shows_the_floors():
    page = DOCS.read_text(encoding="utf-8")
    for floor in (MAX_SEARCH_MEDIAN, MAX_SEARCH_TOKENS, MAX_MEDIAN_UNTIL_READ):
        assert f" {floor:,}" in page
