"""A check finds every fault of an index, and reports none for a sound index."""

import fcntl
import gzip
import json
import shutil
import zlib
from pathlib import Path

import pytest

import wikisearch
from tests.engines.indexes import live
from tests.indexer.folders import html, run, stub, write
from tests.permissions import open_folder, permissions, without_root
from wikisearch.storage.lock import only_writer

ENGINES = ("whoosh", "tantivy")


@pytest.fixture(scope="module", params=ENGINES)
def sound(request, tmp_path_factory):
    """A wiki and its index, which was updated once and has a refused page and a redirect."""
    folder = tmp_path_factory.mktemp(request.param)
    source = folder / "wiki"
    for number in range(6):
        write(source, f"p{number}.html", html(f"Page {number}", f"ant number {number}"))
    write(source, "old.html", stub("Old name", "p2.html"))
    write(source, "empty.html", "")
    run(source, folder / "index", engine=request.param)
    write(source, "p3.html", html("Page three", "a wasp instead"))
    shutil.copy(source / "p1.html", source / "z-copy.html")
    run(source, folder / "index")
    return folder


@pytest.fixture
def index(sound, tmp_path):
    return shutil.copytree(sound / "index", tmp_path / "index")


def found(index):
    """Return the findings as pairs of a file's path in the index and the problem."""
    checked = wikisearch.check(index)
    for finding in checked.findings:
        assert finding.remedy
        assert finding.is_harmless or finding.remedy.endswith(f"--index {index}")
    return [
        (finding.file.removeprefix(f"{index}/"), finding.problem) for finding in checked.findings
    ]


def engine_of(index):
    return json.loads((live(index) / "manifest.json").read_text(encoding="utf-8"))["engine"]


def forge(file, change):
    """Change a file, and its checksum in the manifest."""
    packed = file.suffix == ".gz"
    data = change(gzip.decompress(file.read_bytes()) if packed else file.read_bytes())
    file.write_bytes(gzip.compress(data) if packed else data)
    data, manifest = file.read_bytes(), file.parent / "manifest.json"
    facts = json.loads(manifest.read_text(encoding="utf-8"))
    facts["files"][file.name] = [len(data), zlib.crc32(data)]
    manifest.write_text(json.dumps(facts), encoding="utf-8")


def edit_manifest(index, **facts):
    manifest = live(index) / "manifest.json"
    known = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps({**known, **facts}), encoding="utf-8")


def test_an_unchanged_index_has_no_findings(index):
    before = {path: path.stat().st_mtime_ns for path in index.rglob("*")}
    checked = wikisearch.check(index)
    assert checked.findings == ()
    assert checked.is_sound
    assert not checked.is_damaged
    assert (checked.generation, checked.pages, checked.sections) == (live(index).name, 6, 12)
    assert checked.files == len(list(live(index).iterdir())) - 1
    assert {path: path.stat().st_mtime_ns for path in index.rglob("*")} == before


def test_every_damaged_file_is_reported(index):
    files = sorted(file for file in live(index).iterdir() if file.name != "manifest.json")
    hurt = files[::2]
    for number, file in enumerate(hurt):
        if number % 3 == 0:
            file.unlink()
        else:
            file.write_bytes(file.read_bytes()[:-1] if number % 3 == 1 else b"")
    findings = dict(found(index))
    for number, file in enumerate(hurt):
        problem = findings.pop(f"{live(index).name}/{file.name}")
        assert problem == ("is missing" if number % 3 == 0 else "is cut short or changed")
    assert findings == {}
    assert wikisearch.check(index).is_damaged


def test_a_missing_index_is_an_error_and_a_missing_pointer_is_a_finding(index, tmp_path):
    with pytest.raises(wikisearch.IndexNotFoundError):
        wikisearch.check(tmp_path / "nowhere")
    (index / "CURRENT").unlink()
    [(file, problem)] = found(index)
    assert file == "CURRENT"
    assert "is missing" in problem
    for text in ("", "generation-000099\n", "../other\n"):
        (index / "CURRENT").write_text(text, encoding="utf-8")
        [(file, problem)] = found(index)
        assert (file == "CURRENT") == (text != "generation-000099\n"), (file, problem)
        assert wikisearch.check(index).is_damaged


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        ({"format": 999}, "format 999"),
        ({"analyzer": "klingon-7"}, "klingon-7"),
        ({"engine": "steam"}, "steam"),
        ({"pages": 7}, "7 pages"),
        ({"sections": 7}, "7 sections"),
        ({"refused": []}, "refused"),
        ({"files": 3}, "cannot be read"),
    ],
    ids=str,
)
def test_a_wrong_value_in_the_manifest_is_a_finding(index, facts, problem):
    edit_manifest(index, **facts)
    findings = [text for file, text in found(index) if file == f"{live(index).name}/manifest.json"]
    assert any(problem in text for text in findings), findings


FORGERIES = {
    "pages.json.gz": lambda data: data.replace(b'","p4","', b'","p5","'),
    "links.gz": lambda _: b"[[],[]]\n",
    "signatures.json.gz": lambda data: b'{"nowhere.html": [1]}',
    "broken.json": lambda data: json.dumps(
        [{"target": "x", "anchor": "", "pages": 1, "example": "nowhere.html"}]
    ).encode(),
    "incoming.json": lambda data: b'{"nowhere": 3}',
    "section-links.json.gz": lambda data: gzip.compress(b'{"nowhere#a": 3}'),
    "terms.json": lambda data: data.replace(b"Page 4", b"Page 5"),
    "names.jsonl": lambda data: b'["", []]\n["x", [["x", "nowhere", "link", 2]]]',
}


