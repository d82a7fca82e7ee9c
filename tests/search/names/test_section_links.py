"""Of sections with the same name, the one that most pages link to comes first."""

import pytest

import wikisearch
from wikisearch.model.comparison import DecidingFactor

TEXT = "It has words, and it is long enough to be a page of a manual with some text in it."
REFERENCE = (
    "<h1>{}</h1><p>{}</p><dl><dt id={}.split>{}.split(text)<dd>Splits a text.</dl>"
    "<dl><dt id={}.__size__>{}.__size__()<dd>Gives the size of it.</dl>"
)
LINKS = (
    "<h1>Chapter {}</h1><p>{} See <a href=text.html#text.split>split</a>, "
    "<a href=types.html#sizes>the sizes</a> and <a href=text.html#text.__size__>size</a>.</p>"
)


def reference(name):
    return REFERENCE.format(f"The {name} library", TEXT, name, name, name, name)


PAGES = {
    "bag": reference("bag"),
    "text": reference("text"),
    "zone": reference("zone"),
    "size": f"<h1>Objects with a length</h1><p>{TEXT}</p>",
    "types": f"<h1>Types</h1><p>{TEXT}</p><h2 id=sizes>size</h2><p>The size of a value.</p>",
    **{f"chapter-{number}": LINKS.format(number, TEXT) for number in range(3)},
}


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    with wikisearch.build(PAGES, tmp_path_factory.mktemp("links") / "index") as found:
        yield found


@pytest.mark.parametrize(
    ("query", "section"),
    [
        ("split", "text#text.split"),
        ("split()", "text#text.split"),
        ("__size__", "text#text.__size__"),
        ("size", "types#sizes"),
        ("bag.split", "bag#bag.split"),
        ("splitt", "text#text.split"),
    ],
)
def test_the_section_that_most_pages_link_to_comes_first(index, query, section):
    assert index.search(query).hits[0].sections[0].id == section


def test_an_explanation_names_the_links(index):
    verdict = index.explain("split", "bag", "text").verdict
    assert (verdict.decider, verdict.above) == (DecidingFactor.LINKS, "text")
    assert "more pages link to its section" in verdict.sentence


def test_the_links_of_a_page_to_itself_do_not_count(tmp_path):
    own = "".join(f"<p>{TEXT} <a href=#bag.split>split {n}</a></p>" for n in range(9))
    pages = {**PAGES, "bag": PAGES["bag"] + own}
    with wikisearch.build(pages, tmp_path / "index") as index:
        assert index.search("split").hits[0].id == "text"


def test_names_that_many_pages_have_can_be_compared_if_pages_link_to_one(index):
    hit = index.search("split vs size").hits[0]
    assert hit.match_type == "compared"
    assert hit.id in {"text", "types"}
