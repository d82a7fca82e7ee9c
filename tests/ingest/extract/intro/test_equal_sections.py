"""Sections that are equal parts of a page: which of them may define it, and when none does."""

import pytest

from wikisearch.ingest import parse_page, read_page

OWN = "The sluices of a mill are shut until the miller opens them."
LEAD = "Holds back the water of a mill until the miller opens it."
OTHER = "Turn the wheel until the chain is tight, and lock it."


def definition(body, title="Sluices", head=""):
    page = (
        f"<html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{body}</body></html>"
    )
    return parse_page(page.encode(), "sluices.html").definition


def sections(*pairs):
    return "".join(f"<h2>{heading}</h2><p>{text}</p>" for heading, text in pairs)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Sluices", OWN),
        ("How to install it", "The installation of a gate takes a day and two millers."),
        ("About SSI", "Gates with an SSI are shut from afar."),
        ("Wie Schleusen schließen", "Eine Schleuse hält das Wasser der Mühle zurück."),
        ("水门指南", "水门在磨坊里把水拦住，直到磨坊主把它打开。"),
        ("水門の使い方", "水門は水車小屋の水をせき止める大きな板である。"),
        ("คู่มือประตูน้ำ", "ประตูน้ำกั้นน้ำของโรงสีไว้จนกว่าเจ้าของจะเปิด."),
        ("دليل البوابات المائية", "البوابة المائية تحجز ماء الطاحونة حتى يفتحها الطحان."),
        ("Introduction", LEAD),
        ("Chapter 5", LEAD),
        ("lecture4", LEAD),
    ],
)
def test_the_first_of_several_sections_may_define_a_page_whose_title_it_has(title, text):
    assert definition(sections(("At the mill", text), ("In winter", OTHER)), title) == text


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Sluices", LEAD),
        ("Working with gates", "Wheels and chains with rust on them have to be oiled."),
        ("水门指南", "磨坊主每天早上把轮子转到链条拉紧为止，然后锁好。"),
        ("カギのかけかた", "みんながあつまったら、くるまをまわしていきます。"),
    ],
    ids=["no word", "function word", "Chinese", "endings in hiragana"],
)
def test_the_first_section_does_not_define_a_page_whose_title_it_has_not(title, text):
    assert definition(sections(("At the mill", text), ("In winter", OTHER)), title) == ""


def test_a_heading_in_the_title_is_that_of_a_part():
    parts = sections(("Wheels", OTHER), ("Gates", LEAD))
    assert definition(parts, "Wheels and gates") == OTHER
    assert definition(sections(("Oiling", LEAD), ("Gates", LEAD)), "Wheels and gates") == ""


def test_the_first_heading_of_a_form_that_is_filled_in_may_define_a_page(tmp_path):
    for name in ("lag", "lock", "weir", "dam"):
        body = sections(("At the mill", LEAD.replace("water", name)), ("In winter", OTHER))
        (tmp_path / f"{name}.html").write_text(f"<h1>{name.title()}</h1>{body}")
    assert read_page(tmp_path / "lag.html", source=tmp_path).definition.startswith("Holds back")


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


def test_a_description_that_begins_with_the_title_needs_no_stop():
    text = "Sluices hold back the water of a mill, and let it out"
    assert (
        definition(sections(("At the mill", OTHER), ("In winter", OTHER)), head=meta(text)) == text
    )
    other = "Sluices Mills Gates Wheels"
    assert (
        definition(sections(("At the mill", OTHER), ("In winter", OTHER)), head=meta(other)) == ""
    )


def test_a_description_made_of_the_first_part_does_not_define_a_page():
    body = sections(("At the mill", OTHER), ("In winter", LEAD))
    assert definition(body, head=meta(f"At the mill {OTHER} In winter {LEAD}")) == ""
    parts = "<p>Parts used:</p><ul><li><a href=g>gate.svg</a></ul><pre>open(gate)</pre>"
    assert definition(parts, head=meta("Parts used: gate.svg. Open the gate of the mill.")) == ""


def test_a_work_in_a_list_of_references_is_not_a_description():
    text = "Miller, A. (2014). Gates of the valley. Journal of Mills."
    assert definition("<pre>open(gate)</pre>", head=meta(text)) == ""


@pytest.mark.parametrize(
    "text",
    ["Gates and wheels", f"At the mill {OWN}", "Turn the chain. The wheel…"],
    ids=["phrase", "text of the page", "cut off"],
)
def test_a_description_that_is_an_excerpt_does_not(text):
    body = sections(("At the mill", OWN), ("In winter", LEAD))
    assert definition(body, head=meta(text)) == OWN


def test_the_description_does_not_come_before_an_introduction():
    body = sections(("Introduction", LEAD), ("In winter", OTHER))
    assert definition(body, head=meta(OTHER)) == LEAD


def test_an_answer_does_not_define_a_page_of_questions():
    questions = ("What is a gate?", "Why is it shut?", "Who opens it?", "Is it old?", "Is it wet?")
    body = sections(*((question, LEAD) for question in questions))
    assert definition(body, "Questions and answers") == ""
    assert definition(sections((questions[0], LEAD), ("In winter", OTHER)), "Old mill") == LEAD
