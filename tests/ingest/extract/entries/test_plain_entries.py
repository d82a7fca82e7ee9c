"""Questions in bold and the terms of a hand-made glossary are sections without an address."""

import pytest

from wikisearch.ingest import parse_page

QUESTIONS = ("Who opens it?", "Who shuts it?", "Who cleans it?")
TERMS = ("Sluice", "Weir", "Mill race")


def sections(html: str, title: str = "Mill"):
    page = parse_page(f"<title>{title}</title><h1>{title}</h1>{html}".encode(), "x.html")
    return [(section.title, section.text) for section in page.sections[1:]]


def repeat(html: str, names: tuple[str, ...]) -> str:
    return "".join(html.replace("NAME", name) for name in names)


@pytest.mark.parametrize(
    "html",
    [
        "<p><b>NAME</b></p><p>The miller.</p>",
        "<p><strong>Q: NAME</strong><br>The miller.</p>",
        "<li><b>NAME</b> <p>The miller.</p></li>",
    ],
)
def test_questions_in_bold_are_sections(html):
    assert sections(repeat(html, QUESTIONS)) == [(name, "The miller.") for name in QUESTIONS]


def test_the_text_after_the_last_answer_is_not_lost():
    found = sections(repeat("<p><b>NAME</b></p><p>He.</p>", QUESTIONS) + "<h2>End</h2><p>x</p>")
    assert found[-2:] == [(QUESTIONS[-1], "He."), ("End", "x")]


@pytest.mark.parametrize(
    "html",
    [
        repeat("<p><b>NAME</b> He.</p>", QUESTIONS[:2]),
        repeat("<p>So: <b>NAME</b> He.</p>", QUESTIONS),
        repeat("<p><b>Why?</b> He.</p>", QUESTIONS),
        repeat("<p><b>NAME</b> holds water.</p>", TERMS),
        repeat("<tr><td>NAME</td><td>Holds water.</td></tr>", TERMS),
    ],
)
def test_other_words_in_bold_and_rows_are_no_sections(html):
    assert sections(f"<table>{html}</table>" if html.startswith("<tr") else html) == []


ROW = "<tr><td>NAME</td><td>Holds water.</td></tr>"


@pytest.mark.parametrize(
    ("html", "title"),
    [
        (repeat("<p><b>NAME:</b> Holds water.</p>", TERMS), "Glossary of mills"),
        (repeat("<li><b>NAME</b><br>Holds water.</li>", TERMS), "Mühlen-Glossar"),
        (f"<table>{repeat(ROW, TERMS)}</table>", "Glossary"),
        (f"<table><tr><th>Term</th><th>Use</th></tr>{repeat(ROW, TERMS)}</table>", "Mill"),
    ],
)
def test_terms_of_a_hand_made_glossary_are_sections(html, title):
    assert sections(html, title) == [(name, "Holds water.") for name in TERMS]
