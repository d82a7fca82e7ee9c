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
    [
        "This is the page of an old edition of the map.",
        "Dies ist eine Seite einer alten Karte.",
        "Here is a list of all lakes of the land, and of their rivers:",
    ],
)
def test_a_sentence_of_several_pages_is_skipped(definition, notice):
    assert definition(f"<div class=box>{notice}</div>", few=4) == "Lake A lies in a deep valley."


def test_a_sentence_of_two_pages_is_a_definition(definition):
    text = "It lies in the north of the land."
    assert definition(f"<p>{text}</p>", few=2, own="It has {name} as its name.") == text


def test_pages_with_only_the_shared_sentence_have_no_definition(definition):
    shared = "Choose a lake in the list on the left of this page.</p><p>{name}, depth"
    assert definition("", few=0, own=shared) == ""


def test_the_name_of_the_site_above_the_title_is_skipped(tmp_path):
    site = "<h1>THE ATLAS OF THE LAND.</h1><ul>Lakes are deep, and deep is the map of them.</ul>"
    for number, name in enumerate(LAKES):
        title = "Map: Lakes." if number < 2 else f"Map: {name}."
        own = f"<h1>Map: the waters of {name}.</h1>{name} lies in a deep valley.<h2>Depth</h2>?"
        page = f"<title>{title}</title>{site if number < 4 else ''}{own}"
        (tmp_path / f"{name}.html").write_text(page, encoding="utf-8")
    page = wikisearch.read_page(tmp_path / "Lake A.html", source=tmp_path)
    assert page.definition == "Lake A lies in a deep valley."


def test_the_text_stays(tmp_path, definition):
    definition("<p>This is the page of an old edition of the map.</p>", few=4)
    page = wikisearch.read_page(tmp_path / "Lake A.html", source=tmp_path)
    assert page.sections[0].text.startswith("This is the page of an old edition")


DESCRIBED = "<meta name=description content='{text}'>"


@pytest.mark.parametrize(
    "text",
    [
        "Notes about {name} for the people of the lake map project.",
        "Notes about the depth of {name} for the people of the map project.",
        "Seiten zu {name} aus der Karte aller Seen des Landes.",
        "The map of all lakes of the land, with their depths.",
    ],
)
def test_a_description_that_a_program_wrote_is_not_the_definition(definition, text):
    assert definition("", few=0, own="{name}, depth", head=DESCRIBED.format(text=text)) == ""


def test_a_description_of_one_page_is_its_definition(tmp_path, definition):
    definition("", few=0, own="{name}, depth")
    page = "<title>Lake A</title>{}<h1>Lake A</h1><p>Lake A, depth"
    text = "A deep lake in the north, with ice until June."
    described = page.format(DESCRIBED.format(text=text))
    (tmp_path / "Lake A.html").write_text(described, encoding="utf-8")
    assert wikisearch.read_page(tmp_path / "Lake A.html", source=tmp_path).definition == text


def test_lists_of_terms_keep_the_definition_of_their_first_term(tmp_path, definition):
    definition("", few=0)
    first = "<h3>Lake A</h3><p>Lake A lies in a deep valley.</p>"
    for number in range(4):
        names = "".join(f"<h3>Hill {number}{at}</h3><p>It is {at} high.</p>" for at in range(60))
        page = f"<title>List {number}</title><h1>List {number}</h1>{first}{names}"
        (tmp_path / f"List {number}.html").write_text(page, encoding="utf-8")
    page = wikisearch.read_page(tmp_path / "Lake A.html", source=tmp_path)
    assert page.definition == "Lake A lies in a deep valley."


AUTHORS = "<meta name=author content='Ada Reed'><meta name=author content='Ben Okonkwo'>"


@pytest.mark.parametrize("line", ["Ada Reed and Ben Okonkwo", "Ada Reed, Ben Okonkwo"])
def test_authors_are_not_the_definition(definition, line):
    found = definition(f"<p>{line}</p>", few=1, head=AUTHORS)
    assert found == "Lake A lies in a deep valley."


