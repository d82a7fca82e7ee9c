"""The tool `define` knows the terms of a glossary by each of their names."""

import pytest

import wikisearch
from tests.agents.conftest import play_session, value_of
from wikisearch.live_index import LiveIndex

HEADINGS = "<h2 id=d>Dead letter queue (DLQ)</h2><p>Where failed jobs go."
TERMS = "<dl><dt id=d>Dead letter queue (DLQ)<dd>Where failed jobs go.<dt>Lease<dd>A lock.</dl>"


@pytest.mark.parametrize("body", [HEADINGS, TERMS])
def test_a_term_with_an_acronym_is_defined_by_both_names(tmp_path, body):
    pages = {
        "glossary.html": f"<html lang=en><h1>Glossary</h1>{body}",
        "queues.html": "<html lang=en><h1>Queues</h1><p>DLQ dead letter queue DLQ.",
    }
    wikisearch.build(pages, tmp_path / "index").close()

    async def session(client):
        return [
            value_of(await client.call_tool("define", {"term": term}))
            for term in ("DLQ", "dead letter queue")
        ]

    with LiveIndex(tmp_path / "index") as live:
        answers = play_session(live, "auto", session)
    assert [answer["id"] for answer in answers] == ["glossary#d"] * 2
    assert all("Where failed jobs go." in str(answer) for answer in answers)
