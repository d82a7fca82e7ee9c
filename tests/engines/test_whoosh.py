"""What only the Whoosh engine does: its own segment files, and no import of Whoosh by queries."""

import json
import os
import pickle
import re
import subprocess
import sys
import zlib
from contextlib import closing, suppress
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engines.indexes import PAGES, answers, laid_out
from tests.search.wikis import wiki
from wikisearch.engines.sized_cache import SizedCache
from wikisearch.engines.whoosh import WhooshEngine, postings, segment_cache, stored
from wikisearch.engines.whoosh.bitsets import bitset_of
from wikisearch.engines.whoosh.layout import Table, TableWriter
from wikisearch.engines.whoosh.phrases import exact_phrase_positions
from wikisearch.errors import BadIndexError, IndexDamagedError, ResourceError
from wikisearch.model.query import Term

FILES = [
    "segments.json",
    *(
        f"wiki_1.{each}"
        for each in ("trm", "pst", "key", "sto", "len", "siz", "blk", "rnk", "ord", "beg", "lst")
    ),
]


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    directory = tmp_path_factory.mktemp("whole")
    wiki(PAGES, WhooshEngine(), directory).close()
    found = {file.name: file.read_bytes() for file in directory.iterdir()}
    assert sorted(found) == sorted(FILES)
    return found


