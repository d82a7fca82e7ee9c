"""The line of a theme with the author, the date and the time to read is not text of the page."""

import pytest

from wikisearch.ingest import parse_page

FACTS = (
    "<div class=info><span>Ann</span><span>1 minute<meta {key}=timeRequired content=PT1M></span>"
    "<span>Mills</span></div>"
)
TEXT = "<p>A sluice holds back the water of a mill.</p>"


def text_of(body):
    html = f"<title>Sluice</title><body>{body}"
    return "\n".join(each.text for each in parse_page(html.encode(), "s.html").sections)


@pytest.mark.parametrize("key", ["property", "itemprop"])
def test_a_line_of_facts_below_the_title_is_dropped(key):
    text = text_of(f"<h1>Sluice</h1>{FACTS.format(key=key)}{TEXT}")
    assert text == "A sluice holds back the water of a mill."


@pytest.mark.parametrize(
    "body",
    [
        f"<article><meta itemprop=datePublished content=2020-01-01><h1>Sluice</h1>{TEXT}</article>",
        f"<h1>Sluice</h1><div><meta itemprop=datePublished content=2020-01-01>{TEXT}</div>",
        f"{TEXT}<h2 id=a>Use</h2><p>x</p><div>Oak<meta itemprop=datePublished content=2020></div>",
    ],
)
def test_other_parts_with_a_fact_stay(body):
    assert "A sluice holds back" in text_of(body)
