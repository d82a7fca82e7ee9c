"""A folder is listed completely, without repetition, and always in the same order."""

import os

import pytest

from tests.permissions import open_folder, permissions, without_root
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


def test_cyclic_links_are_followed_once(tmp_path):
    fill(tmp_path, "z/a.html")
    (tmp_path / "z/up").symlink_to(tmp_path)
    (tmp_path / "a-link").symlink_to(tmp_path / "z")
    (tmp_path / "b.html").symlink_to(tmp_path / "z/a.html")
    assert paths(tmp_path) == ["z/a.html"]


def test_the_target_of_a_link_is_listed_once(tmp_path):
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
    (tmp_path / os.fsdecode(b"caf\xe8.html")).write_text("<p>x</p>")
    with pytest.raises(SourceError, match="html: two files have this name"):
        find_pages(tmp_path)


def test_a_folder_without_pages_is_reported(tmp_path):
    with pytest.raises(SourceError, match=r"missing: no such folder; name the folder"):
        find_pages(tmp_path / "missing")
    with pytest.raises(SourceError, match=r"null: neither a folder nor a file; name the folder"):
        find_pages("/dev/null")
    with pytest.raises(SourceError, match=r"no pages in it; name a folder with \.html"):
        find_pages(tmp_path)


def test_a_file_is_identified_by_its_relative_path(tmp_path):
    fill(tmp_path, "a/b.html")
    page = read_page(tmp_path / "a/b.html", tmp_path)
    assert (page.id, page.path) == ("a/b", "a/b.html")
    assert read_page(tmp_path / "a/b.html").id == "b"


def test_equal_paths_may_be_spelled_differently(tmp_path, monkeypatch):
    fill(tmp_path, "wiki/a/b.html", "other/c.html")
    monkeypatch.chdir(tmp_path / "other")
    for file in ("../wiki/a/b.html", tmp_path / "wiki/a/b.html", tmp_path / "wiki/a/../a/b.html"):
        for root in ("../wiki", tmp_path / "wiki", tmp_path / "other/../wiki/"):
            assert read_page(file, root).path == "a/b.html"


@pytest.mark.parametrize("root", ["wiki/a", "wiki/a/b.html", "wik", "wiki/b.html/x"])
def test_a_file_outside_the_source_is_not_a_page(root, tmp_path, monkeypatch):
    fill(tmp_path, "wiki/a/b.html", "wiki/b.html")
    monkeypatch.chdir(tmp_path)
    for file in ("wiki/b.html", "wiki/a/../b.html"):
        with pytest.raises(PageError) as refusal:
            read_page(file, tmp_path / root)
        assert (refusal.value.path, refusal.value.reason) == (
            file,
            f"is not below {tmp_path / root}",
        )


def test_a_path_with_a_null_byte_is_refused(tmp_path):
    for root in (None, tmp_path):
        with pytest.raises(PageError, match=r"a\0b\.html: cannot be read: embedded null byte"):
            read_page(f"{tmp_path}/a\0b.html", root)


def test_an_unreadable_page_is_refused_with_the_reason(tmp_path):
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


LOOPS = {
    "self.html": ("self.html", "Too many levels of symbolic links"),
    "long.html": ("n" * 300, "File name too long"),
    "below.html": ("a.html/b", "Not a directory"),
}


@pytest.mark.parametrize("name", LOOPS)
def test_only_the_link_that_cannot_be_followed_is_refused(name, tmp_path):
    target, reason = LOOPS[name]
    fill(tmp_path, "a.html")
    (tmp_path / name).symlink_to(target)
    assert paths(tmp_path) == sorted(["a.html", name])
    with pytest.raises(PageError, match=f"{name}: cannot be read: {reason}"):
        read_page(tmp_path / name, tmp_path)


def test_a_broken_link_without_a_page_suffix_is_ignored(tmp_path):
    fill(tmp_path, "a.html", "b.html")
    (tmp_path / "c.html").symlink_to(tmp_path / "b.html")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "long").symlink_to("n" * 300)
    assert paths(tmp_path) == ["a.html", "b.html"]


def test_only_the_link_into_a_forbidden_folder_is_refused():
    with open_folder() as folder:
        fill(folder, "wiki/a.html", "barred/b.html")
        (folder / "wiki/b.html").symlink_to(folder / "barred/b.html")
        (folder / "wiki/c").symlink_to(folder / "barred/c")
        with permissions(folder / "barred", 0), without_root():
            assert paths(folder / "wiki") == ["a.html", "b.html"]
            with pytest.raises(PageError, match=r"b\.html: cannot be read: Permission denied"):
                read_page(folder / "wiki/b.html", folder / "wiki")


def test_a_folder_that_cannot_be_listed_is_reported(tmp_path):
    with open_folder() as folder:
        fill(folder, "wiki/a.html", "wiki/barred/sub/b.html")
        for source, place, mode, named in (
            ("wiki", "wiki", 0o111, "wiki: cannot be listed"),
            ("wiki", "wiki/barred", 0, "wiki/barred: cannot be listed"),
            ("wiki", "wiki/barred", 0o444, "wiki/barred/sub: cannot be listed"),
            ("wiki/barred/sub", "wiki/barred", 0o444, "wiki/barred/sub: cannot be accessed"),
        ):
            with (
                permissions(folder / place, mode),
                without_root(),
                pytest.raises(SourceError, match=rf"{folder}/{named} \(Permission denied\); "),
            ):
                find_pages(folder / source)
    with pytest.raises(SourceError, match=r"nnn: cannot be accessed \(File name too long\); name"):
        find_pages(tmp_path / ("n" * 300))


def test_ids_have_no_hash_of_an_export_unless_two_pages_would_have_one_id(tmp_path):
    one, other, third = ("0123456789abcdef" * 2, "f" * 32, "a" * 32)
    for name in (f"Ant {one}", f"Bee {one}", f"Bee {other}", one, f"Notes {third}/Cat {one}"):
        file = tmp_path / f"{name}.html"
        file.parent.mkdir(exist_ok=True)
        file.write_text("<p>x", encoding="utf-8")
    ids = {page.path: page.id for page in find_pages(tmp_path)}
    assert ids == {
        f"Ant {one}.html": "Ant",
        f"Bee {one}.html": f"Bee {one}",
        f"Bee {other}.html": f"Bee {other}",
        f"{one}.html": one,
        f"Notes {third}/Cat {one}.html": "Notes/Cat",
    }
