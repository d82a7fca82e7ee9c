"""The Python API: build, search, page, close."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import wikisearch
from wikisearch import LinkKind, MatchType
from wikisearch.search.pipeline import search as real_search

ROOT = Path(__file__).parents[1]

ANT = """<!DOCTYPE html><html lang="en"><title>Ant | Small Wiki</title><main>
<p class="category">Insects</p><h1>Ant</h1><p class="aliases">Formica, Emmet</p>
<p class="definition">An ant is an insect that lives in a colony with a queen.</p>
<section id="deep-dive"><h2>Deep Dive</h2><p>Colonies are old.</p>
<h3 id="scent">The Scent Trail</h3><p>Workers mark the way to food with <a href="bee.html">bees</a>
as rivals.</p></section>
<h2>Related Concepts</h2><ul class="related"><li><a href="bee.html">Bee</a></li></ul></main></html>
"""
BEE = (
    ANT.replace("Ant", "Bee")
    .replace("ant", "bee")
    .replace("Formica, Emmet", "Apis, Drone")
    .replace("bee.html", "ant.html")
)


@pytest.fixture(scope="module")
def wiki(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wiki")
    (folder / "ant.html").write_text(ANT, encoding="utf-8")
    (folder / "bee.html").write_text(BEE, encoding="utf-8")
    return folder


@pytest.fixture
def index(wiki, tmp_path):
    with wikisearch.build(wiki, tmp_path / "index") as opened:
        yield opened


def test_build_search_page_close(wiki, tmp_path):
    index = wikisearch.build(str(wiki), str(tmp_path / "index"))
    results = index.search("the scent trail", limit=5)
    assert [hit.title for hit in results] == ["Ant", "Bee"]
    assert (len(results), results.total, results.query) == (2, 2, "the scent trail")
    hit = results[0]
    assert (hit.id, hit.url, hit.match_type) == ("ant", "ant.html", MatchType.HEADING)
    section = hit.sections[0]
    assert section.hierarchy == ("Ant", "Deep Dive", "The Scent Trail")
    assert section.url == "ant.html#scent"
    page = index.page("formica")
    assert (page.title, page.category, page.language) == ("Ant", "Insects", "en")
    assert [part.title for part in page.sections] == [
        "Ant",
        "Deep Dive",
        "The Scent Trail",
        "Related Concepts",
    ]
    index.close()
    with wikisearch.open(tmp_path / "index") as again:
        assert again.search("the scent trail", limit=5).hits == results.hits


def test_an_index_is_closed_at_the_end_of_with_and_may_be_closed_twice(wiki, tmp_path):
    wikisearch.build(wiki, tmp_path / "index").close()
    with wikisearch.open(tmp_path / "index") as index:
        assert index.search("ant").total
    index.close()


@pytest.mark.parametrize(
    "ask",
    [
        lambda index: index.search("ant"),
        lambda index: index.answer(wikisearch.SearchRequest("ant")),
        lambda index: index.explain("ant", "ant"),
        lambda index: index.suggest("a"),
        lambda index: index.related("ant"),
        lambda index: index.names(),
        lambda index: index.page("ant"),
    ],
)
def test_a_closed_index_raises_an_error(wiki, tmp_path, ask):
    index = wikisearch.build(wiki, tmp_path / "index")
    index.close()
    with pytest.raises(wikisearch.IndexClosedError, match="index: the index is closed; open it"):
        ask(index)


@pytest.mark.parametrize("fails", [False, True])
def test_an_index_that_another_thread_closes_during_a_call_raises_index_closed_error(
    wiki, tmp_path, monkeypatch, fails
):
    index = wikisearch.build(wiki, tmp_path / "index")

    def closed_meanwhile(view, request):
        index.close()
        if fails:
            raise AttributeError("an engine that is closed fails in any way")
        return real_search(view, request)

    monkeypatch.setattr("wikisearch.search.pipeline.search", closed_meanwhile)
    with pytest.raises(wikisearch.IndexClosedError, match="index: the index is closed; open it"):
        index.search("ant")


@pytest.mark.parametrize("wrong", [None, 1, b"ant", ["ant"]])
def test_an_argument_that_is_not_a_str_is_named(index, wrong):
    for ask, name in (
        (index.search, "query"),
        (wikisearch.SearchRequest, "query"),
        (lambda query: index.explain(query, "ant"), "query"),
        (lambda term: index.explain("ant", term), "term"),
        (index.suggest, "text"),
        (index.related, "term"),
        (index.page, "term"),
        (index.address, "text"),
        *(() if wrong is None else ((index.names, "term"), (index.pages, "category"))),  # None: all
    ):
        with pytest.raises(TypeError, match=f"^{name} must be a str, not {type(wrong).__name__}$"):
            ask(wrong)


@pytest.mark.parametrize("wrong", [None, "1", 1.0])
def test_an_argument_that_is_not_an_int_is_named(index, wrong):
    for name in ("limit", "offset", "sections"):
        with pytest.raises(TypeError, match=rf"^{name} must be an int, not"):
            index.search("ant", **{name: wrong})
    for ask in (index.suggest, index.related):
        with pytest.raises(TypeError, match=r"^limit must be an int, not"):
            ask("ant", limit=wrong)


def test_statistics_have_the_source_and_the_engine(index, wiki):
    manifest = index.manifest
    assert manifest.source == str(wiki)
    assert (manifest.pages, manifest.sections, manifest.refused) == (2, 8, ())
    assert manifest.engine == "whoosh"
    assert index.directory.name == "index"


def test_any_string_can_be_searched(index):
    for query in ("", "(", '"', "a:b", "-", "NOT", "*", "~", "\0", "\udcff", "ant " * 500):
        results = index.search(query)
        assert results.query == query
    assert index.search("ant (").warnings


def test_numbers_out_of_range_and_unknown_terms_raise_library_errors(index):
    for options in ({"limit": -1}, {"offset": -1}, {"limit": 10_001}):
        with pytest.raises(wikisearch.OptionError):
            index.search("ant", **options)
    with pytest.raises(wikisearch.TermNotFoundError, match="elephant"):
        index.page("elephant")
    assert issubclass(wikisearch.TermNotFoundError, wikisearch.WikisearchError)


def test_limit_and_offset_cut_the_same_ranking(index):
    whole = index.search("insect", limit=10)
    assert whole.total == 2
    pieces = [index.search("insect", limit=1, offset=place) for place in range(3)]
    assert [hit.id for piece in pieces for hit in piece] == [hit.id for hit in whole]
    assert {piece.total for piece in pieces} == {2}
    assert not index.search("insect", limit=0).hits


def test_the_parts_of_an_explanation_add_up_to_the_score(index):
    def check(explanation):
        if explanation.description == "sum":
            added = sum(part.value for part in explanation.parts)
            assert explanation.value == pytest.approx(added)
        for part in explanation.parts:
            check(part)

    for query in ("scent trail", "ant OR bee", '"lives in" colony', "col* quen~"):
        results = index.search(query, explain=True)
        assert results.total
        for hit in results:
            assert hit.explanation.value == hit.score
            assert sum(part.value for part in hit.explanation.parts) == pytest.approx(hit.score)
            check(hit.explanation)
    assert index.search("ant")[0].explanation is None


def test_a_page_is_read_without_any_index(wiki):
    page = wikisearch.read_page(wiki / "ant.html")
    assert (page.id, page.path, page.title) == ("ant", "ant.html", "Ant")
    assert page.aliases == ("Formica", "Emmet")
    assert page.definition == "An ant is an insect that lives in a colony with a queen."
    scent = page.sections[2]
    assert (scent.title, scent.anchor, scent.level) == ("The Scent Trail", "scent", 3)
    assert scent.hierarchy == ("Ant", "Deep Dive", "The Scent Trail")
    assert scent.text == "Workers mark the way to food with bees as rivals."
    assert {(link.target, link.kind) for link in page.links} == {
        ("bee", LinkKind.BODY),
        ("bee", LinkKind.RELATED),
    }
    assert wikisearch.read_page(str(wiki / "ant.html"), wiki.parent).id == f"{wiki.name}/ant"


def test_a_page_that_cannot_be_read_is_an_error_that_names_it(tmp_path):
    (tmp_path / "empty.html").touch()
    with pytest.raises(wikisearch.PageError, match=r"empty\.html: empty file") as caught:
        wikisearch.read_page(tmp_path / "empty.html")
    assert (caught.value.path, caught.value.reason) == ("empty.html", "empty file")
    with pytest.raises(wikisearch.PageError, match=r"gone\.html"):
        wikisearch.read_page(tmp_path / "gone.html")
    with pytest.raises(wikisearch.PageError, match="not a file"):
        wikisearch.read_page(tmp_path)


def test_one_file_is_a_source_as_well(wiki, tmp_path):
    with wikisearch.build(wiki / "bee.html", tmp_path / "index") as index:
        assert [hit.id for hit in index.search("insect")] == ["bee"]
        assert index.search("bee")[0].url == "bee.html"


def test_refused_pages_are_listed_and_the_others_are_found(wiki, tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    (source / "ant.html").write_text(ANT, encoding="utf-8")
    (source / "empty.html").touch()
    (source / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    (source / "gone.html").symlink_to(source / "nowhere.html")
    with (source / "large.html").open("wb") as file:
        file.truncate(64 * 1024 * 1024 + 1)
    with wikisearch.build(source, tmp_path / "index") as index:
        assert {refusal.path for refusal in index.manifest.refused} == {
            "empty.html",
            "gone.html",
            "large.html",
            "picture.html",
        }
        assert all(refusal.reason for refusal in index.manifest.refused)
        assert (index.manifest.pages, index.search("ant").total) == (1, 1)


def test_a_source_without_a_page_is_refused_before_anything_is_written(tmp_path):
    (tmp_path / "source").mkdir()
    for source in ("source", "nowhere"):
        with pytest.raises(wikisearch.SourceError, match=source):
            wikisearch.build(tmp_path / source, tmp_path / "index")
    assert not (tmp_path / "index").exists()


def test_of_two_files_with_the_same_id_one_is_refused_or_both_are_found(tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    (source / "same.htm").write_text("<h1>First</h1><p>About zebras only.", encoding="utf-8")
    (source / "same.html").write_text("<h1>Second</h1><p>About yaks only.", encoding="utf-8")
    with wikisearch.build(source, tmp_path / "index") as index:
        refused = {refusal.path for refusal in index.manifest.refused}
        for query, title, path in (
            ("zebras", "First", "same.htm"),
            ("yaks", "Second", "same.html"),
        ):
            found = [(hit.title, hit.url) for hit in index.search(query)]
            assert found == ([] if path in refused else [(title, path)])


def test_progress_counts_every_page(wiki, tmp_path):
    calls = []
    wikisearch.build(wiki, tmp_path / "index", progress=lambda *call: calls.append(call)).close()
    assert calls == [(1, 2), (2, 2)]


def test_an_error_in_the_progress_callback_stops_the_build_and_leaves_no_trace(wiki, tmp_path):
    def stop(_done, _total):
        raise KeyError("stop")

    with pytest.raises(KeyError, match="stop"):
        wikisearch.build(wiki, tmp_path / "index", progress=stop)
    assert [path.name for path in (tmp_path / "index").iterdir()] == ["lock"]


def many_pages(folder, number):
    folder.mkdir()
    for each in range(number):
        (folder / f"page-{each:03}.html").write_text(
            f"<h1>Page {each}</h1><p>Words of page {each}: {'lorem ' * (each % 7)}</p>"
            f"<h2>Part</h2><p>More words, {each * 31 % 17} of them.</p>",
            encoding="utf-8",
        )
    (folder / "refused.html").touch()
    return folder


def files_of(directory):
    [generation] = directory.glob("generation-*")
    return {
        path.name: path.read_bytes()
        for path in generation.iterdir()
        if path.name not in ("manifest.json", "signatures.json.gz")  # these define the moment
    }


def test_workers_change_no_byte_of_the_index(tmp_path):
    source = many_pages(tmp_path / "source", 50)
    manifests = []
    for workers in (1, 2):
        directory = tmp_path / f"index-{workers}"
        with wikisearch.build(source, directory, workers=workers) as index:
            manifests.append(index.manifest)
    assert files_of(tmp_path / "index-1") == files_of(tmp_path / "index-2")
    one, two = manifests
    assert (one.pages, one.sections, one.refused) == (two.pages, two.sections, two.refused)


def test_the_order_of_a_folder_on_disk_changes_no_byte_of_the_index(wiki, tmp_path):
    backwards = tmp_path / "backwards"
    backwards.mkdir()
    for file in sorted(wiki.iterdir(), reverse=True):
        (backwards / file.name).write_bytes(file.read_bytes())
    wikisearch.build(wiki, tmp_path / "one").close()
    wikisearch.build(backwards, tmp_path / "two").close()
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")


def run_script(folder, text, *, seconds):
    """Run a script in a file; kill it and its children if it takes too long."""
    (folder / "script.py").write_text(text, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "script.py"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        return process.communicate(timeout=seconds)[0]
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        return process.communicate()[0] + "\nit took too long"


def test_a_plain_script_may_build_a_wiki_large_enough_for_several_processes(tmp_path):
    """Without `if __name__ == "__main__"`, which spawned processes normally need."""
    many_pages(tmp_path / "corpus", 70)
    output = run_script(
        tmp_path,
        'import wikisearch\nindex = wikisearch.build("corpus", "index")\n'
        'print(index.search("page").total)\nindex.close()\n',
        seconds=20,
    )
    assert output == "70\n"


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a list of processes")
def test_a_build_that_is_killed_leaves_no_worker_behind(tmp_path):
    many_pages(tmp_path / "corpus", 70)
    output = run_script(
        tmp_path,
        """
