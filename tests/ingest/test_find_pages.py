"""A folder is listed completely, once, and always in the same order."""

import os

import pytest

from wikisearch.errors import PageError, SourceError
from wikisearch.ingest import SourceFile, find_pages, read_page


def fill(root, *names):
    for name in names:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("<p>x</p>")


def paths(root):
    return [page.path for page in find_pages(root)]


def test_pages_are_listed_in_order(tmp_path):
    fill(
        tmp_path,
        "b.html",
        "a/c.HTM",
        "a.xhtml",
        "B.html",
        "a/b/x~=+% y.html",
        "a/c-d.html",
        "no.txt",
        "no.html.bak",
    )
    assert paths(tmp_path) == [
        "B.html",
        "a.xhtml",
        "a/b/x~=+% y.html",
        "a/c.HTM",
        "a/c-d.html",
        "b.html",
    ]


def test_hidden_files_and_folders_are_left_out(tmp_path):
    fill(tmp_path, "a.html", ".git/b.html", "x/.c.html", "x/._d.html")
    assert paths(tmp_path) == ["a.html"]


def test_a_hidden_folder_can_be_the_source(tmp_path):
    fill(tmp_path, ".wiki/a.html")
    assert paths(tmp_path / ".wiki") == ["a.html"]


def test_a_file_is_a_source_of_one_page(tmp_path):
    fill(tmp_path, "x/a.html")
    assert find_pages(tmp_path / "x/a.html") == [SourceFile("a.html", tmp_path / "x/a.html")]


def test_links_in_circles_end(tmp_path):
    fill(tmp_path, "z/a.html")
    (tmp_path / "z/up").symlink_to(tmp_path)
    (tmp_path / "a-link").symlink_to(tmp_path / "z")
    (tmp_path / "b.html").symlink_to(tmp_path / "z/a.html")
    assert paths(tmp_path) == ["z/a.html"]


def test_what_only_a_link_leads_to_is_listed_once(tmp_path):
    fill(tmp_path, "elsewhere/a.html", "wiki/b.html", "other.html")
    for name in ("y", "x"):
        (tmp_path / "wiki" / name).symlink_to(tmp_path / "elsewhere")
        (tmp_path / "wiki" / f"{name}.html").symlink_to(tmp_path / "other.html")
    assert paths(tmp_path / "wiki") == ["b.html", "x.html", "x/a.html"]


def test_a_name_that_is_not_utf8_can_be_stored(tmp_path):
    (tmp_path / os.fsdecode(b"caf\xe9.html")).write_text("<p>x</p>")
    (page,) = find_pages(tmp_path)
    assert page.path == "caf\ufffd.html"
    assert read_page(page.location, tmp_path).id == "caf\ufffd"


def test_nothing_to_read_is_an_error_that_names_the_folder(tmp_path):
    with pytest.raises(SourceError, match=r"missing: no such folder; name the folder"):
        find_pages(tmp_path / "missing")
    with pytest.raises(SourceError, match=r"no pages in it; name a folder with \.html"):
        find_pages(tmp_path)


def test_a_file_is_read_by_its_place_below_the_source(tmp_path):
    fill(tmp_path, "a/b.html")
    page = read_page(tmp_path / "a/b.html", tmp_path)
    assert (page.id, page.path) == ("a/b", "a/b.html")
    assert read_page(tmp_path / "a/b.html").id == "b"


def test_what_cannot_be_read_is_refused_with_the_reason(tmp_path):
    (tmp_path / "broken.html").symlink_to(tmp_path / "gone.html")
    (tmp_path / "folder.html").mkdir()
    os.mkfifo(tmp_path / "pipe.html")
    with (tmp_path / "large.html").open("wb") as large:
        large.truncate(65 * 1024 * 1024)
    reasons = {
        "broken.html": "cannot be read: No such file or directory",
        "folder.html": "not a file",
        "pipe.html": "not a file",
        "large.html": "68,157,440 bytes, more than the 67,108,864 a page may have",
    }
    for name, reason in reasons.items():
        with pytest.raises(PageError) as refusal:
            read_page(tmp_path / name, tmp_path)
        assert (refusal.value.path, refusal.value.reason) == (name, reason)


def test_a_broken_link_is_listed_so_that_it_is_reported(tmp_path):
    fill(tmp_path, "a.html")
    (tmp_path / "b.html").symlink_to(tmp_path / "gone.html")
    assert paths(tmp_path) == ["a.html", "b.html"]