OVERWRITTEN = {
    "zeros": lambda data: bytes(len(data)),
    "ones": lambda data: b"\xff" * len(data),
    "text": lambda data: (b"[{}]" * len(data))[: len(data)],
    "itself but for a bit": lambda data: bytes([data[0] ^ 1]) + data[1:],
    "itself but for its middle": lambda data: (
        data[: len(data) // 2] + data[len(data) // 2 - 1 : -1]
    ),
}


@pytest.mark.parametrize("damage", OVERWRITTEN)
@pytest.mark.parametrize("name", FILES)
def test_an_overwritten_file_raises_only_errors_of_the_library(name, damage, files, tmp_path):
    # The checksums of the generation, not the engine, ensure that the answer is right.
    with suppress(BadIndexError):
        ask_all(files | {name: OVERWRITTEN[damage](files[name])}, tmp_path)


@pytest.mark.parametrize("name", FILES)
def test_a_changed_byte_raises_only_errors_of_the_library(name, files, tmp_path):
    random = Random(name)
    for number in range(60):
        data = bytearray(files[name])
        data[random.randrange(len(data))] ^= random.randrange(1, 256)
        directory = tmp_path / str(number)
        directory.mkdir()
        with suppress(BadIndexError):
            ask_all(files | {name: bytes(data)}, directory)


FORGED = {
    "is not a list": lambda entry: {},
    "is null": lambda entry: None,
    "is empty": lambda entry: [],
    "has no object": lambda entry: [1],
    "has no fields": lambda entry: [{}],
    "names another folder": lambda entry: [entry | {"name": "../../elsewhere/wiki_1"}],
    "names an absolute path": lambda entry: [entry | {"name": "/etc/wiki_1"}],
    "names a segment without a number": lambda entry: [entry | {"name": "wiki_x"}],
    "has a name with a line break": lambda entry: [entry | {"name": "wiki_1\n"}],
    "has a name that is not text": lambda entry: [entry | {"name": 1}],
    "lists a segment twice": lambda entry: [entry, entry],
    "counts in text": lambda entry: [entry | {"documents": str(entry["documents"])}],
    "counts in fractions": lambda entry: [entry | {"total_length": 1.5}],
    "counts below zero": lambda entry: [entry | {"documents": -1}],
    "counts no documents": lambda entry: [entry | {"documents": 0, "with_tokens": 0}],
    "counts one document more": lambda entry: [entry | {"documents": entry["documents"] + 1}],
    "counts too many documents": lambda entry: [entry | {"documents": 20 << 30}],
    "counts more documents with tokens": lambda entry: [entry | {"with_tokens": 10**6}],
    "counts fewer tokens than documents": lambda entry: [entry | {"total_length": 0}],
    "counts an endless length": lambda entry: [entry | {"total_length": 10**400}],
    "deletes a document below zero": lambda entry: [entry | {"deleted": [-1]}],
    "deletes a document it does not have": lambda entry: [entry | {"deleted": [10**6]}],
    "deletes text": lambda entry: [entry | {"deleted": ["1"]}],
    "deletes a number": lambda entry: [entry | {"deleted": 1}],
}


@pytest.mark.parametrize("forged", FORGED)
def test_a_forged_list_of_segments_is_damage(forged, files, tmp_path):
    [entry] = json.loads(files["segments.json"])
    text = json.dumps(FORGED[forged](entry)).encode()
    laid_out(files | {"segments.json": text}, tmp_path)
    with pytest.raises(IndexDamagedError, match=re.escape(str(tmp_path))):
        WhooshEngine().open(tmp_path)
    with pytest.raises(IndexDamagedError, match=re.escape(str(tmp_path))):
        WhooshEngine().update(tmp_path, tmp_path / "new", ())


def test_deeply_nested_json_is_damage(files, tmp_path):
    laid_out(files | {"segments.json": b"[" * 10**5}, tmp_path)
    with pytest.raises(IndexDamagedError):
        WhooshEngine().open(tmp_path)


def test_a_huge_list_of_segments_is_damage(files, tmp_path):
    laid_out(files, tmp_path)
    os.truncate(tmp_path / "segments.json", 100 << 30)
    with pytest.raises(IndexDamagedError, match="bytes"):
        WhooshEngine().open(tmp_path)


@pytest.mark.parametrize("extension", ["len", "siz", "rnk", "ord", "beg", "lst", "blk"])
def test_a_column_of_another_size_is_damage_before_it_is_read(extension, files, tmp_path):
    laid_out(files, tmp_path)
    os.truncate(tmp_path / f"wiki_1.{extension}", 100 << 30)
    with pytest.raises(IndexDamagedError, match=rf"wiki_1\.{extension}"):
        WhooshEngine().open(tmp_path)


@pytest.mark.parametrize("extension", ["sto", "pst"])
def test_a_decompression_bomb_is_damage(extension, files, tmp_path, monkeypatch):
    monkeypatch.setattr(stored, "MAX_STORED", 1 << 16)
    monkeypatch.setattr(postings, "_MAX_BYTES", 1 << 16)
    laid_out(files, tmp_path)
    bomb = zlib.compress(bytes(1 << 20))
    with closing(Table(tmp_path / f"wiki_1.{extension}")) as table:
        rows = [bomb if extension == "sto" else row[:4] + b"bb" + bomb for row in table]
    writer = TableWriter((tmp_path / f"wiki_1.{extension}").open("wb"))
    for row in rows:
        writer.append(row)
    writer.close()
    with pytest.raises(IndexDamagedError, match="more than 65536 bytes"):
        answers(WhooshEngine(), tmp_path)


def test_a_lack_of_memory_is_not_reported_as_damage(files, tmp_path, monkeypatch):
    def fail(*_):
        raise MemoryError

    laid_out(files, tmp_path)
    with WhooshEngine().open(tmp_path) as reader:
        monkeypatch.setattr(segment_cache, "decode_numbers", fail)
        with pytest.raises(ResourceError, match="not enough memory"):
            reader.search(Term("token"), 1)


def test_a_cache_that_evicts_between_two_lookups_still_answers():
    cache = SizedCache(max_bytes=1_500)
    for key in [0, 1, 2, 3, 4, 0, 5, 0, 4, 3, 2, 1, 0] * 3:
        assert cache.get(key, lambda key=key: bytes([key]) * 100) == bytes([key]) * 100
    assert cache.get("large", lambda: bytes(5_000)) == bytes(5_000)


def test_a_cache_evicts_what_was_not_used_for_longest():
    cache = SizedCache(max_bytes=300)
    for key in "abc":
        cache.add(key, key, 100)
    assert cache.find("a") == "a"
    cache.add("d", "d", 100)  # evicts one value, and forgets which others were used
    cache.find("a")
    cache.add("e", "e", 100)
    assert [cache.find(key) for key in "abcde"].count(None) == 2
    assert cache.find("a") == "a"
    assert cache.find("e") == "e"
    cache.clear()
    assert cache.find("a") is None


@pytest.mark.parametrize("name", [*FILES, None])
def test_a_planted_pickle_runs_nothing(name, files, tmp_path):
    planted = tmp_path / "planted"
    trap = pickle.dumps(_Trap(str(planted)))
    pickle.loads(trap)
    assert planted.exists(), "the pickle runs code"
    planted.rmdir()
    directory = tmp_path / "index"
    directory.mkdir()
    traps = {each: trap for each in FILES if name in {each, None}}
    laid_out(files | traps | {"_wiki_1.toc": trap, "wiki_1.seg": trap}, directory)
    with suppress(BadIndexError):
        answers(WhooshEngine(), directory)
    assert not planted.exists()


class _Trap:
    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.mkdir, (self.path,)


ASK = """
import sys
from pathlib import Path
from wikisearch.analysis import Analyzer
from wikisearch.engines.registry import engine_named
from wikisearch.model.request import SearchRequest
from wikisearch.search import IndexView
from wikisearch.search.pipeline import search
with engine_named("whoosh").open(Path(sys.argv[1])) as reader:
    view = IndexView(reader, Analyzer())
    for query in ("token", '"near meanings"', "tok* -cost", "tokn~"):
        assert search(view, SearchRequest(query, explain=True)).total, query
print(*(name for name in sys.modules if name.partition(".")[0] in {"whoosh", "pickle"}))
"""


def test_a_query_imports_neither_whoosh_nor_pickle(files, tmp_path):
    laid_out(files, tmp_path)
    assert run(ASK, tmp_path).split() == []


BUILD = """
import sys
from pathlib import Path
from tests.engines.indexes import PAGES
from tests.search.wikis import wiki
from wikisearch.engines.whoosh import WhooshEngine, postings, segment_cache, stored
wiki(PAGES, WhooshEngine(), Path(sys.argv[1]))
"""


@pytest.mark.parametrize("seed", ["0", "1", "2"])
def test_builds_are_reproducible(seed, files, tmp_path):
    run(BUILD, tmp_path, PYTHONHASHSEED=seed)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == files


def ask_all(files, directory):
    return answers(WhooshEngine(), laid_out(files, directory))


def run(code, directory, **environment):
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code, str(directory)],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


ascending = st.one_of(
    st.sets(st.integers(0, 60), max_size=40),
    st.sets(st.integers(0, 5_000), min_size=1, max_size=8),
    st.sets(st.integers(0, 600), min_size=60, max_size=90),
).map(sorted)


@given(st.lists(ascending, min_size=2, max_size=4))
def test_exact_phrases_are_found_for_common_and_for_rare_tokens(positions):
    expected = {
        first
        for first in positions[0]
        if all(first + step in found for step, found in enumerate(positions))
    }
    found = exact_phrase_positions(
        positions, lambda step: bitset_of(positions[step], 1 + positions[step][-1])
    )
    assert set(found) == expected
