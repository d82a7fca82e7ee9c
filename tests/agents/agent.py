"""An agent that answers judged questions with the tools, and counts the tokens that it reads."""

from dataclasses import dataclass, field
from pathlib import Path

from tests.agents.conftest import value_of
from wikisearch.agents.answer_budget import estimated_tokens
from wikisearch.evaluation import read_task

JUDGED = Path(__file__).parents[1] / "relevance"
ANSWERS = 2
"""Grade of a section that answers a query, or more."""


def judged_task(level):
    return read_task(
        JUDGED / "queries.tsv", JUDGED / f"{level}s.qrels", level, JUDGED / "classes.tsv"
    )


@dataclass
class Reading:
    """What the agent read for one query."""

    search_tokens: int
    fetch_tokens: list[int] = field(default_factory=list)
    has_answer: bool = False

    @property
    def tokens(self):
        return self.search_tokens + sum(self.fetch_tokens)


async def read_until_answered(client, index, query, wanted):
    """Search, and fetch the section of one result after the other until a wanted one is read."""
    found = await client.call_tool("search", {"query": query})
    reading = Reading(estimated_tokens(found.content[0].text))
    for row in value_of(found)["results"]:
        section = row.get("section", row["id"])
        answer = await client.call_tool("fetch", {"id": section})
        reading.fetch_tokens.append(estimated_tokens(answer.content[0].text))
        if wanted & sections_in(index, section):
            reading.has_answer = True
            break
    return reading


def sections_in(index, section_id):
    """Ids of the sections in the text of a page, or of a section and those below it."""
    page_id, _, anchor = section_id.partition("#")
    keys, level = set(), 0
    for section in index.page(page_id).sections:
        if not anchor or section.anchor == anchor:
            level = level or section.level
        elif section.level <= level:
            break
        if level:
            keys.add(f"{page_id}#{section.anchor}" if section.anchor else page_id)
    return keys


def wanted_sections(task, query):
    """Ids of the sections that answer a query."""
    return {unit for unit, grade in task.judged.get(query, {}).items() if grade >= ANSWERS}
