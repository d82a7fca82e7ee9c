"""WARC, WACZ and ZIM files give the index that a folder of the same pages gives."""

from contextlib import closing
from pathlib import Path

import pytest

import wikisearch
from tests.indexer.folders import html, read_by, run
from tests.ingest.sources.archives import SITE, Record, write_wacz, write_warc, write_zim
from wikisearch.errors import SourceError
from wikisearch.ingest import PagePool, explain_page, open_source

# The writer of warcio leaves its temporary files to the garbage collection.
pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)

CORPUS = Path(__file__).parents[3] / "corpus"
NAMES = ("rag", "embeddings", "foundation-model", "transformer", "llm", "token", "loss", "index")
PAGES = {
    f"{name}.html": (CORPUS / f"{name}.html").read_bytes()
    for name in NAMES
    if (CORPUS / f"{name}.html").exists()
}
QUERIES = ("cost barrier", '"context window"', "retrieval -cost", "embedd*", "tokn~", "linksto:rag")


def write_archive(kind, folder, pages):
    """Write an archive of some kind; returns its path."""
    file = folder / f"wiki.{kind}"
    if kind == "zim":
        write_zim(file, pages)
    elif kind == "wacz":
        write_warc(folder / "w.warc.gz", [Record(*page) for page in pages.items()])
        write_wacz(file, folder / "w.warc.gz")
    else:
        write_warc(file, [Record(*page) for page in pages.items()], gzip=kind.endswith("gz"))
    return file


@pytest.fixture(scope="module")
def folder_index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("folder")
    (folder / "wiki").mkdir()
    for name, data in PAGES.items():
        (folder / "wiki" / name).write_bytes(data)
    run(folder / "wiki", folder / "index")
    return folder / "index"


def content(index):
    """Return pages, sections, links and answers, without addresses."""
    with wikisearch.open(index) as opened:
        pages = [opened.page(page.id) for page in opened.pages()]
        found = [
            (page.id, page.title, page.aliases, page.category, page.sections) for page in pages
        ]
        answers = [
            [
                (hit.id, round(hit.score, 6), [each.anchor for each in hit.sections])
                for hit in opened.search(query)
            ]
            for query in QUERIES
        ]
        return found, answers


@pytest.mark.parametrize("kind", ["warc", "warc.gz", "wacz", "zim"])
def test_an_archive_gives_the_index_of_the_folder(kind, folder_index, tmp_path):
    run(write_archive(kind, tmp_path, PAGES), tmp_path / "index")
    assert content(tmp_path / "index") == content(folder_index)
    assert wikisearch.check(tmp_path / "index").findings == ()


@pytest.mark.parametrize("kind", ["warc.gz", "wacz", "zim"])
def test_only_changed_pages_are_extracted_again(kind, tmp_path):
    pages = {f"p{n}.html": html(f"Page {n}", f"ant {n}").encode() for n in range(6)}
    file = write_archive(kind, tmp_path, pages)
    run(file, tmp_path / "index")
    assert read_by(run(file, tmp_path / "index")) == (0, 6, False)
    file.unlink()
    pages["p6.html"] = html("Page 6", "bee").encode()
    pages["p2.html"] = html("Page 2", "wasp").encode()
    outcome = run(write_archive(kind, tmp_path, pages), tmp_path / "index")
    assert read_by(outcome) == (2, 5, True)
    assert outcome.report.pages == 7


def listed(file):
    source = open_source(file)
    return source, {entry.path: entry for entry in source.listing().entries}


def warc(folder, *records, **options):
    write_warc(folder / "a.warc.gz", records, **options)
    return folder / "a.warc.gz"


