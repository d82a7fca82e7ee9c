"""The menu of commands that a button opens is not a part of the text."""

import pytest

from wikisearch.ingest import parse_page

COMMAND = '<li><a href="JavaScript:void(0)">Fold all planks</a></li>'
BUTTON = "<button data-bs-toggle=dropdown aria-expanded=false>Planks</button>"
TEXT = "<p>A boat floats on water.</p>"


def _text(body: str) -> str:
    page = parse_page(f"<h1>Boat</h1>{body}{TEXT}".encode(), "boat.html")
    return "\n".join(section.text for section in page.sections)


@pytest.mark.parametrize("more", ["", "<li><hr></li>", "<!-- end -->"])
def test_the_commands_below_a_button_are_dropped(more: str) -> None:
    text = _text(f"{BUTTON} <ul>{COMMAND}{more}{COMMAND}</ul>")
    assert "Fold all planks" not in text
    assert "A boat floats on water." in text


@pytest.mark.parametrize(
    "body",
    [
        f"<ul>{COMMAND}</ul>",
        f"{BUTTON}<p>Wood.</p><ul>{COMMAND}</ul>",
        f"{BUTTON}<ul>{COMMAND}<li>Oak is hard.</li></ul>",
        f"{BUTTON}<ul>{COMMAND}<li><a href=oak.html>Oak</a></li></ul>",
    ],
    ids=["no button", "text between", "an item of text", "a link to a page"],
)
def test_other_lists_stay(body: str) -> None:
    assert "Fold all planks" in _text(body)
