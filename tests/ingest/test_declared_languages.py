"""What language files say they are in."""

import pytest

from wikisearch.ingest import SourceFile, declared_languages

HEADS = {
    '<html lang="de">': ["de"],
    "<!DOCTYPE html>\n<HTML class=x LANG=pt-BR>": ["pt-BR"],
    '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="fr">': ["fr"],
    "<html><p lang=es>": [],
    '<html hreflang="ru">': [],
    "": [],
}


@pytest.mark.parametrize(("head", "tags"), HEADS.items())
def test_a_file_is_in_the_language_of_its_root(head, tags, tmp_path):
    (tmp_path / "page.html").write_text(head, encoding="utf-8")
    files = [SourceFile("page.html", tmp_path / "page.html"), SourceFile("no", tmp_path / "no")]
    assert list(declared_languages(files)) == tags


def test_a_large_wiki_is_sampled_evenly(tmp_path):
    (tmp_path / "page.html").write_text("<html lang=en>", encoding="utf-8")
    files = [SourceFile(f"{number}", tmp_path / "page.html") for number in range(1000)]
    assert 200 <= len(list(declared_languages(files))) <= 250