def test_results_have_live_addresses_and_pages_their_dates(tmp_path):
    leads = (("Location", "/guide/new/"), ("Content-Type", "text/html"))
    file = warc(
        tmp_path,
        Record("", html("Home", "ant", "/guide/new/?x=1#more").encode()),
        Record(
            "guide/new/", html("New", "bee", f"{SITE}?page=2").encode(), date="2026-02-01T00:00:00Z"
        ),
        Record("Rate_limit.html", b"", "301 Found", leads),
        Record("guide/new", b"", "301 Found", leads),
        Record("now", b"", "302 Found", leads),
        Record("?page=2", html("Second", "wasp", "guide/new/").encode()),
        Record("logo.png", b"\x89PNG", headers=(("Content-Type", "image/png"),)),
    )
    outcome = run(file, tmp_path / "index")
    assert outcome.report.refused == outcome.report.broken == ()
    with wikisearch.open(tmp_path / "index") as index:
        assert {page.id: page.url for page in index.pages()} == {
            "guide/new/index": f"{SITE}guide/new/",
            "index": SITE,
            "index.html?page=2": f"{SITE}?page=2",
        }
        assert index.page("guide/new/index").aliases == ("Rate limit",)
        assert index.search("rate limit")[0].url == f"{SITE}guide/new/"
        assert index.search("bee")[0].sections[0].url.startswith(f"{SITE}guide/new/")
        assert [hit.id for hit in index.search("linksto:guide/new/index")] == ["index.html?page=2"]
        assert [hit.id for hit in index.search("linksto:index.html?page=2")] == ["guide/new/index"]
        assert index.manifest.fetched == ("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z")
        assert index.page(f"{SITE}guide/new/").title == "New"


def test_a_replaced_page_of_an_archive_keeps_its_live_address(tmp_path):
    file = warc(tmp_path, Record("a", OLD), Record("b", NEW))
    run(file, tmp_path / "index")
    with wikisearch.update(tmp_path / "index", add={"a": html("Ant", "hornet")}) as index:
        assert index.search("hornet")[0].url == f"{SITE}a"
    assert wikisearch.check(tmp_path / "index").findings == ()


LATER = "2026-03-01T00:00:00Z"
OLD, NEW = html("Old", "ant").encode(), html("New", "bee").encode()
NEWEST = {
    "the later date wins, whatever the order": (
        [Record("a", NEW, date=LATER), Record("a", OLD)],
        {"a": "New"},
    ),
    "an error does not replace a page": (
        [
            Record("a", OLD),
            Record("a", b"x", "503 Busy", date=LATER),
            Record("a", b"x", "403 No", date=LATER),
        ],
        {"a": "Old"},
    ),
    "a page that is gone is left out": (
        [Record("a", OLD), Record("b", NEW), Record("a", b"x", "404 Not Found", date=LATER)],
        {"b": "New"},
    ),
    "a revisit has the content of another record": (
        [
            Record("a", OLD),
            Record("b", NEW),
            Record("a", NEW, date=LATER, kind="revisit", refers_to="b"),
        ],
        {"a": "New", "b": "New"},
    ),
    "a revisit can come before its original": (
        [Record("a", OLD, date=LATER, kind="revisit", refers_to="a"), Record("a", OLD)],
        {"a": "Old"},
    ),
    "http and https are one address": (
        [Record("a", OLD, site="http://wiki.example/"), Record("a", NEW, date=LATER)],
        {"a": "New"},
    ),
    "other hosts have their names in the path": (
        [Record("a", OLD), Record("b", NEW), Record("a", NEW, site="https://x.example:8000/")],
        {"a": "Old", "b": "New", "x.example:8000/a": "New"},
    ),
    "one page with two addresses is listed once": (
        [Record("a", OLD), Record("a.html", OLD)],
        {"a": "Old"},
    ),
    "requests and files of other types are not pages": (
        [
            Record("a", OLD),
            Record("b", NEW, headers=(("Content-Type", "text/plain"),)),
            Record("c", NEW, kind="request"),
        ],
        {"a": "Old"},
    ),
    "a resource is a page": (
        [Record("a", OLD), Record("r", NEW, kind="resource")],
        {"a": "Old", "r": "New"},
    ),
}


