"""A program builds an index from its own pages."""

import tempfile
from pathlib import Path

import pytest

import wikisearch
from tests.indexer.folders import answers, html
from wikisearch import SourcePage, SourceTypeError

PAGES = {f"guide/p{n}": html(f"Page {n}", f"ant number {n}", f"p{n - 1}.html") for n in range(1, 9)}


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("program") / "index"
    wikisearch.build(PAGES, folder).close()
    return folder


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    """Check that no test leaves a temporary file."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    yield
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_dict_gives_the_index_of_the_same_files(index, tmp_path):
    for name, text in PAGES.items():
        file = tmp_path / f"wiki/{name}.html"
        file.parent.mkdir(exist_ok=True, parents=True)
        file.write_text(text, "utf-8")
    wikisearch.build(tmp_path / "wiki", tmp_path / "index").close()
    with wikisearch.open(index) as ours, wikisearch.open(tmp_path / "index") as theirs:
        assert [page.id for page in ours.pages()] == [page.id for page in theirs.pages()]
        for page in ours.pages():
            found, expected = ours.page(page.id), theirs.page(page.id)
            assert (found.sections, found.links) == (expected.sections, expected.links)
    assert [total for total, *_ in answers(index)] == [
        total for total, *_ in answers(tmp_path / "index")
    ]


def test_a_generator_is_consumed_once_and_only_changed_pages_are_extracted(tmp_path):
    taken = []

    def pages(text):
        for name, page in PAGES.items():
            taken.append(name)
            yield SourcePage(name, page.replace("number 3", text))

    wikisearch.build(pages("number 3"), tmp_path / "index").close()
    assert taken == list(PAGES)
    with wikisearch.build(pages("bees"), tmp_path / "index") as index:
        assert index.search("bees")[0].id == "guide/p3"
    assert len(taken) == 2 * len(PAGES)


def test_what_the_program_knows_overrides_the_html(tmp_path):
    page = SourcePage(
        "rag",
        "<title>Titel</title><h1>Titel</h1><p>Ein Text.</p>".encode("utf-16"),
        url="https://example.org/wiki/RAG?lang=de",
        language="de",
        title="Retrieval-Augmented Generation",
        category="Methods",
        aliases=["RAG", "grounding"],
    )
    with wikisearch.build([page], tmp_path / "index") as index:
        found = index.page("rag")
        assert (found.title, found.category) == ("Retrieval-Augmented Generation", "Methods")
        assert (found.language, found.aliases) == ("de", ("Titel", "RAG", "grounding"))
        hit = index.search("grounding")[0]
        assert hit.url == "https://example.org/wiki/RAG?lang=de"
        assert index.suggest("grou")[0].url == hit.url
        assert index.page(hit.url).id == "rag"


def raising():
    yield SourcePage("a", "<p>x")
    raise LookupError("the database is gone")


WRONG = {
    "number 2: must be a SourcePage, not str": [SourcePage("a", "<p>x"), "b"],
    "pages: must be SourcePage values, or a dict of HTML by id, not int": 5,
    "not bytes": b"<p>x",
    "page 'a': html must be a str or bytes, not NoneType": {"a": None},
    "page 7: id must be a str, not int": {7: "<p>x"},
    "id: '' is not an id": {"": "<p>x"},
    "id: '.html' is not an id": {".html": "<p>x"},
    "id 'a': two pages have it": [SourcePage("a", "<p>x"), SourcePage("a.html", "<p>y")],
    "pages of a program: there are none": [],
    "the database is gone": raising(),
}


@pytest.mark.parametrize(("message", "pages"), WRONG.items())
def test_wrong_pages_are_an_error_and_the_old_index_stays(message, pages, index):
    before = sorted(index.iterdir())
    with pytest.raises((wikisearch.SourceError, LookupError)) as raised:
        wikisearch.build(pages, index)
    assert message in str(raised.value)
    assert sorted(index.iterdir()) == before


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"title": 3}, "title must be a str or None, not int"),
        ({"aliases": "rag"}, "aliases must be a tuple of str, not str"),
        ({"aliases": [b"rag"]}, "an alias must be a str, not bytes"),
    ],
)
def test_a_value_of_a_wrong_type_is_named(values, message):
    with pytest.raises(SourceTypeError, match=f"page 'x': {message}") as raised:
        SourcePage("x", "<p>", **values)
    assert isinstance(raised.value, TypeError)


def test_a_hostile_page_is_refused_and_the_others_are_indexed(tmp_path):
    pages = {"empty": "", "picture": b"\x89PNG\r\n", "\ud800odd": "<h1>\ud800 Odd</h1><p>ants"}
    with wikisearch.build(pages, tmp_path / "index") as index:
        assert [page.id for page in index.pages()] == ["?odd"]
        assert {refusal.path for refusal in index.manifest.refused} == {"empty", "picture"}
        assert index.manifest.source == "pages of a program"


def test_html_is_read_without_an_index():
    page = wikisearch.read_html("<meta charset=big5><h1>Größe</h1><p>Ein Maß.</p>")
    assert (page.title, page.sections[0].text) == ("Größe", "Ein Maß.")
    assert wikisearch.read_html(page.title.encode("utf-16"), id="a/b").id == "a/b"
    with pytest.raises(SourceTypeError, match=r"not \w*Path"):
        wikisearch.read_html(Path("a.html"))
