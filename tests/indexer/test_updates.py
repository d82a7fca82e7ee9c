"""An update reads only changed files, and gives the index of a full build."""

import os
import shutil
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import wikisearch
from tests.indexer.folders import (
    WORDS,
    answers,
    assert_equals_full_build,
    html,
    read_by,
    run,
    stub,
    write,
)
from wikisearch.ingest import FolderSource
from wikisearch.ingest.sources import folder


@pytest.fixture
def wiki(tmp_path):
    source = tmp_path / "wiki"
    for number in range(12):
        text = f"{WORDS[number % 5]} and {WORDS[number % 3]} number {number}"
        write(source, f"p{number}.html", html(f"Page {number}", text))
    return source


@pytest.fixture
def index(wiki, tmp_path):
    assert read_by(run(wiki, tmp_path / "index")) == (12, 0, True)
    return tmp_path / "index"


def test_when_nothing_changed_the_live_generation_stays(wiki, index):
    before = (index / "CURRENT").read_text(encoding="utf-8")
    assert read_by(run(wiki, index)) == (0, 12, False)
    assert (index / "CURRENT").read_text(encoding="utf-8") == before
    assert sorted(path.name for path in index.iterdir()) == ["CURRENT", before.strip(), "lock"]
    assert read_by(run(wiki, index, full=True)) == (12, 0, True)


def test_only_changed_files_are_read(wiki, index, tmp_path):
    write(wiki, "p3.html", html("Page three", "a wasp instead"))
    write(wiki, "sub/new.html", html("New", "a hornet"))
    (wiki / "p5.html").unlink()
    outcome = run(wiki, index)
    assert read_by(outcome) == (2, 10, True)
    assert_equals_full_build(wiki, index, outcome, tmp_path / "fresh")
    with wikisearch.open(index) as opened:
        assert [hit.id for hit in opened.search("wasp")] == ["p3"]
        with pytest.raises(wikisearch.TermNotFoundError):
            opened.page("Page 5")


def test_a_change_with_the_same_size_and_time_is_detected(wiki, index):
    file = wiki / "p4.html"
    status = file.stat()
    file.write_bytes(file.read_bytes().replace(b"number", b"figure"))
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (status.st_size, status.st_mtime_ns)
    assert read_by(run(wiki, index)) == (1, 11, True)


def test_an_unchanged_old_file_is_not_opened(wiki, index, tmp_path, monkeypatch):
    monkeypatch.setattr(folder, "_SETTLED", 0)
    time.sleep(0.05)
    run(wiki, index, full=True)
    monkeypatch.setattr(FolderSource, "read", lambda *_: pytest.fail("read"))
    assert read_by(run(wiki, index)) == (0, 12, False)


