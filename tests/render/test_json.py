"""Results and pages as JSON."""

import json
from dataclasses import replace

from tests.search.wikis import ask, page, wiki
from wikisearch.model.page import Link, LinkKind
from wikisearch.render.json import page_json

READER = wiki(
    [
        page(
            "Foundation Model",
            "Trained on <broad> data.",
            {"Deep Dive": "", "Deep Dive › The Cost Barrier": "The cost is a barrier."},
            aliases=["FM"],
            category="Basics",
        ),
        page("GPU", "At a cost."),
    ]
)
ENVELOPE = [
    "query",
    "parsed",
    "warnings",
    "suggestion",
    "rewritten_query",
    "relaxed",
    "total",
    "offset",
    "limit",
    "processing_time_ms",
    "results",
]
SECTION = [
    "id",
    "title",
    "level",
    "anchor",
    "anchor_is_synthetic",
    "url",
    "text_url",
    "hierarchy",
    "score",
    "match_type",
    "excerpt",
    "plain_excerpt",
]


def read(query, flat=False, **options):
    return json.loads(ask(READER, query, **options).to_json(flat=flat))


def test_the_envelope_has_the_request_and_the_totals():
    answer = read("cost barrier (", limit=1)
    assert list(answer) == ENVELOPE
    results = answer.pop("results")
    assert answer.pop("processing_time_ms") > 0
    assert answer == {
        "query": "cost barrier (",
        "parsed": "cost barrier",
        "warnings": ["a bracket is not closed; it was closed at the end"],
        "suggestion": None,
        "rewritten_query": None,
        "relaxed": True,
        "total": 2,
        "offset": 0,
        "limit": 1,
    }
    assert len(results) == 1


def test_a_hit_has_metadata_and_sections():
    hit = read("cost barrier")["results"][0]
    score = hit.pop("score")
    assert score > 0
    assert hit.pop("sections") == [
        {
            "id": "foundation-model#the-cost-barrier",
            "title": "The Cost Barrier",
            "level": 3,
            "anchor": "the-cost-barrier",
            "anchor_is_synthetic": False,
            "url": "foundation-model.html#the-cost-barrier",
            "text_url": "foundation-model.html#the-cost-barrier:~:text=cost%20is%20a%20barrier",
            "hierarchy": ["Foundation Model", "Deep Dive", "The Cost Barrier"],
            "score": score,
            "match_type": "words",
            "excerpt": "The <mark>cost</mark> is a <mark>barrier</mark>.",
            "plain_excerpt": "The cost is a barrier.",
        }
    ]
    assert hit == {
        "id": "foundation-model",
        "type": "term",
        "title": "Foundation Model",
        "url": "foundation-model.html",
        "category": "Basics",
        "aliases": ["FM"],
        "definition": "Trained on <broad> data.",
        "match_type": "words",
        "matched_title": None,
        "matched_fields": ["heading", "body"],
        "excerpt": "The <mark>cost</mark> is a <mark>barrier</mark>.",
        "plain_excerpt": "The cost is a barrier.",
        "section_count": 1,
    }


def test_excerpts_are_escaped_and_plain_excerpts_are_not():
    hit = read("broad")["results"][0]
    assert hit["excerpt"] == "Trained on &lt;<mark>broad</mark>&gt; data."
    assert hit["plain_excerpt"] == "Trained on <broad> data."


def test_flat_rows_are_sections_with_the_names_of_their_pages():
    rows = read("cost", flat=True)["results"]
    assert [(row["page"], row["page_title"], row["id"], row["match_type"]) for row in rows] == [
        ("foundation-model", "Foundation Model", "foundation-model#the-cost-barrier", "words"),
        ("gpu", "GPU", "gpu", "words"),
    ]
    assert all(list(row) == ["page", "page_title", *SECTION] for row in rows)


def test_an_explanation_is_included_only_on_request():
    assert "explain" not in read("cost")["results"][0]
    hit = read("cost", explain=True)["results"][0]
    assert list(hit["explain"]) == ["value", "description", "parts"]
    assert hit["explain"]["value"] == hit["score"] == hit["explain"]["parts"][0]["value"]


def test_the_time_of_each_step_is_included_only_on_request():
    assert "timings_ms" not in read("cost")
    answer = read("cost", explain=True)
    assert list(answer["timings_ms"]) == ["parse", "match", "rank", "excerpts"]
    assert all(spent >= 0 for spent in answer["timings_ms"].values())
    assert sum(answer["timings_ms"].values()) <= answer["processing_time_ms"] + 0.01


def test_an_empty_result_is_an_empty_list():
    answer = read("zebra")
    assert (answer["total"], answer["results"]) == (0, [])


def test_letters_of_all_scripts_are_not_escaped():
    text = ask(wiki([page("日本語 é", "x")]), "日本語").to_json()
    assert '"title": "日本語 é"' in text


def test_a_page_is_written_with_its_sections_and_links():
    plain = page("GPU", "Chips.", {"Cost": "Much."}, aliases=["Chip"], category="Parts")
    links = (Link("token", "why", "Tokens", LinkKind.RELATED),)
    facts = json.loads(page_json(replace(plain, links=links)))
    assert facts == {
        "id": "gpu",
        "title": "GPU",
        "path": "gpu.html",
        "aliases": ["Chip"],
        "category": "Parts",
        "definition": "Chips.",
        "language": "en",
        "sections": [
            {
                "title": "GPU",
                "anchor": "",
                "anchor_is_synthetic": False,
                "level": 1,
                "hierarchy": ["GPU"],
                "text": "Chips.",
            },
            {
                "title": "Cost",
                "anchor": "cost",
                "anchor_is_synthetic": False,
                "level": 2,
                "hierarchy": ["GPU", "Cost"],
                "text": "Much.",
            },
        ],
        "links": [{"target": "token", "anchor": "why", "text": "Tokens", "kind": "related"}],
    }