@pytest.mark.parametrize("name", NEWEST)
def test_the_newest_answer_of_an_address_counts(name, tmp_path):
    records, expected = NEWEST[name]
    source, entries = listed(warc(tmp_path, *records))
    titles = {
        path: wikisearch.read_html(source.read(entry).data).title for path, entry in entries.items()
    }
    assert titles == expected


def test_a_revisit_without_its_original_is_counted(tmp_path):
    file = warc(tmp_path, Record("a", OLD), Record("b", NEW, kind="revisit", refers_to="c"))
    listing = open_source(file).listing()
    assert [entry.path for entry in listing.entries] == ["a"]
    assert "1 revisit records refer to pages that are not in the file" in listing.warnings[0]


def test_the_charset_of_the_header_decides(tmp_path):
    data = "<h1>Привет</h1><p>Это страница о муравьях.".encode("koi8-r")
    header = (("Content-Type", "text/html; charset=KOI8-R"),)
    run(warc(tmp_path, Record("a", data, headers=header)), tmp_path / "index")
    with wikisearch.open(tmp_path / "index") as index:
        assert index.page("a").title == "Привет"


@pytest.mark.parametrize("gzip", [True, False])
@pytest.mark.parametrize("cut", [3, 40, 400])
def test_the_good_part_of_a_cut_archive_is_indexed(gzip, cut, tmp_path):
    records = [Record(f"p{n}", html(f"Page {n}", f"ant {n} " * 200).encode()) for n in range(3)]
    file = tmp_path / ("a.warc.gz" if gzip else "a.warc")
    offsets = write_warc(file, records, gzip=gzip)
    file.write_bytes(file.read_bytes()[:-cut])
    outcome = run(file, tmp_path / "index")
    assert outcome.report.pages >= 2
    if cut > 4:
        [warning] = outcome.warnings
        assert f"{file.name}: cannot be read from byte {offsets[2]:,} on" in warning
        assert outcome.report.pages == 2


def test_a_damaged_record_ends_the_archive_with_its_offset(tmp_path):
    records = [Record(f"p{n}", html(f"Page {n}", f"ant {n}").encode()) for n in range(3)]
    file = tmp_path / "a.warc.gz"
    offsets = write_warc(file, records)
    data = bytearray(file.read_bytes())
    data[offsets[1] : offsets[1] + 40] = b"\0" * 40
    file.write_bytes(data)
    outcome = run(file, tmp_path / "index")
    assert outcome.report.pages == 1
    assert f"from byte {offsets[1]:,} on" in outcome.warnings[0]


def write_bytes(name, data):
    def write(folder):
        (folder / name).write_bytes(data)
        return folder / name

    return write


def whole_gzip(folder):
    import gzip  # noqa: PLC0415

    file = folder / "w.warc"
    write_warc(file, [Record("a", OLD), Record("b", NEW)], gzip=False)
    (folder / "x.warc.gz").write_bytes(gzip.compress(file.read_bytes()))
    return folder / "x.warc.gz"


def cut_zim(folder):
    file = write_archive("zim", folder, PAGES)
    file.write_bytes(file.read_bytes()[:-200])
    return file


UNUSABLE = {
    "is not a WARC file": write_bytes("a.warc", b"<html>"),
    "no HTML page in it": write_bytes("empty.warc", b""),
    "warcio recompress OLD NEW": whole_gzip,
    "is not a WACZ file": write_bytes("a.wacz", b"PK"),
    "is not a ZIM file": write_bytes("a.zim", b"ZIM"),
    "is cut off in its header": write_bytes("a.zim", b"ZIM\x04"),
    "cannot be read (No such file": lambda folder: folder / "missing.warc",
    "is cut off: it ends at byte": cut_zim,
    "a MediaWiki dump has wikitext": write_bytes("wiki.xml.bz2", b"BZh9"),
    "index a ZIM file of the wiki": write_bytes("wiki.xml", b"<mediawiki>"),
}


