"""A first sentence that several pages have is about the wiki, not about their terms."""

import pytest

import wikisearch

LAKES = tuple(f"Lake {letter}" for letter in "ABCDEFGHIJKL")


@pytest.fixture
def definition(tmp_path):
    """Write twelve pages; the first ones begin with other lines. Return a definition."""

    def read(before: str, few: int, own: str = "{name} lies in a deep valley.", head: str = ""):
        for number, name in enumerate(LAKES):
            top = before if number < few else ""
            page = f"<title>{name}</title>{head}<h1>{name}</h1>{top}<p>{own}</p>"
            text = page.replace("{name}", name)
            (tmp_path / f"{name}.html").write_text(text, encoding="utf-8")
        return wikisearch.read_page(tmp_path / "Lake A.html", source=tmp_path).definition

    return read


@pytest.mark.parametrize(
    "notice",
    ["This is the page of an old edition of the map.", "Dies ist eine Seite einer alten Karte."],
)
def test_a_sentence_of_several_pages_is_skipped(definition, notice):
    assert definition(f"<div class=box>{notice}</div>", few=4) == "Lake A lies in a deep valley."


def test_a_sentence_of_two_pages_is_a_definition(definition):
    text = "It lies in the north of the land."
    assert definition(f"<p>{text}</p>", few=2, own="It has {name} as its name.") == text


def test_pages_with_only_the_shared_sentence_have_no_definition(definition):
    shared = "Choose a lake in the list on the left of this page.</p><p>{name}, depth"
    assert definition("", few=0, own=shared) == ""


def test_the_text_stays(tmp_path, definition):
    definition("<p>This is the page of an old edition of the map.</p>", few=4)
    page = wikisearch.read_page(tmp_path / "Lake A.html", source=tmp_path)
    assert page.sections[0].text.startswith("This is the page of an old edition")


AUTHORS = "<meta name=author content='Ada Reed'><meta name=author content='Ben Okonkwo'>"


@pytest.mark.parametrize("line", ["Ada Reed and Ben Okonkwo", "Ada Reed, Ben Okonkwo"])
def test_authors_are_not_the_definition(definition, line):
    found = definition(f"<p>{line}</p>", few=1, head=AUTHORS)
    assert found == "Lake A lies in a deep valley."


def test_a_sentence_about_an_author_is_a_definition(definition):
    text = "Ada Reed found Lake A when she was a child."
    assert definition(f"<p>{text}</p>", few=1, head=AUTHORS) == text
