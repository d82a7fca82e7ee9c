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


def test_lines_that_are_link_targets_between_paragraphs_are_entries():
    lines = "".join(
        f"<strong>1.{at}. <a name=q{at}>How high is the {name}?</a></strong><br><p>Very high.</p>"
        for at, name in enumerate(("wall", "gate", "tower"))
    )
    page = parse_page(f"<h1>Answers</h1>{lines}".encode(), "a.html")
    found = [(each.title, each.anchor, each.text) for each in page.sections[1:]]
    assert found[0] == ("How high is the wall?", "q0", "1.0. How high is the wall?\nVery high.")
    assert [anchor for _, anchor, _ in found] == ["q0", "q1", "q2"]


def test_link_targets_within_prose_are_not_entries():
    lines = "".join(f"It is the <a name=w{at}>wall {at}</a> of it.<br>" for at in range(4))
    assert len(parse_page(f"<h1>Walls</h1>{lines}".encode(), "w.html").sections) == 1


def test_items_whose_first_line_is_a_link_target_are_entries():
    names = ("Build", "Repair", "Paint")
    items = "".join(
        f"<li><a name={at}X>{name} a wall</a><p>So it is done." for at, name in enumerate(names)
    )
    page = parse_page(f"<h1>How to</h1><ul>{items}</ul>".encode(), "h.html")
    assert [each.anchor for each in page.sections[1:]] == ["0X", "1X", "2X"]


def test_items_that_are_link_targets_with_text_between_them_are_entries():
    names = ("Build", "Repair", "Paint")
    items = "".join(
        f"<li><a name={at}X>{name} a wall</a></li><p>So it is done.</p>"
        for at, name in enumerate(names)
    )
    page = parse_page(f"<h1>How to</h1><ul>{items}</ul>".encode(), "h.html")
    assert [each.anchor for each in page.sections[1:]] == ["0X", "1X", "2X"]


@pytest.mark.parametrize("sign", [": ", " – ", " - ", "："])
def test_the_sign_between_a_term_and_its_text_is_not_text(sign):
    items = "".join(f"<li><strong>{name}</strong>{sign}Holds water.</li>" for name in TERMS)
    assert sections(f"<ul>{items}</ul>", "Glossary") == [(name, "Holds water.") for name in TERMS]
