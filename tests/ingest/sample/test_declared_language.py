"""The declared language of files, and sample texts of files without one."""

import pytest

from wikisearch.ingest import FolderSource, SourceFile, declared_languages, undeclared_texts

HEADS = {
    '<html lang="de">': ["de"],
    "<!DOCTYPE html>\n<HTML class=x LANG=pt-BR>": ["pt-BR"],
    '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="fr">': ["fr"],
    "<html><p lang=es>": [""],
    '<html hreflang="ru">': [""],
    "": [""],
}


@pytest.mark.parametrize(("head", "tags"), HEADS.items())
def test_a_file_is_in_the_language_of_its_root(head, tags, tmp_path):
    (tmp_path / "page.html").write_text(head, encoding="utf-8")
    files = [SourceFile("page.html", tmp_path / "page.html"), SourceFile("no", tmp_path / "no")]
    assert list(declared_languages(files, FolderSource(tmp_path))) == tags


def test_a_large_wiki_is_sampled_evenly(tmp_path):
    (tmp_path / "page.html").write_text("<html lang=en>", encoding="utf-8")
    (tmp_path / "last.html").write_text("<html lang=de>", encoding="utf-8")
    files = [SourceFile(f"{number}", tmp_path / "page.html") for number in range(750)]
    files += [SourceFile(f"{number}", tmp_path / "last.html") for number in range(250)]
    tags = list(declared_languages(files, FolderSource(tmp_path)))
    assert (len(tags), tags.count("de")) == (200, 50)
    files = [SourceFile("x", write(tmp_path, "x"))] * 1000
    assert len(list(undeclared_texts(files, FolderSource(tmp_path)))) == 200


def write(folder, markup):
    file = folder / "written.html"
    file.write_bytes(markup if isinstance(markup, bytes) else markup.encode())
    return file


def text_of(markup, folder):
    files = [SourceFile("page.html", write(folder, markup))]
    return list(undeclared_texts(files, FolderSource(folder)))


VISIBLE = {
    "<html><head><title>no</title></head><body><p>one<b>two</b> &amp; &#252;": ["one two & ü"],
    "a<!-- no --><script>no('<p>')</script><STYLE>no</STYLE ><pre>no</pre>b": ["a b"],
    "a<script>cut off": ["a"],
    "<header>kept</header>": ["kept"],
    '<html lang="de">said': [],
    '<meta charset="latin1">k\xf6nig'.encode("latin-1"): ["könig"],
    '<meta charset="utf-16">über'.encode("utf-16"): ["über"],
    b"\x89PNG\r\n\x1a\n": [],
    "": [],
}


@pytest.mark.parametrize(("markup", "texts"), VISIBLE.items())
def test_the_visible_text_of_a_page_without_a_language(markup, texts, tmp_path):
    assert text_of(markup, tmp_path) == texts


def test_the_middle_of_a_long_page_is_sampled_without_cutting_a_character(tmp_path):
    [text] = text_of("<p>menu</p>" * 500 + "<p>ű</p>" * 40_000 + "<p>foot</p>" * 500, tmp_path)
    assert set(text) == {"ű", " "}
    assert len(text) == 4_000
