"""The description below a title that a class marks is the definition, however short it is."""

import pytest

from wikisearch.ingest import parse_page


def definition(body, head=""):
    html = f"<title>Sluice</title>{head}<body><h1>Sluice</h1>{body}"
    return parse_page(html.encode(), "sluice.html").definition


LONG = "<p>The gate of a mill holds back the water until the miller opens it.</p>"
SENTENCE = "The gate of a mill holds back the water until the miller opens it."
CASES = {
    "a phrase": ("<div class=description><p>Gate of a mill</p></div>", "Gate of a mill"),
    "a phrase above text": (f"<p class=lead>Gate of a mill</p>{LONG}", "Gate of a mill"),
    "a class of several words": (
        f"<p class=hero__lede>Gate of a mill</p>{LONG}",
        "Gate of a mill",
    ),
    "a sentence about the term": (
        "<p class=subtitle>For millers</p><p>Sluice is the word for a gate of a mill.</p>",
        "Sluice is the word for a gate of a mill.",
    ),
    "the label of the description": (
        f"<div class=abstract><p>Аннотация</p><p>{SENTENCE}</p></div>",
        SENTENCE,
    ),
    "a phrase of two short words": ("<div class=description>2x2 Gate</div>", "2x2 Gate"),
    "a sentence with links": (
        f"<div class=summary>Opens <a href=g.html>the gate of the mill</a> fully.</div>{LONG}",
        "Opens the gate of the mill fully.",
    ),
    "a list of members": (
        f"<div class=summary>Members<table><tr><td>raise<td>opens</table></div>{LONG}",
        SENTENCE,
    ),
    "a label": (f"<div class=description>Description of it:</div>{LONG}", SENTENCE),
    "a link": (f"<p class=lead><a href=b.html>All gates of mills</a></p>{LONG}", SENTENCE),
    "one word": (f"<p class=summary>Summarized.</p>{LONG}", SENTENCE),
    "that of a section": (
        f"{LONG}<h2 id=raise>raise</h2><div class=description>Opens the gate</div>",
        SENTENCE,
    ),
}


@pytest.mark.parametrize(("body", "expected"), CASES.values(), ids=CASES)
def test_a_marked_description_is_the_definition(body, expected):
    assert definition(body) == expected


HEAD = "<meta name=description content='How millers save water in dry years'>"


def test_a_phrase_in_the_head_that_the_page_shows_is_the_definition():
    shown = "<div>How millers save water in dry years</div><div>Date</div><div>4/20/2022</div>"
    assert definition(shown, HEAD) == "How millers save water in dry years"


def test_a_phrase_that_is_only_in_the_head_is_not_the_definition():
    assert definition("<div>Date</div><div>4/20/2022</div>", HEAD) == ""