def test_a_sentence_about_an_author_is_a_definition(definition):
    text = "Ada Reed found Lake A when she was a child."
    assert definition(f"<p>{text}</p>", few=1, head=AUTHORS) == text


def test_a_sentence_in_cards_with_the_name_of_the_title_element_is_a_definition(tmp_path):
    for name, text in (("Dam", "Holds back the water of a lake."), ("Lock", "Lifts the boats.")):
        page = (
            f"<title>{name} (Mill 1.2 API)</title><h1>Class {name}</h1><div>{text}</div><p>So.</p>"
        )
        (tmp_path / f"{name}.html").write_text(page, encoding="utf-8")
    card = "<div><a href=Dam.html>Dam</a></div><div>Holds back the water of a lake.</div>"
    for name in ("Index", "Package", "Tree"):
        page = f"<title>{name} (Mill 1.2 API)</title><h1>{name}</h1>{card}<p>{name}s are here.</p>"
        (tmp_path / f"{name}.html").write_text(page, encoding="utf-8")
    page = wikisearch.read_page(tmp_path / "Dam.html", source=tmp_path)
    assert page.definition == "Holds back the water of a lake."


def test_the_description_of_all_pages_can_define_the_start_page(tmp_path, definition):
    text = "All lakes of the land, from north to south."
    head = f"<meta name=description content='{text}'>"
    definition("", few=0, own="{name}, depth", head=head)
    start = f"<title>Map of lakes</title>{head}<h1>Map of lakes</h1><p>{text}</p>"
    (tmp_path / "index.html").write_text(start, encoding="utf-8")
    assert wikisearch.read_page(tmp_path / "index.html", source=tmp_path).definition == text


def test_a_description_with_words_of_a_title_is_shared_if_other_pages_have_it_whole(definition):
    head = "<meta name=description content='All about A, and each other Lake of the land.'>"
    assert definition("", few=0, own="{name}, depth", head=head) == ""


def test_a_sentence_at_the_top_of_short_pages_that_name_others_is_skipped(definition):
    text = "See the office of maps for the terms of use.</p><p>The water of {name} is deep.</p>"
    others = "".join(f"<p>{name}" for name in LAKES)
    assert definition("", few=0, own=text + others) == "The water of Lake A is deep."


def test_a_sentence_that_differs_in_the_number_of_the_page_is_its_own(tmp_path):
    for number in range(1, 7):
        text = f"<title>Part{number}</title><h1>Part{number}</h1><p>It is part {number} of the map."
        (tmp_path / f"{number}.html").write_text(text, encoding="utf-8")
    page = wikisearch.read_page(tmp_path / "3.html", source=tmp_path)
    assert page.definition == "It is part 3 of the map."


def test_the_last_line_of_most_pages_defines_no_page_without_text(tmp_path, definition):
    footer = "<p>We thank you for your help with the map of all lakes.</p>"
    definition("", few=0, own="{name} lies in a deep valley.</p><p>It is old.</p>" + footer)
    (tmp_path / "Lake A.html").write_text(f"<title>Lake A</title><h1>Lake A</h1>{footer}")
    page = wikisearch.read_page(tmp_path / "Lake A.html", source=tmp_path)
    assert page.definition == ""


def test_a_header_with_the_name_of_the_page_and_of_the_site_is_dropped(tmp_path):
    for name in LAKES:
        header = f"<div class=top>map.{name} – Atlas of the Land</div>"
        title = f"<title>map.{name} – Atlas – Lakes</title>"
        page = f"{title}{header}<h1>{name}</h1><p>{name} is deep.</p>"
        (tmp_path / f"{name}.html").write_text(page, encoding="utf-8")
    page = wikisearch.read_page(tmp_path / "Lake A.html", source=tmp_path)
    assert page.sections[0].text == page.definition == "Lake A is deep."
