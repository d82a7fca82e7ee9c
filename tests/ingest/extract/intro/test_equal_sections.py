"""Sections that are equal parts of a page: which of them may define it, and when none does."""

import pytest

from wikisearch.ingest import parse_page

LEAD = "Holds back the water of a mill until the miller opens it."
OTHER = "Turn the wheel until the chain is tight, and lock it."


def definition(body, title="Sluices", head=""):
    page = (
        f"<html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{body}</body></html>"
    )
    return parse_page(page.encode(), "sluices.html").definition


def sections(*pairs):
    return "".join(f"<h2>{heading}</h2><p>{text}</p>" for heading, text in pairs)


def test_the_first_of_several_sections_may_define_a_page():
    assert definition(sections(("At the mill", LEAD), ("In winter", OTHER))) == LEAD


def test_a_later_part_does_not_define_a_page():
    body = "<h2>Parts</h2><ul><li>a gate made of dry oak<li>a wheel and its chain</ul>"
    assert definition(f"{body}<h2>In winter</h2><p>{OTHER}</p>") == ""


@pytest.mark.parametrize(
    "heading",
    [
        "Introduction",
        "Description:",
        "Gate Summary",
        "What is a gate?",
        "Überblick",
        "介绍",
        "Oaken sluices",
    ],
)
def test_an_introduction_or_a_section_about_the_title_is_no_such_part(heading):
    body = sections(("Parts", "a gate made of dry oak"), ("In winter", OTHER), (heading, LEAD))
    assert definition(body) == LEAD


def test_an_introduction_comes_before_the_first_part():
    assert definition(sections(("News", OTHER), ("Introduction", LEAD))) == LEAD


def test_an_introduction_to_a_part_does_not_define_the_page():
    body = "<h2>Gates</h2><ul><li>a gate made of dry oak</ul><h3>Introduction</h3>"
    assert definition(f"{body}<p>{OTHER}</p><h2>Wheels</h2><p>{OTHER}</p>") == ""


@pytest.mark.parametrize(
    "headings",
    [
        ("Oak gate", "Iron gate", "Lock gate"),
        ("Step 1", "Step 2", "Step 3"),
        ("Who opens it?", "Who locks it?", "Where is it?", "How wide is it?", "Is it tight?"),
    ],
    ids=["last word", "first word", "questions"],
)
def test_the_first_part_with_a_heading_like_the_others_does_not_define_a_page(headings):
    assert definition(sections(*((each, OTHER) for each in headings))) == ""


def test_words_of_the_title_do_not_make_headings_alike():
    headings = ("Sluices of oak", "Sluices of iron", "Sluices of stone")
    assert definition(sections(*((each, LEAD) for each in headings))) == LEAD


def meta(text):
    return f'<meta name=description content="{text}">'


def test_the_description_of_the_page_comes_before_the_text_of_a_part():
    body = sections(("At the mill", OTHER), ("In winter", OTHER))
    assert definition(body, head=meta(LEAD)) == LEAD


@pytest.mark.parametrize(
    "text",
    ["Gates and wheels", f"At the mill {OTHER}", "Turn the chain. The wheel…"],
    ids=["phrase", "text of the page", "cut off"],
)
def test_a_description_that_is_an_excerpt_does_not(text):
    body = sections(("At the mill", OTHER), ("In winter", LEAD))
    assert definition(body, head=meta(text)) == OTHER


def test_the_description_does_not_come_before_an_introduction():
    body = sections(("Introduction", LEAD), ("In winter", OTHER))
    assert definition(body, head=meta(OTHER)) == LEAD


def test_an_answer_does_not_define_a_page_of_questions():
    questions = ("What is a gate?", "Why is it shut?", "Who opens it?", "Is it old?", "Is it wet?")
    body = sections(*((question, LEAD) for question in questions))
    assert definition(body, "Questions and answers") == ""
    assert definition(sections((questions[0], LEAD), ("In winter", OTHER)), "Old mill") == LEAD