@pytest.mark.parametrize("name", FORGERIES)
def test_contradicting_files_with_valid_checksums_are_a_finding(index, name):
    forge(live(index) / name, FORGERIES[name])
    assert f"{live(index).name}/{name}" in dict(found(index))


@pytest.mark.parametrize("name", FORGERIES)
@pytest.mark.parametrize("text", [b"", b"\xff", b"[[", b"7", b"[" * 100_000], ids=lambda t: t[:3])
def test_an_invalid_ledger_is_one_finding(index, name, text):
    forge(live(index) / name, lambda _: text)
    assert f"{live(index).name}/{name}" in dict(found(index))


def test_pages_only_in_the_ledger_or_only_in_the_engine_are_reported(sound, index, tmp_path):
    other = shutil.copytree(sound / "wiki", tmp_path / "wiki")
    (other / "p5.html").unlink()
    write(other, "new.html", html("New", "a hornet"))
    engine = engine_of(index)
    run(other, tmp_path / "other", engine=engine)
    ours, theirs = live(index), live(tmp_path / "other")
    for name in FORGERIES:
        shutil.copy(theirs / name, ours / name)
        forge(ours / name, lambda data: data)
    findings = " ".join(problem for _, problem in found(index))
    assert "pages of the ledger are missing: 'new'" in findings
    assert "pages that are not in the ledger: 'p5'" in findings


def test_lost_deletions_are_a_finding(sound, index):
    if engine_of(index) != "whoosh":
        pytest.skip("tantivy keeps its deletions in files of its own")

    def forget(data):
        return json.dumps([each | {"deleted": []} for each in json.loads(data)]).encode()

    forge(live(index) / "segments.json", forget)
    findings = " ".join(problem for _, problem in found(index))
    assert "sections, the manifest counts 12" in findings


def test_wrong_word_counts_are_a_finding(index):
    if engine_of(index) != "whoosh":
        pytest.skip("tantivy keeps its figures in files of its own")

    def lengthen(data):
        return json.dumps(
            [each | {"total_length": each["total_length"] + 1} for each in json.loads(data)]
        ).encode()

    forge(live(index) / "segments.json", lengthen)
    [(file, problem)] = found(index)
    assert file == live(index).name
    assert "lengths" in problem


def test_the_lock_of_a_killed_reader_is_no_finding(sound, index):
    (live(index) / ".tantivy-meta.lock").touch()
    assert found(index) == []
    with wikisearch.open(index) as opened:
        assert opened.search("ant")


def test_orphaned_files_are_harmless_findings(sound, index):
    shutil.copytree(live(index), index / "generation-000001")
    (index / "generation-000009").mkdir()
    (index / "CURRENT.new").touch()
    (live(index) / "notes.txt").touch()
    (index / "mine.txt").touch()
    checked = wikisearch.check(index)
    assert not checked.is_sound
    assert not checked.is_damaged
    assert sorted(file for file, _ in found(index)) == [
        "CURRENT.new",
        "generation-000001",
        f"{live(index).name}/notes.txt",  # of generation 2
        "generation-000009",
    ]
    with (index / "generation-000001" / "manifest.json").open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_SH)  # as a reader does
        assert "generation-000001" not in dict(found(index))
    with only_writer(index):  # as a build does
        assert found(index) == []
    write(sound / "wiki", "later.html", html("Later", "a late ant"))
    run(sound / "wiki", index)
    (sound / "wiki" / "later.html").unlink()
    assert found(index) == []


def test_a_file_is_not_an_index(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(wikisearch.IndexNotFoundError, match="file: is a file, or a path"):
        wikisearch.check(tmp_path / "file")


def test_a_folder_in_place_of_a_file_is_a_finding(index):
    file = live(index) / "terms.json"
    file.unlink()
    file.mkdir()
    assert (
        f"{live(index).name}/terms.json",
        "cannot be read (terms.json is not a regular file)",
    ) in found(index)


BARRED = {
    ("", 0): (["/CURRENT", "/lock"], True),
    ("", 0o311): ([""], False),
    ("/generation-000001", 0): (["/generation-000001/manifest.json"], False),
    ("/generation-000002", 0): (["/generation-000002/manifest.json"], True),
    ("/lock", 0): (["/lock"], False),
}
"""Unreadable paths with their permissions; the files of the findings, and whether it is damage."""


@pytest.mark.parametrize("barred", BARRED, ids=str)
def test_an_unreadable_file_is_a_finding(sound, barred):
    name, mode = barred
    with open_folder() as folder:
        index = shutil.copytree(sound / "index", folder / "index")
        shutil.copytree(live(index), index / "generation-000001")
        for file in index.glob("*/*"):
            file.chmod(0o644)  # tantivy has some of its own for itself
        with permissions(Path(f"{index}{name}"), mode), without_root():
            report = wikisearch.check(index)
    files = [finding.file.removeprefix(str(index)) for finding in report.findings]
    assert (files, report.is_damaged) == BARRED[barred]
    assert all("cannot be" in finding.problem for finding in report.findings)


def test_a_live_generation_that_cannot_be_listed_is_one_finding(sound):
    with open_folder() as folder:
        index = shutil.copytree(sound / "index", folder / "index")
        generation = live(index)
        for file in generation.iterdir():
            file.chmod(0o644)
        with permissions(generation, 0o311), without_root():
            report = wikisearch.check(index)
    [finding] = report.findings
    assert (finding.file, report.is_damaged) == (str(generation), True)