import os, signal, subprocess, sys, time

BUILD = '''
import time, wikisearch
if __name__ == "__main__":
    def wait(done, total):
        print("ready", flush=True)
        time.sleep(60)
    wikisearch.build("corpus", "index", workers=2, progress=wait)
'''
with open("build.py", "w") as file:
    file.write(BUILD)
process = subprocess.Popen(
    [sys.executable, "build.py"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
)
process.stdout.readline()
process.kill()
process.wait()

def left():
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            ours = os.getsid(int(pid)) == os.getsid(0) and int(pid) != os.getpid()
            with open(f"/proc/{pid}/stat") as file:
                ended = file.read().rpartition(")")[2].split()[0] == "Z"
            if ours and not ended:
                found.append(int(pid))
        except OSError:
            pass
    return found

for _ in range(50):
    if not left():
        break
    time.sleep(0.1)
print("left behind:", len(left()))
for pid in left():
    os.kill(pid, signal.SIGKILL)
""",
        seconds=30,
    )
    assert output == "left behind: 0\n"


def test_reading_an_index_imports_neither_whoosh_nor_a_parser_nor_pickle(wiki, tmp_path):
    wikisearch.build(wiki, tmp_path / "index").close()
    output = run_script(
        tmp_path,
        "import sys, wikisearch\n"
        "with wikisearch.open('index') as index:\n"
        "    index.search('scent trail', explain=True), index.page('ant')\n"
        "unused = {'explain.compare', 'suggest.complete', 'names.alternatives', 'related'}\n"
        "unused = {f'wikisearch.search.{each}' for each in unused}\n"
        "unused |= {'warcio', 'libzim', 'markdown_it', 'yaml', 'zipfile'}\n"
        "print(sorted({'whoosh', 'bs4', 'lxml', 'click', 'pickle', 'multiprocessing', *unused}"
        " & set(sys.modules)))\n",
        seconds=30,
    )
    assert output == "[]\n"


# --- pages, names and notebooks -------------------------------------------------------------------


@pytest.fixture
def glossary(tmp_path):
    pages = {
        "ant.html": ("Ant", "Insects", "An ant lives in a colony."),
        "sub/index.html": ("Bee", "Insects", "A bee <b>lives</b> in a hive & flies."),
        "old oak.html": ("Oak", "Trees", "An oak is a tree."),
    }
    for path, (title, category, text) in pages.items():
        (tmp_path / "wiki" / path).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / "wiki" / path).write_text(
            f'<html><title>{title} | Wiki</title><main><article><p class="category">{category}</p>'
            f'<h1>{title}</h1><p class="definition">{text}</p>'
            f"<h2 id=own>Own part</h2><p>{title} {text}</p><h2>Made part</h2><p>{title} again.</p>",
            encoding="utf-8",
        )
    return tmp_path / "wiki"


@pytest.fixture
def opened(glossary, tmp_path):
    with wikisearch.build(glossary, tmp_path / "index") as index:
        yield index


def test_an_index_is_a_collection_of_its_pages(opened):
    assert len(opened) == 3
    assert [page.title for page in opened] == ["Ant", "Oak", "Bee"]
    assert [page.title for page in opened.pages("insects")] == ["Ant", "Bee"]
    assert opened.pages("no category") == ()
    assert [(each.value, each.count) for each in opened.categories()] == [
        ("Insects", 2),
        ("Trees", 1),
    ]
    assert "ant" in opened
    assert "sub/index.html" in opened
    assert "wasp" not in opened
    assert 3 not in opened


def test_values_show_themselves_on_one_short_line(opened):
    results = opened.search("lives")
    assert repr(opened).endswith("index': 3 pages, 9 sections, whoosh>")
    assert repr(results) == "<Results for 'lives': 2 of 2 found: Ant, Bee>"
    assert repr(results[0]).startswith("<Hit 'Ant': words, score ")
    assert repr(opened.search("zyzzyva")) == "<Results for 'zyzzyva': 0 of 0 found>"
    opened.close()
    assert repr(opened).endswith("index': closed>")


def test_notebooks_get_escaped_html(opened):
    shown = opened.search("hive")._repr_html_()
    assert "<b>Bee</b>" in shown
    assert "<mark>hive</mark> &amp; flies" in shown
    assert opened._repr_html_().startswith("<code>&lt;Index ")


def test_results_are_a_sequence_of_hits(opened):
    results = opened.search("lives")
    assert results[0:1] == results.hits[:1]
    assert results[-1] is results.hits[-1]


def test_results_encode_themselves_as_the_command_does(opened):
    results = opened.search("hive")
    assert json.loads(results.to_json()) == results.to_dict()
    assert results.to_dict()["results"][0]["sections"][0]["id"] == results[0].sections[0].id
    assert results.to_dict(flat=True)["results"][0]["page"] == "sub/index"
    assert results[0].snippet.html().count("<mark>hive</mark>") == 1


def test_a_search_takes_a_category_facets_and_an_order(opened):
    assert [hit.title for hit in opened.search("lives", category="Insects", sort="title")] == [
        "Ant",
        "Bee",
    ]
    results = opened.search("", category=["Trees", "Insects"], facets="category")
    assert results.total == 3
    assert [value.value for value in results.facets["category"]] == ["Insects", "Trees"]
    with pytest.raises(wikisearch.OptionError, match="sort"):
        opened.search("x", sort="size")


def test_a_text_is_no_request(opened):
    with pytest.raises(TypeError, match=r"not str; call search\(\)"):
        opened.answer("ant")


def test_every_address_of_a_hit_leads_to_its_page(opened):
    for hit in opened.search("lives tree"):
        addresses = {hit.id, hit.url, hit.page.path, f"./{hit.url}"}
        for section in hit.sections:
            addresses |= {section.id, section.url, section.text_url}
        for address in addresses:
            assert opened.page(address).id == hit.id, address


def test_an_unknown_term_raises_an_error_that_names_the_nearest(opened):
    with pytest.raises(wikisearch.TermNotFoundError, match=r"'atn': .*; the nearest: Ant$"):
        opened.page("atn")
    with pytest.raises(wikisearch.TermNotFoundError, match="search with: wikisearch query"):
        opened.page("zyzzyva")


def test_a_synthetic_anchor_is_in_no_url(opened):
    sections = {section.title: section for section in opened.search("oak")[0].sections}
    assert sections["Own part"].url == "old%20oak.html#own"
    assert not sections["Own part"].anchor_is_synthetic
    made = sections["Made part"]
    assert (made.id, made.anchor) == ("old oak#made-part", "made-part")
    assert made.anchor_is_synthetic
    assert made.url == "old%20oak.html"
    assert opened.page("oak").sections[2].anchor_is_synthetic


@pytest.mark.parametrize(
    ("base", "clean", "urls"),
    [
        ("https://example.com/w", False, ["w/ant.html", "w/old%20oak.html", "w/sub/"]),
        ("https://example.com/w/", True, ["w/ant", "w/old%20oak", "w/sub/"]),
        ("/", True, ["ant", "old%20oak", "sub/"]),
    ],
)
def test_urls_begin_with_the_base_url(glossary, tmp_path, base, clean, urls):
    (glossary / "wikisearch.toml").write_text(
        f'base_url = "{base}"\nclean_urls = {str(clean).lower()}\n', encoding="utf-8"
    )
    root = base.removesuffix("w").removesuffix("w/")
    with wikisearch.build(glossary, tmp_path / "index") as index:
        hits = index.search("lives tree")
        assert sorted(hit.url for hit in hits) == sorted(root + url for url in urls)
        for hit in hits:
            assert all(section.url.startswith(hit.url) for section in hit.sections)
            assert index.page(hit.sections[-1].url).id == hit.id
        assert {index.suggest("oak")[0].url} <= {hit.url for hit in hits}


def test_an_address_in_other_capitals_leads_to_the_only_page_with_it(tmp_path):
    pages = {"FAQ": "<h1>Questions</h1>", "Ant": "<h1>One</h1>", "ant": "<h1>Two</h1>"}
    with wikisearch.build(pages, tmp_path / "index") as index:
        assert index.page("faq").title == "Questions"
        assert index.address("faq#part") == ("FAQ", "part")
        assert [index.page(name).title for name in ("Ant", "ant")] == ["One", "Two"]
        assert index.address("ANT") is None


@pytest.mark.parametrize(
    "url", ["example.com", "ftp://example.com/", "https://x/?q=1", "java script"]
)
def test_an_invalid_base_url_is_refused(glossary, tmp_path, url):
    (glossary / "wikisearch.toml").write_text(f'base_url = "{url}"', encoding="utf-8")
    with pytest.raises(wikisearch.SourceError, match="base_url"):
        wikisearch.build(glossary, tmp_path / "index")


def test_a_reader_notices_an_index_that_was_deleted_and_built_again(glossary, opened, tmp_path):
    first = opened.generation
    (glossary / "wasp.html").write_text("<h1>Wasp</h1><p>A wasp.", encoding="utf-8")
    shutil.rmtree(tmp_path / "index")
    wikisearch.build(glossary, tmp_path / "index").close()
    assert not opened.is_current()
    assert opened.reload()
    assert (opened.generation, opened.search("wasp").total) == (first, 1)
    assert opened.is_current()


def test_a_reader_notices_a_later_build_and_switches_to_it(glossary, opened, tmp_path):
    first = opened.generation
    assert opened.is_current()
    assert not opened.reload()
    assert opened.suggest("wasp") == ()
    (glossary / "wasp.html").write_text("<h1>Wasp</h1><p>A wasp.", encoding="utf-8")
    wikisearch.build(glossary, tmp_path / "index").close()
    assert not opened.is_current()
    assert opened.search("wasp").total == 0
    assert opened.reload()
    assert opened.is_current()
    assert opened.generation != first
    assert opened.search("wasp").total == 1
    assert opened.suggest("wasp")[0].title == "Wasp"
    opened.close()
    with pytest.raises(wikisearch.IndexClosedError):
        opened.reload()


def test_a_search_without_snippets_returns_the_same_ranking(opened):
    for query in ("queen", "way to food", "formica"):
        full, bare = opened.search(query), opened.search(query, snippets=False)
        assert [(hit.id, hit.score, hit.match_type, hit.section_count) for hit in bare] == [
            (hit.id, hit.score, hit.match_type, hit.section_count) for hit in full
        ]
        assert [[each.id for each in hit.sections] for hit in bare] == [
            [each.id for each in hit.sections] for hit in full
        ]
        for hit in bare:
            assert not hit.snippet.text
            assert not hit.matched_fields
            assert not any(each.snippet.text for each in hit.sections)


def test_no_sections_are_returned_if_none_are_requested(opened):
    full, bare = opened.search("queen"), opened.search("queen", sections=0)
    assert [hit.id for hit in bare] == [hit.id for hit in full]
    assert all(hit.sections == () and hit.section_count for hit in bare)
    assert [hit.snippet.text for hit in bare] == [
        hit.snippet.text for hit in opened.search("queen", sections=1)
    ]
