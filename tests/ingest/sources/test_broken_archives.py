"""Archives that are cut, damaged or packed twice: the good part is indexed, the rest is named."""

import gzip
import random
import zipfile
from contextlib import closing
from pathlib import Path

import brotli
import pytest

import wikisearch
from tests.indexer.folders import html, run
from tests.ingest.sources.archives import Record, write_wacz, write_warc, write_zim
from wikisearch.errors import ResourceError, SourceError
from wikisearch.ingest import open_source
from wikisearch.ingest.sources.content_encodings import zstd
from wikisearch.model.build import BuildStatus

# The writer of warcio leaves its temporary files to the garbage collection.
pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)

NUMBERS = random.Random(1)
PAGES = {
    f"p{n}": html(f"Page {n}", " ".join(str(NUMBERS.random()) for _ in range(900))).encode()
    for n in range(8)
}
"""Text that cannot be packed well."""


@pytest.fixture
def warc(tmp_path):
    write_warc(tmp_path / "w.warc.gz", [Record(*page) for page in PAGES.items()])
    return tmp_path / "w.warc.gz"


def titles(index):
    with wikisearch.open(index) as opened:
        return {page.id: page.title for page in opened.pages()}


ALL = {name: f"Page {name[1:]}" for name in PAGES}


# --- WARC ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_packed", [False, True])
def test_every_cut_in_the_header_of_a_record_is_a_warning(is_packed, tmp_path):
    file = tmp_path / "w.warc"
    records = [Record(*page) for page in list(PAGES.items())[:2]]
    start = write_warc(file, records, gzip=is_packed)[1]
    whole = file.read_bytes()
    for size in range(start + 1, start + 500):
        file.write_bytes(whole[:size])
        with closing(open_source(file)) as source:
            listing = source.listing()
        assert [entry.path for entry in listing.entries] == ["p0"]
        [warning] = listing.warnings
        assert "cannot be read from byte" in warning


