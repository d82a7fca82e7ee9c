"""What a new user has: fifteen pages from a tool of theirs, and no configuration."""

import json

import pytest

import wikisearch
from tests.cli.conftest import Command
from tests.cli.newcomer_wikis import ICONS, KINDS, NAMES, SECTIONS, TERMS, related, write_wiki


@pytest.fixture(scope="module", params=KINDS)
def index(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("newcomer")
    write_wiki(folder / "wiki", request.param)
    done = Command(folder)("index", "wiki")
    assert done.code == 0
    assert done.only_line.startswith("15 pages, ")
    with wikisearch.open(folder / "index") as opened:
        yield opened


def test_titles_categories_aliases_and_definitions_are_those_of_the_author(index):
    pages = [index.page(page.id) for page in index.pages()]
    found = {page.title: (page.category, {*page.aliases}, page.definition) for page in pages}
    assert found == {
        title: (category, {*aliases}, definition) for title, category, aliases, definition in TERMS
    }


def test_each_term_is_found_by_its_names_first(index):
    for title, _, aliases, _ in TERMS:
        for name in (title, *aliases):
            assert index.search(name)[0].title == title, name
    assert {name.name for name in index.names()} <= {
        name for title, _, aliases, _ in TERMS for name in (title, *aliases)
    }


def test_sections_are_those_of_the_author_and_have_no_words_of_the_tool(index):
    for number, name in enumerate(NAMES):
        page = index.page(name)
        titles = [section.title for section in page.sections]
        assert titles[: len(SECTIONS) + 1] == [name, *SECTIONS]
        assert [title.partition(" ")[0] for title in titles[len(SECTIONS) + 1 :]] == ["Related"]
        targets = {link.text for link in page.links}
        assert targets >= set(related(number))
        text = " ".join(section.text for section in page.sections)
        assert not [icon for icon in ICONS if icon in text]
        for word in ("Share", "Facebook", "Reply", "Posted", "Skip", "buildId", "selected-value"):
            assert word not in text, word


def test_json_of_a_search_has_the_sections(index, capsys):
    found = json.loads(index.search("classifier measured", limit=3).to_json())
    assert found["total"] == len(NAMES)
    assert {row["sections"][0]["title"] for row in found["results"]} == {"Example"}
