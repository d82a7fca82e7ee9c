"""The labels of a pager at the end of a page are not text."""

import pytest

from wikisearch.ingest import parse_page


def text(end):
    page = f"<h1>Sluice</h1><p>A sluice is a gate.</p>{end}"
    return parse_page(page.encode(), "sluice.html").sections[0].text


@pytest.mark.parametrize(
    "end",
    [
        "<p>Next:</p>",
        "<p>Previous:<br><a href=a.html>Mill</a></p>",
        "<p>Vorherige Seite:<br><a href=a.html>Mill</a></p><p>Weiter: </p>",
        "<p>Previous:<br><a href=a.html>Mill</a></p><p>Next:<br><a href=b.html>Weir</a></p>",
    ],
)
def test_a_label_of_a_pager_at_the_end_is_not_text(end):
    assert text(end) == "A sluice is a gate."


@pytest.mark.parametrize("end", ["<p>See also:</p>", "<p>Next</p>", "<p>Next: close the gate.</p>"])
def test_other_labels_and_words_at_the_end_are_text(end):
    assert text(end) != "A sluice is a gate."


def test_a_page_with_only_a_label_keeps_it():
    assert parse_page(b"<h1>Sluice</h1><p>Next:</p>", "a.html").sections[0].text == "Next:"