def test_a_strict_build_from_a_cut_archive_leaves_the_old_index(warc, tmp_path):
    run(warc, tmp_path / "index")
    data = warc.read_bytes()
    warc.write_bytes(data[: len(data) // 2])
    outcome = run(warc, tmp_path / "index", strict=True)
    assert (outcome.status, outcome.report.pages) == (BuildStatus.REJECTED, 3)
    assert outcome.report.source_warnings == outcome.warnings
    assert titles(tmp_path / "index") == ALL
    assert run(warc, tmp_path / "index").report.is_incomplete
    assert len(titles(tmp_path / "index")) == 3


# --- WACZ ----------------------------------------------------------------------------------------

COMPRESSIONS = [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]


@pytest.mark.parametrize("compression", COMPRESSIONS)
def test_a_warc_that_the_zip_file_packs_again_is_read(compression, warc, tmp_path, monkeypatch):
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    write_wacz(tmp_path / "a.wacz", warc, compression=compression)
    outcome = run(tmp_path / "a.wacz", tmp_path / "index")
    assert (titles(tmp_path / "index"), outcome.warnings) == (ALL, ())
    assert list((tmp_path / "temporary").iterdir()) == []


def test_an_update_leaves_no_unpacked_warc(tmp_path, monkeypatch):
    (tmp_path / "temporary").mkdir()
    copies = [Record(name, PAGES["p1"]) for name in ("a", "b")]
    write_warc(tmp_path / "w.warc.gz", [*copies, Record("c", PAGES["p2"])])
    write_wacz(tmp_path / "a.wacz", tmp_path / "w.warc.gz", compression=zipfile.ZIP_DEFLATED)
    run(tmp_path / "a.wacz", tmp_path / "index")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    with wikisearch.update(tmp_path / "index", delete=["a"]) as index:
        assert [page.id for page in index.pages()] == ["b", "c"]
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_packed_warc_needs_temporary_space(warc, tmp_path, monkeypatch):
    write_wacz(tmp_path / "a.wacz", warc, compression=zipfile.ZIP_DEFLATED)
    usage = wikisearch.ingest.sources.wacz.shutil.disk_usage(tmp_path)
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage._replace(free=99))
    with pytest.raises(ResourceError, match="bytes are needed, and 99 are free"):
        run(tmp_path / "a.wacz", tmp_path / "index")


def test_a_damaged_packed_warc_is_read_up_to_there(warc, tmp_path):
    plain = tmp_path / "w.warc"
    plain.write_bytes(gzip.decompress(warc.read_bytes()))
    write_wacz(tmp_path / "a.wacz", plain, compression=zipfile.ZIP_DEFLATED)
    data = bytearray((tmp_path / "a.wacz").read_bytes())
    data[len(data) // 2 : len(data) // 2 + 50] = b"\xff" * 50
    (tmp_path / "a.wacz").write_bytes(data)
    outcome = run(tmp_path / "a.wacz", tmp_path / "index")
    assert 0 < len(titles(tmp_path / "index")) < len(ALL)
    assert "a.wacz/archive/data.warc.gz: is damaged after byte" in outcome.warnings[0]


@pytest.mark.parametrize("part", [0.5, 0.9])
def test_a_cut_wacz_file_is_read_up_to_the_cut(part, warc, tmp_path):
    write_wacz(tmp_path / "a.wacz", warc)
    data = (tmp_path / "a.wacz").read_bytes()
    (tmp_path / "a.wacz").write_bytes(data[: int(warc.stat().st_size * part)])
    outcome = run(tmp_path / "a.wacz", tmp_path / "index")
    assert 2 < len(titles(tmp_path / "index")) < len(ALL)
    cut, record = outcome.warnings
    assert "a.wacz: is cut off or damaged" in cut
    assert "a.wacz/archive/data.warc.gz: cannot be read from byte" in record


def test_a_wacz_file_without_its_end_has_all_pages(warc, tmp_path):
    write_wacz(tmp_path / "a.wacz", warc)
    (tmp_path / "a.wacz").write_bytes((tmp_path / "a.wacz").read_bytes()[:-30])
    assert len(run(tmp_path / "a.wacz", tmp_path / "index").warnings) == 1
    assert titles(tmp_path / "index") == ALL


def test_a_wacz_file_whose_member_is_beyond_its_end_is_refused(warc, tmp_path):
    write_wacz(tmp_path / "a.wacz", warc)
    data = bytearray((tmp_path / "a.wacz").read_bytes())
    central = data.index(b"PK\x01\x02")
    data[0:4] = b"none"
    data[central + 42 : central + 46] = (0x7FFFFFFF).to_bytes(4, "little")
    (tmp_path / "a.wacz").write_bytes(data)
    with pytest.raises(SourceError, match=r"is not a WACZ file|no HTML page"):
        run(tmp_path / "a.wacz", tmp_path / "index")


# --- content encodings ---------------------------------------------------------------------------


def chunked(data):
    parts = [data[at : at + 700] for at in range(0, len(data), 700)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


ENCODERS = {
    "br": brotli.compress,
    "zstd": zstd.compress,
    "gzip": gzip.compress,
    "BR": brotli.compress,
}


@pytest.mark.parametrize("encoding", ENCODERS)
@pytest.mark.parametrize("is_chunked", [False, True])
def test_pages_are_unpacked(encoding, is_chunked, tmp_path):
    more = (("Transfer-Encoding", "chunked"),) if is_chunked else ()
    headers = (("Content-Type", "text/html"), ("Content-Encoding", encoding), *more)
    wrap = chunked if is_chunked else bytes
    packed = {name: wrap(ENCODERS[encoding](page)) for name, page in PAGES.items()}
    records = [Record(name, page, headers=headers) for name, page in packed.items()]
    write_warc(tmp_path / "a.warc.gz", records)
    outcome = run(tmp_path / "a.warc.gz", tmp_path / "index")
    assert (titles(tmp_path / "index"), outcome.report.refused) == (ALL, ())


def read_first(folder, data, encoding):
    headers = (("Content-Type", "text/html"), ("Content-Encoding", encoding))
    write_warc(folder / "a.warc", [Record("a", data, headers=headers)], gzip=False)
    source = open_source(folder / "a.warc")
    return source.read(source.listing().entries[0]).data


@pytest.mark.parametrize("encoding", ["br", "zstd"])
def test_a_page_that_was_stored_unpacked_is_read(encoding, tmp_path):
    assert read_first(tmp_path, PAGES["p1"], encoding) == PAGES["p1"]


@pytest.mark.parametrize("encoding", ["br", "zstd"])
def test_a_page_whose_encoding_is_damaged_is_refused(encoding, tmp_path):
    packed = ENCODERS[encoding](PAGES["p1"])
    for data in (packed[:-9], b"\xff" * 50, b""):
        if data:
            with pytest.raises(wikisearch.PageError, match=f"its {encoding} encoding is damaged"):
                read_first(tmp_path, data, encoding)


@pytest.mark.parametrize("encoding", ["br", "zstd"])
def test_a_bomb_is_unpacked_up_to_the_limit(encoding, tmp_path):
    data = b"<p>" + b"x" * (80 << 20)
    with pytest.raises(wikisearch.PageError, match="more than"):
        read_first(tmp_path, ENCODERS[encoding](data), encoding)


# --- ZIM -----------------------------------------------------------------------------------------


def test_pages_beside_a_damaged_part_of_a_zim_file_are_indexed(tmp_path):
    write_zim(tmp_path / "a.zim", PAGES, cluster=4096)
    data = bytearray((tmp_path / "a.zim").read_bytes())
    clusters = int.from_bytes(data[48:56], "little")
    second = int.from_bytes(data[clusters + 8 : clusters + 16], "little")
    data[second + 1 : second + 100] = b"\xff" * 99
    (tmp_path / "a.zim").write_bytes(data)
    outcome = run(tmp_path / "a.zim", tmp_path / "index")
    found = titles(tmp_path / "index")
    assert 0 < len(found) < len(ALL)
    assert len(found) + len(outcome.report.refused) == len(ALL)
    assert found.items() <= ALL.items()


def test_every_cut_of_a_zim_file_is_named_with_its_byte(tmp_path):
    write_zim(tmp_path / "a.zim", PAGES)
    whole = (tmp_path / "a.zim").read_bytes()
    for size in (100, 2000, len(whole) // 2, len(whole) - 1):
        file = Path(tmp_path, f"{size}.zim")
        file.write_bytes(whole[:size])
        with pytest.raises(SourceError, match=f"ends at byte {size:,} of {len(whole):,}"):
            run(file, tmp_path / "index")
