"""The names of blocks that readers unfold are sections: frequent questions."""

import pytest

from wikisearch.ingest import parse_page

NAMES = ("Opening the gate", "Closing the gate", "Who cleans it?")
ANSWER = "The miller does it at dawn."


def sections(html: str):
    page = parse_page(f"<title>Mill</title><h1>Mill</h1><p>Lead.</p>{html}".encode(), "x.html")
    return [(section.title, section.anchor, section.text) for section in page.sections]


def repeat(html: str, names=NAMES) -> str:
    return "".join(html.replace("NAME", name) for name in names)


@pytest.mark.parametrize(
    "html",
    [
        "<details><summary>NAME</summary><p>ANSWER</p></details>",
        "<details><summary><b>NAME</b> <i>▸</i></summary>ANSWER</details>",
        "<button class=accordion>NAME <span>+</span></button><div class=panel><p>ANSWER</p></div>",
        "<div><div><button aria-expanded=false>NAME</button></div><div>ANSWER</div></div>",
        "<div><button class=faq-question>NAME</button><div hidden>ANSWER</div></div>",
    ],
)
def test_blocks_that_unfold_are_sections(html):
    found = sections(f"{repeat(html.replace('ANSWER', ANSWER))}<h2>Other</h2><p>End.</p>")
    assert [(title, text) for title, _, text in found] == [
        ("Mill", "Lead."),
        *((name, ANSWER) for name in NAMES),
        ("Other", "End."),
    ]


def test_two_questions_are_enough_and_one_can_be_in_another():
    inner = "".join(f"<details><summary>{each}?</summary>In.</details>" for each in ("How", "Why"))
    html = f"<details id=who><summary>Who?</summary>He.{inner}</details><p>After.</p>"
    assert sections(html) == [
        ("Mill", "", "Lead.\nAfter."),
        ("Who?", "who", "He."),
        ("How?", "how", "In."),
        ("Why?", "why", "In."),
    ]


@pytest.mark.parametrize(
    "html",
    [
        repeat("<details><summary>Solution</summary>NAME</details>"),
        repeat("<details><summary>NAME</summary>Text.</details>", NAMES[:2]),
        repeat("<details><summary>NAME</summary></details>"),
        repeat("<button aria-expanded=false>Copy</button><pre>NAME = 1 # of the mill</pre>"),
        repeat("<button aria-expanded=false>NAME</button>") + f"<div>{ANSWER}</div>",
        repeat("<button>NAME</button><div>The text beside a button.</div>"),
    ],
)
def test_other_blocks_and_buttons_begin_no_section(html):
    assert [title for title, _, _ in sections(html)] == ["Mill"]