def test_a_touched_or_copied_wiki_is_not_extracted_again(wiki, index, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(wiki, copy)
    shutil.rmtree(wiki)
    shutil.copytree(copy, wiki)
    assert read_by(run(wiki, index)) == (0, 12, False)


def test_other_profiles_or_another_source_extract_every_page(wiki, index, tmp_path):
    write(
        wiki,
        "wikisearch.toml",
        '[profiles.mine]\ndefinition = ["p"]\n[profiles.mine.signs]\nselectors = ["main"]\n',
    )
    assert read_by(run(wiki, index)) == (12, 0, True)
    assert read_by(run(wiki, index)) == (0, 12, False)
    other = shutil.copytree(wiki, tmp_path / "other")
    assert read_by(run(other, index, replace=True)) == (12, 0, True)


def test_an_index_keeps_its_engine_until_another_is_named(wiki, index, tmp_path):
    def engine():
        with wikisearch.open(index) as opened:
            return opened.manifest.engine

    assert engine() == "whoosh"
    assert read_by(run(wiki, index, engine="tantivy")) == (0, 12, True)
    assert engine() == "tantivy"
    write(wiki, "p3.html", html("Page three", "a wasp instead"))
    outcome = run(wiki, index)
    assert read_by(outcome) == (1, 11, True)
    assert engine() == "tantivy"
    assert_equals_full_build(wiki, index, outcome, tmp_path / "fresh")
    next(index.glob("generation-*/*.idx")).write_bytes(b"")
    assert read_by(run(wiki, index)) == (12, 0, True)
    assert engine() == "tantivy"
    assert read_by(run(wiki, index, engine="whoosh")) == (0, 12, True)
    assert engine() == "whoosh"


def test_another_engine_gets_the_stored_documents_and_only_changes_are_read(wiki, index, tmp_path):
    """Results equal those of a full build, including redirect names, languages and links."""
    write(wiki, "p3.html", html("Page three", "a wasp instead"))
    (wiki / "p5.html").unlink()
    outcome = run(wiki, index, engine="tantivy")
    assert outcome.report.read == 1
    fresh = tmp_path / "fresh"
    run(wiki, fresh, engine="tantivy")
    assert answers(index) == answers(fresh)


def test_an_index_with_an_unavailable_engine_is_rebuilt_by_another(wiki, index):
    manifest = next(index.glob("generation-*/manifest.json"))
    text = manifest.read_text()
    for name in ("none", "opensearch"):
        assert '"engine": "whoosh"' in text or '"engine":"whoosh"' in text
        manifest.write_text(text.replace('"whoosh"', f'"{name}"'))
        assert read_by(run(wiki, index, engine="tantivy")) == (12, 0, True)
        assert read_by(run(wiki, index, engine="whoosh")) == (0, 12, True)
        manifest = next(index.glob("generation-*/manifest.json"))
        text = manifest.read_text()


def test_a_damaged_index_is_rebuilt(wiki, index):
    [stored] = index.glob("generation-*/wiki_1.sto")
    stored.write_bytes(b"")
    assert read_by(run(wiki, index)) == (12, 0, True)


def test_pages_that_are_refused_again_change_nothing(wiki, index):
    write(wiki, "empty.html", "")
    (wiki / "gone.html").symlink_to("nowhere.html")
    outcome = run(wiki, index)
    assert outcome.published
    assert [refusal.path for refusal in outcome.report.refused] == ["empty.html", "gone.html"]
    again = run(wiki, index)
    assert not again.published
    assert again.report.refused == outcome.report.refused


def test_two_files_with_the_same_bytes_are_one_page(wiki, index, tmp_path):
    shutil.copy(wiki / "p2.html", wiki / "a-copy.html")
    shutil.copy(wiki / "p2.html", wiki / "z-copy.html")
    outcome = run(wiki, index)
    assert [(each.path, each.target) for each in outcome.report.duplicates] == [
        ("p2.html", "a-copy.html"),
        ("z-copy.html", "a-copy.html"),
    ]
    assert_equals_full_build(wiki, index, outcome, tmp_path / "fresh")
    (wiki / "a-copy.html").unlink()
    outcome = run(wiki, index)
    assert [each.path for each in outcome.report.duplicates] == ["z-copy.html"]
    assert_equals_full_build(wiki, index, outcome, tmp_path / "fresh")


def test_the_title_of_a_redirect_names_its_target(wiki, index, tmp_path):
    write(wiki, "old.html", stub("Old name", "older.html"))
    write(wiki, "older.html", stub("Oldest name", "p7.html"))
    write(wiki, "moved.html", stub("Redirecting...", "p7.html"))
    outcome = run(wiki, index)
    assert len(outcome.report.redirects) == 3
    assert_equals_full_build(wiki, index, outcome, tmp_path / "fresh")
    with wikisearch.open(index) as opened:
        assert opened.page("old name").id == opened.page("oldest name").id == "p7"
        assert opened.page("p7").aliases == ("Old name", "Oldest name")
    assert read_by(run(wiki, index)) == (0, 15, False)
    (wiki / "old.html").unlink()
    outcome = run(wiki, index)
    assert_equals_full_build(wiki, index, outcome, tmp_path / "fresh")
    with wikisearch.open(index) as opened:
        assert opened.page("p7").aliases == ("Oldest name",)


def test_copies_of_a_redirect_resolve_in_their_own_folder(wiki, index, tmp_path):
    for name in ("a", "b"):
        write(wiki, f"{name}/stub.html", stub("Old name", "page.html"))
        write(wiki, f"{name}/page.html", html(f"In {name}", f"text {name}"))
    outcome = run(wiki, index)
    assert {each.target for each in outcome.report.redirects} == {"a/page", "b/page"}
    assert_equals_full_build(wiki, index, outcome, tmp_path / "fresh")
    assert not run(wiki, index).published


edits = st.lists(
    st.lists(
        st.tuples(
            st.sampled_from([f"p{n}.html" for n in range(14)] + ["p1.htm"]),
            st.one_of(
                st.none(),
                st.builds(html, st.sampled_from(WORDS), st.sampled_from(WORDS)),
                st.builds(stub, st.sampled_from(WORDS), st.sampled_from(["p1.html", "p2.html"])),
                st.just(""),
            ),
        ),
        min_size=1,
        max_size=3,
    ),
    min_size=1,
    max_size=4,
)


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(edits=edits)
def test_any_sequence_of_updates_equals_a_full_build(engine, edits, tmp_path_factory):
    folder = tmp_path_factory.mktemp("edits")
    source = folder / "wiki"
    for number in range(14):
        write(source, f"p{number}.html", html(f"Page {number}", f"{WORDS[number % 5]} {number}"))
    run(source, folder / "index", engine=engine)
    for step in edits:
        for name, text in step:
            if text is None:
                (source / name).unlink(missing_ok=True)
            else:
                write(source, name, text)
        outcome = run(source, folder / "index")
        assert_equals_full_build(source, folder / "index", outcome, folder / "fresh")
    shutil.rmtree(folder)


def german(title, text):
    return f"<html lang=de><head><title>{title}</title></head><body><h1>{title}</h1><p>{text}"


def test_a_wiki_is_searched_in_the_language_of_most_of_its_pages(tmp_path):
    source, index = tmp_path / "wiki", tmp_path / "index"
    write(source, "haus.html", german("Haus", "Viele Häuser stehen am Fluss."))
    write(source, "fluss.html", german("Fluss", "Flüsse fließen ins Meer."))
    run(source, index)
    with wikisearch.open(index) as opened:
        assert opened.manifest.language == "de"
        assert opened.search("Häusern")[0].title == "Haus"


def test_added_pages_do_not_change_the_language_before_a_full_build(tmp_path):
    source, index = tmp_path / "wiki", tmp_path / "index"
    write(source, "haus.html", german("Haus", "Viele Häuser."))
    run(source, index)
    for number in range(3):
        write(source, f"p{number}.html", f"<html lang=en><h1>Page {number}</h1><p>Some houses.")
    run(source, index)
    languages = []
    for full in (False, True):
        run(source, index, full=full)
        with wikisearch.open(index) as opened:
            languages.append(opened.manifest.language)
    assert languages == ["de", "en"]


def test_pages_whose_content_links_to_a_page_are_counted_once_each(tmp_path):
    source = tmp_path / "wiki"
    link = "<a href=b.html>B</a> <a href=b.html#more>B, further down</a>"
    menu = "<nav><a href=c.html>C</a></nav>"
    for name, text in {"a": link, "b": f"{link} B itself.", "c": f"{menu}{link}"}.items():
        write(source, f"{name}.html", html(name.upper(), text))
    for _ in range(2):  # the second time nothing is read
        outcome = run(source, tmp_path / "index")
        counted = {page.path: page.incoming for page in outcome.report.details}
        assert counted == {"a.html": 0, "b.html": 2, "c.html": 0}
