"""The bundled wiki: complete, linked, valid HTML, and equal to its list of terms."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from justhtml import JustHTML

import wikisearch
from wikisearch.model.page import LinkKind

CORPUS = Path(__file__).parents[1] / "corpus"
LIST = CORPUS / "index.html"
PATHS = sorted(set(CORPUS.glob("*.html")) - {LIST})
CATEGORIES = {
    "Applications",
    "Data",
    "Fundamentals",
    "Infrastructure",
    "Models",
    "Safety",
    "Tools",
    "Training",
}


def soup(path):
    return BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")


@pytest.fixture(scope="module")
def pages():
    return {path.name: wikisearch.read_page(path) for path in PATHS}


def test_there_are_at_least_150_terms_in_8_categories(pages):
    assert len(pages) >= 150
    assert {page.category for page in pages.values()} == CATEGORIES


@pytest.mark.parametrize("path", [*PATHS, LIST], ids=lambda path: path.name)
def test_a_page_is_valid_html(path):
    JustHTML(path.read_text(encoding="utf-8"), strict=True)
    ids = [tag["id"] for tag in soup(path).find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert all(image.get("alt") for image in soup(path).find_all("img"))


def test_every_term_is_defined_and_matters(pages):
    for name, page in pages.items():
        assert page.definition, name
        assert "Why it matters" in {section.title for section in page.sections}, name
        words = sum(len(section.text.split()) for section in page.sections)
        assert 150 <= words <= 800, f"{name}: {words} words"


def test_no_two_terms_share_a_title_or_an_alias(pages):
    names = [name.casefold() for page in pages.values() for name in (page.title, *page.aliases)]
    assert sorted(names) == sorted(set(names))


def test_every_term_has_three_to_eight_existing_related_terms(pages):
    for name, page in pages.items():
        related = [link.target for link in page.links if link.kind is LinkKind.RELATED]
        assert 3 <= len(related) <= 8, name
        assert len(set(related)) == len(related), name
        assert page.id not in related, name


@pytest.mark.parametrize("path", [*PATHS, LIST], ids=lambda path: path.name)
def test_every_link_and_image_has_a_target(path):
    for tag in soup(path).find_all(["a", "img", "link"]):
        address = tag.get("href") or tag["src"]
        assert not re.match(r"[a-z]+:|//", address), f"{address} leads out of the wiki"
        name, _, anchor = address.partition("#")
        target = path.parent / name if name else path
        assert target.is_file(), address
        assert not anchor or soup(target).find(id=anchor), address


def test_every_term_is_linked_from_the_content_of_another(pages):
    linked = {
        link.target
        for page in pages.values()
        for link in page.links
        if link.kind in (LinkKind.BODY, LinkKind.RELATED) and link.target != page.id
    }
    assert {page.id for page in pages.values()} <= linked


def test_the_list_of_terms_is_by_category_and_alphabetical(pages):
    page = soup(LIST)
    titles = {name: found.title for name, found in pages.items()}
    assert page.select_one("main > .count").text == f"{len(titles)} terms in 8 categories"
    for part in ("by-category", "a-z"):
        listed = {link["href"]: link.text for link in page.select(f"#{part} li a")}
        assert listed == titles, part
    for heading in page.select("#by-category h3"):
        count, terms = heading.find_next_siblings()[:2]
        names = [link["href"] for link in terms.select("a")]
        assert count.text == f"{len(names)} terms"
        assert {pages[name].category for name in names} == {heading.text}
    letters = [link.text.casefold() for link in page.select("#a-z li a")]
    assert letters == sorted(letters)


def test_previous_and_next_links_make_one_path_through_the_wiki(pages):
    after = {path.name: soup(path).select_one(".pager [rel=next]") for path in PATHS}
    before = {path.name: soup(path).select_one(".pager [rel=prev]") for path in PATHS}
    for name, link in after.items():
        if link is not None:
            assert before[link["href"]]["href"] == name
    assert sum(link is None for link in after.values()) == 1
    assert sum(link is None for link in before.values()) == 1
