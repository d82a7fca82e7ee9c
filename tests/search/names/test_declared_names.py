"""Names that headings declare are found as people type them."""

import pytest

from tests.search.wikis import ask, page, wiki

FILLER = "Nothing of it is said here. " * 20

READ = "fs.readFile(path[, options], callback)"
PUSH = "pub fn Vec::push(value: T)"

REFERENCE = [
    page("Class ArrayUtils", FILLER, {"toObject": "Makes objects.", "add": "Adds one."}, id="a"),
    page("File system", FILLER, {READ: "Reads."}, id="fs"),
    page("Vectors", FILLER, {PUSH: "Appends."}, id="vec"),
    page("Release notes", "Calls of ArrayUtils.toObject, fs.readFile and push are fast.", id="r"),
    page("Other", "How to push. " * 9, id="z"),
]


@pytest.mark.parametrize(
    ("typed", "found", "kind"),
    [
        ("ArrayUtils.toObject", "toObject", "heading"),
        ("ArrayUtils::toObject", "toObject", "heading"),
        ("arrayutils toobject", "toObject", "heading"),
        ("fs.readFile", READ, "heading"),
        ("readFile", READ, "heading_end"),
        ("Vec::push", PUSH, "heading"),
        ("push", PUSH, "heading_end"),
    ],
)
def test_the_section_that_declares_a_name_comes_first(typed, found, kind):
    hit = ask(wiki(REFERENCE), typed).hits[0]
    assert (hit.sections[0].title, hit.match_type) == (found, kind)
    assert hit.matched_title == found


def test_joined_words_are_also_searched_separately_if_few_pages_have_them_together():
    pages = [page("MutableInt", "A number.", {"Adding": "To increment is to add one."}, id="m")]
    results = ask(wiki(pages), "MutableInt.increment")
    assert [(hit.sections[0].id, hit.match_type) for hit in results] == [
        ("m#adding", "some_words"),
    ]
    assert not ask(wiki(pages), "GPT-4")


def test_a_heading_of_many_pages_is_not_a_name():
    notes = [
        page(
            f"Release {number}", FILLER, {"Generator expressions": "Mended."}, id=f"notes-{number}"
        )
        for number in range(8)
    ]
    manual = page("cmake-generator-expressions(7)", "They are evaluated.", id="manual")
    few, many = wiki([*notes[:3], manual]), wiki([*notes, manual])
    assert ask(few, "generator expressions").hits[0].id == "manual"
    results = ask(many, "generator expressions")
    assert (results.hits[0].id, results.hits[0].match_type) == ("manual", "title_words")
    assert {hit.match_type for hit in results.hits[1:]} == {"words"}


def test_a_class_is_shown_before_its_constructor():
    pages = [page("Class StringUtils", "Helps.", {"StringUtils": "Makes one."}, id="s")]
    hit = ask(wiki(pages), "StringUtils").hits[0]
    assert [section.id for section in hit.sections] == ["s", "s#stringutils"]


CPP = [
    page("std::map", FILLER, id="map"),
    page("std::map::insert", "Puts a value into the map.", id="map/insert"),
    page("std::map::insert_or_assign", "To insert into the map, or assign. " * 5, id="map/assign"),
    page("std::unordered_map::insert", "Insert into the map. " * 9, id="unordered/insert"),
    page("std::map::~map", "Destroys the map. " * 9, id="map/~map"),
    page("std::map::operator[]", "Finds a value in the map.", id="map/at"),
    page("std::map::operator=", "Assigns to the map, [] or not. " * 9, id="map/assignment"),
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("map::insert", "map/insert"),
        ("std::map", "map"),
        ("map", "map"),
        ("map::operator[]", "map/at"),
        ("operator[]", "map/at"),
        ("operator=", "map/assignment"),
    ],
)
def test_a_page_whose_path_ends_with_the_query_comes_first(typed, found):
    assert ask(wiki(CPP), typed).hits[0].id == found


def test_a_heading_may_have_no_letters():
    pages = [
        page("Glossary", FILLER, {">>>": "The prompt of a shell.", "...": "Another."}, id="g"),
        page("Shells", ">>> is a prompt", id="s"),
    ]
    results = ask(wiki(pages), " >>> ")
    assert [(hit.id, hit.match_type, hit.matched_title) for hit in results.hits] == [
        ("g", "heading", ">>>"),
        ("s", "words", None),
    ]
    assert results.hits[0].sections[0].title == ">>>"
    assert results.warnings == ()
    beyond = ask(wiki(pages), ">>>", offset=2)
    assert (beyond.total, beyond.hits, beyond.warnings) == (2, (), ())
    nothing = ask(wiki(pages), "!?")
    assert (nothing.total, nothing.warnings) == (0, ("!? has no letter or digit to search for",))