@pytest.mark.parametrize("message", UNUSABLE)
def test_an_unusable_archive_is_one_clear_error(message, tmp_path):
    with pytest.raises(SourceError) as raised:
        run(UNUSABLE[message](tmp_path), tmp_path / "index")
    assert message in str(raised.value)
    assert not (tmp_path / "index").exists()


def test_redirects_of_a_zim_file_are_aliases(tmp_path):
    pages = {"A/Ant": OLD, "Bee": NEW, "logo.png": b"\x89PNG"}
    redirects = [
        ("Formica", "Formica rufa", "A/Ant"),
        ("F", "Wood ant", "Formica"),
        ("pic", "Pic", "logo.png"),
    ]
    write_zim(tmp_path / "a.zim", pages, redirects)
    outcome = run(tmp_path / "a.zim", tmp_path / "index")
    assert {(each.path, each.target) for each in outcome.report.redirects} == {
        ("Formica", "A/Ant"),
        ("F", "A/Ant"),
    }
    with wikisearch.open(tmp_path / "index") as index:
        assert index.page("A/Ant").aliases == ("Formica rufa", "Wood ant")
        assert [hit.id for hit in index.search("wood ant")] == ["A/Ant"]
        assert index.manifest.fetched == ("2026-02-03", "2026-02-03")


def test_a_page_of_a_zim_file_has_the_address_that_it_declares(tmp_path):
    url = "https://wiki.example/Ant?a=1&b=2"
    head = b'<link rel="canonical" href="https://wiki.example/Ant?a=1&amp;b=2">'
    write_zim(tmp_path / "a.zim", {"Ant": head + OLD, "Bee": NEW})
    run(tmp_path / "a.zim", tmp_path / "index")
    with wikisearch.open(tmp_path / "index") as index:
        assert [page.url for page in index.pages()] == [url, ""]
        assert (index.search("ant")[0].url, index.search("bee")[0].url) == (url, "Bee")


@pytest.mark.parametrize("kind", ["warc.gz", "zim"])
def test_a_page_of_an_archive_is_explained_by_its_address_or_id(kind, tmp_path):
    file = write_archive(kind, tmp_path, PAGES)
    for name in ["rag.html", "rag"] + [f"{SITE}rag.html"] * (kind != "zim"):
        assert explain_page(name, file).page.id == "rag"
    assert wikisearch.read_page("rag", source=file).id == "rag"
    with pytest.raises(SourceError, match="no such page in"):
        explain_page("nothing", file)


@pytest.mark.parametrize("kind", ["wacz", "zim"])
def test_worker_processes_read_an_archive(kind, tmp_path):
    source = open_source(write_archive(kind, tmp_path, PAGES))
    entries = source.listing().entries
    with closing(PagePool(2)) as pool:
        found = list(pool.map(entries, source.read, fewest=2, chunk_size=2))
    assert [page.data for page in found] == [PAGES[entry.path] for entry in entries]


def test_without_the_library_the_error_names_the_extra(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "wikisearch.ingest.sources.zim", None)
    write_zim(tmp_path / "a.zim", {"a": OLD})
    with pytest.raises(wikisearch.MissingLibraryError, match="run: pip install"):
        run(tmp_path / "a.zim", tmp_path / "index")


def test_the_pages_of_a_wacz_file_name_its_hosts(tmp_path):
    frames = [Record(f"f{n}", OLD + b"%d" % n, site="https://ads.example/") for n in range(3)]
    write_warc(tmp_path / "w.warc.gz", [Record("a", OLD), *frames])
    write_wacz(
        tmp_path / "a.wacz", tmp_path / "w.warc.gz", f'{{"format": "x"}}\n{{"url": "{SITE}a"}}\n[\n'
    )
    assert list(listed(tmp_path / "a.wacz")[1]) == ["a"]
