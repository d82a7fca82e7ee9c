"""Pages with the same text are one page of the index."""

import wikisearch
from tests.indexer.folders import assert_equals_full_build, read_by, run, write
from wikisearch.model.report import Pointer

TEXT = (
    " ".join(f"word{chr(97 + number)}" for number in range(26)) + " and a dozen other words of it"
)


def page(title, text, link=""):
    return f"<html><title>{title}</title><main>{link}<h1>{title}</h1><p>{text}.</p></main></html>"


def found(index):
    with wikisearch.open(index) as opened:
        return [hit.id for hit in opened.search("wordk")]


def test_one_of_two_pages_with_the_same_text_is_found(tmp_path):
    source, index = tmp_path / "wiki", tmp_path / "index"
    write(source, "ant.html", page("Ant", TEXT, "<p><a href=ant-2.html>with pictures</a></p>"))
    write(source, "ant-2.html", page("Ant", TEXT, "<p><a href=ant.html>without</a></p>"))
    write(source, "bee.html", page("Bee", TEXT.replace("wordk", "wordless")))
    run(source, index)
    assert found(index) == ["ant"]
    assert wikisearch.check(index).findings == ()


def test_a_twin_is_a_page_again_when_the_other_changes(tmp_path):
    source, index = tmp_path / "wiki", tmp_path / "index"
    write(source, "a.html", page("Ant", TEXT))
    write(source, "b.html", page("Ant", TEXT))
    run(source, index)
    assert found(index) == ["a"]
    write(source, "a.html", page("Ant", "Something else"))
    outcome = run(source, index)
    assert found(index) == ["b"]
    assert_equals_full_build(source, index, outcome, tmp_path / "fresh")


def test_a_twin_that_comes_later_changes_which_one_is_found(tmp_path):
    source, index = tmp_path / "wiki", tmp_path / "index"
    write(source, "b.html", page("Ant", TEXT))
    write(source, "c.html", page("Bee", "Something else"))
    run(source, index)
    write(source, "a.html", page("Ant", TEXT))
    outcome = run(source, index)
    assert found(index) == ["a"]
    assert_equals_full_build(source, index, outcome, tmp_path / "fresh")


def test_a_copy_of_a_twin_is_not_read_again(tmp_path):
    source, index = tmp_path / "wiki", tmp_path / "index"
    write(source, "a.html", page("Ant", TEXT, "<p><a href=b.html>with pictures</a></p>"))
    for name in ("b.html", "c.html"):
        write(source, name, page("Ant", TEXT))
    first = run(source, index)
    outcome = run(source, index)
    assert read_by(outcome) == (0, 3, False)
    assert outcome.report.duplicates == first.report.duplicates == (Pointer("c.html", "b.html"),)
    assert_equals_full_build(source, index, outcome, tmp_path / "fresh")


def test_pages_with_the_same_few_words_stay_apart(tmp_path):
    source, index = tmp_path / "wiki", tmp_path / "index"
    for name in ("a", "b"):
        write(source, f"{name}.html", page(name.upper(), "To be written by wordk"))
    run(source, index)
    assert found(index) == ["a", "b"]


def test_pages_with_the_same_text_and_other_titles_stay_apart(tmp_path):
    source, index = tmp_path / "wiki", tmp_path / "index"
    write(source, "a.html", page("list::begin", TEXT))
    write(source, "b.html", page("deque::begin", TEXT))
    run(source, index)
    assert found(index) == ["a", "b"]
