"""Pages with unusual file names are indexed, linked and shown like others."""

from pathlib import Path

import pytest

import wikisearch
from tests.indexer.folders import html, run, stub, write
from wikisearch.ingest import parse_page


@pytest.fixture(scope="module", params=["whoosh", "tantivy"])
def index(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    source = folder / "wiki"
    write(source, "hash.html", html("Hash", "first ant", "hash%23tag.html"))
    write(source, "hash#tag.html", html("Other", "second ant", "two%0Alines.html"))
    write(source, "hash#more.html", html("Third", "third ant", "C%23/notes%23.cs"))
    write(source, "two\nlines.html", html("Fourth", "fourth ant", "C%23/a.html"))
    write(source, "C#/a.html", html("Fifth", "fifth ant", "../old%23.html"))
    write(source, "C#/notes#.cs", "no page")
    write(source, "old#.html", stub("Old name", "hash%23tag.html"))
    run(source, folder / "index", engine=request.param)
    with wikisearch.open(folder / "index") as opened:
        yield opened


def test_every_file_is_a_separate_page(index):
    found = {hit.id: (hit.title, hit.url) for hit in index.search("ant")}
    assert found == {
        "hash": ("Hash", "hash.html"),
        "hash%23tag": ("Other", "hash%23tag.html"),
        "hash%23more": ("Third", "hash%23more.html"),
        "two%0Alines": ("Fourth", "two%0Alines.html"),
        "C%23/a": ("Fifth", "C%23/a.html"),
    }
    sections = [section.id for hit in index.search("ant") for section in hit.sections]
    assert sorted(sections) == sorted(key for name in found for key in (name, f"{name}#more"))
    assert wikisearch.check(index.directory).findings == ()


def test_every_page_is_found_by_title_and_by_id(index):
    for name in ("Other", "hash%23tag", "Old name"):
        page = index.page(name)
        assert (page.id, page.path) == ("hash%23tag", "hash#tag.html")
        assert [section.anchor for section in page.sections] == ["", "more"]
    verdict = index.explain("ant", "Other", "Hash").verdict
    assert {verdict.above, verdict.below} == {"hash%23tag", "hash"}


def test_the_address_of_a_section_leads_to_its_page(index):
    for address, page in {"hash.html#more": "hash", "hash%23tag.html#more": "hash%23tag"}.items():
        assert index.page(address).id == page
    for address in ("#", "hash%23none.html#more"):
        with pytest.raises(wikisearch.TermNotFoundError):
            index.page(address)


def test_links_to_odd_file_names_are_resolved(index):
    assert [hit.id for hit in index.search("linksto:Other")] == ["hash"]
    assert {hit.id for hit in index.search("linkedfrom:Other")} == {"two%0Alines"}
    assert {each.id for each in index.related("Fourth")} >= {"hash%23tag", "C%23/a"}


def test_no_link_to_odd_file_names_is_broken(index, tmp_path):
    source = Path(index.manifest.source)
    report = run(source, tmp_path / "index").report
    assert report.broken == ()


def test_a_second_file_with_the_same_id_is_refused(tmp_path):
    write(tmp_path / "wiki", "C#.html", html("Sharp", "an ant"))
    write(tmp_path / "wiki", "C%23.html", html("Flat", "a bee"))
    write(tmp_path / "wiki", "C%23.htm", html("Natural", "a wasp"))
    report = run(tmp_path / "wiki", tmp_path / "index").report
    assert {each.path: each.reason for each in report.refused} == {
        "C%23.htm": "its id would be that of C#.html; rename one of them",
        "C%23.html": "its id would be that of C#.html; rename one of them",
    }


def test_the_file_name_is_another_name_of_the_page(tmp_path):
    write(tmp_path / "wiki", "C#.html", html("Sharp", "an ant"))
    run(tmp_path / "wiki", tmp_path / "index")
    with wikisearch.open(tmp_path / "index") as index:
        assert [each.name for each in index.names("Sharp")] == ["C#"]


def test_a_title_from_a_file_name_is_one_line():
    titles = {
        "a/two\nlines\x85_and  tab\t.html": "two lines and tab",
        "a/_.html": "a/_",
        "\n.html": "%0A",
    }
    assert {path: parse_page(b"<p>x", path).title for path in titles} == titles
