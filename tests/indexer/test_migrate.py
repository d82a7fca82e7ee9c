"""A migrated index equals a new build with the other engine, and no page is read."""

import shutil
from pathlib import Path

import pytest

import wikisearch
from tests.indexer.folders import answers, html, leaves, read_by, run, stub, write
from wikisearch.indexer.build import BuildRequest, run_build

ENGINES = ("whoosh", "tantivy")
GERMAN = "<html lang=de><head><title>Haus</title></head><body><h1>Haus</h1><p>Viele Häuser."


@pytest.fixture
def wiki(tmp_path):
    """Pages of all kinds: redirects, copies, another language, odd characters."""
    source = tmp_path / "wiki"
    for number in range(8):
        write(source, f"p{number}.html", html(f"Page {number}", f"ant and queen number {number}"))
    write(source, "old.html", stub("Old name", "p7.html"))
    write(source, "empty.html", "")
    write(source, "haus.html", GERMAN)
    write(source, "sub/odd.html", html("C++ &amp; &#128540; Café", "bee colony", "../p2.html"))
    shutil.copy(source / "p1.html", source / "copy.html")
    return source


def stored(directory):
    """Return every page of an index."""
    with wikisearch.open(directory) as index:
        ids = {hit.id for hit in index.search("ant OR bee OR häuser", limit=100)}
        return {each: index.page(each) for each in ids}


def assert_same_answers(one, other):
    # In single precision, the last digit of a sum may differ.
    assert list(leaves(answers(one))) == pytest.approx(list(leaves(answers(other))), abs=1e-4)
    assert stored(one) == stored(other)


def test_migration_there_and_back_equals_a_new_build_and_reads_no_page(wiki, tmp_path):
    original = shutil.copytree(wiki, tmp_path / "original")
    for engine in ENGINES:
        run(original, tmp_path / f"fresh-{engine}", engine=engine)
    run(wiki, tmp_path / "index")
    write(wiki, "p3.html", html("Page 3 changed", "a wasp instead"))
    run(wiki, tmp_path / "index")  # so that documents of the index are deleted
    shutil.copy(original / "p3.html", wiki / "p3.html")
    run(wiki, tmp_path / "index")
    shutil.rmtree(wiki)
    for engine in ("tantivy", "whoosh", "tantivy"):
        wikisearch.migrate(engine, tmp_path / "index").close()
        with wikisearch.open(tmp_path / "index") as index:
            assert index.manifest.engine == engine
            assert [each.path for each in index.manifest.refused] == ["empty.html"]
            assert index.page("old name").id == "p7"
            assert index.search("Häuser")[0].id == "haus"
        assert_same_answers(tmp_path / "index", tmp_path / f"fresh-{engine}")
        assert wikisearch.check(tmp_path / "index").findings == ()
        assert len(list((tmp_path / "index").glob("generation-*"))) == 1


@pytest.mark.slow
def test_the_bundled_wiki_answers_the_same(tmp_path):
    corpus = shutil.copytree(Path(__file__).parents[2] / "corpus", tmp_path / "corpus")
    for engine in ENGINES:
        run_build(BuildRequest(corpus, tmp_path / engine, engine))
    shutil.rmtree(corpus)
    queries = [
        "cost barrier",
        "gan",
        "category:Safety prompt",
        "in:why cost",
        "quant*",
        "linksto:gan",
    ]
    found = {}
    for engine, other in (ENGINES, ENGINES[::-1]):
        fresh = tmp_path / other
        index = shutil.copytree(tmp_path / engine, tmp_path / f"{engine}-migrated")
        wikisearch.migrate(other, index).close()
        for name, directory in (("fresh", fresh), ("migrated", index)):
            with wikisearch.open(directory) as opened:
                found[name] = [
                    opened.search(query, limit=50, explain=True).hits for query in queries
                ]
        fresh_leaves = list(leaves(found["fresh"]))
        assert list(leaves(found["migrated"])) == pytest.approx(fresh_leaves, abs=1e-4)
        assert len(fresh_leaves) > 1000


@pytest.mark.parametrize("engine", ENGINES)
def test_a_migrated_index_can_be_updated(wiki, engine, tmp_path):
    index = tmp_path / "index"
    other = next(each for each in ENGINES if each != engine)
    run(wiki, index, engine=other)
    wikisearch.migrate(engine, index).close()
    assert read_by(run(wiki, index)) == (0, 13, False)
    write(wiki, "p3.html", html("Page three", "a wasp instead"))
    assert read_by(run(wiki, index)) == (1, 12, True)
    run(wiki, tmp_path / "fresh", engine=engine)
    assert_same_answers(index, tmp_path / "fresh")


def test_migration_to_the_same_engine_changes_nothing(wiki, tmp_path):
    run(wiki, tmp_path / "index")
    before = (tmp_path / "index" / "CURRENT").read_text(encoding="utf-8")
    wikisearch.migrate("whoosh", tmp_path / "index").close()
    assert (tmp_path / "index" / "CURRENT").read_text(encoding="utf-8") == before


def test_a_failed_migration_is_one_error(wiki, tmp_path):
    with pytest.raises(wikisearch.IndexNotFoundError):
        wikisearch.migrate("tantivy", tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()
    run(wiki, tmp_path / "index")
    with pytest.raises(wikisearch.OptionError, match="steam"):
        wikisearch.migrate("steam", tmp_path / "index")
    [ledger] = (tmp_path / "index").glob("generation-*/pages.json.gz")
    ledger.write_bytes(ledger.read_bytes()[:-1])
    with pytest.raises(wikisearch.IndexDamagedError, match=r"pages\.json"):
        wikisearch.migrate("tantivy", tmp_path / "index")


def test_a_reader_keeps_the_engine_it_opened(wiki, tmp_path):
    run(wiki, tmp_path / "index")
    with wikisearch.open(tmp_path / "index") as index:
        before = index.search("ant", limit=50).hits
        wikisearch.migrate("tantivy", tmp_path / "index").close()
        assert index.search("ant", limit=50).hits == before
        assert index.manifest.engine == "whoosh"
