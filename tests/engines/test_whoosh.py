"""What is peculiar to the engine that reads tables of our own, written by Whoosh."""

import json
import os
import pickle
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engines.indexes import PAGES, answers, laid_out
from tests.search.wikis import wiki
from wikisearch.engines.whoosh import WhooshEngine
from wikisearch.engines.whoosh.bitsets import bits_of
from wikisearch.engines.whoosh.phrases import exact_phrase_positions
from wikisearch.errors import BadIndexError

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
def test_a_file_of_other_bytes_raises_no_other_error_than_ours(name, damage, files, tmp_path):
    # That the answer is right is seen to by the checksums of the generation, not by the engine.
    with suppress(BadIndexError):
        ask_all(files | {name: OVERWRITTEN[damage](files[name])}, tmp_path)


@pytest.mark.parametrize("name", FILES)
def test_a_changed_byte_raises_no_other_error(name, files, tmp_path):
    random = Random(name)
    for number in range(60):
        data = bytearray(files[name])
        data[random.randrange(len(data))] ^= random.randrange(1, 256)
        directory = tmp_path / str(number)
        directory.mkdir()
        with suppress(BadIndexError):
            ask_all(files | {name: bytes(data)}, directory)


@pytest.mark.parametrize("facts", ["[1]", "null", '[{"name": "../../etc/passwd"}]'])
def test_a_list_of_segments_that_is_none_is_reported(facts, files, tmp_path):
    with pytest.raises(BadIndexError):
        ask_all(files | {"segments.json": facts.encode()}, tmp_path)


@pytest.mark.parametrize("facts", [b"[]", b"{}"])
def test_an_empty_list_of_segments_finds_nothing(facts, files, tmp_path):
    found = ask_all(files | {"segments.json": facts}, tmp_path)
    assert {matches.total for matches, _ in found["searches"]} == {0}


@pytest.mark.parametrize("number", [-1, 0, 10**4, 10**15])
def test_another_number_of_documents_is_reported_and_takes_no_room(number, files, tmp_path):
    [facts] = json.loads(files["segments.json"])
    wrong = json.dumps([facts | {"documents": number}])
    with pytest.raises(BadIndexError, match="other documents"):
        ask_all(files | {"segments.json": wrong.encode()}, tmp_path)


@pytest.mark.parametrize("name", [*FILES, None])
def test_a_planted_pickle_runs_nothing(name, files, tmp_path):
    planted = tmp_path / "planted"
    trap = pickle.dumps(_Trap(str(planted)))
    pickle.loads(trap)
    assert planted.exists(), "the trap works"
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
from wikisearch.search import IndexView, search
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
from wikisearch.engines.whoosh import WhooshEngine
wiki(PAGES, WhooshEngine(), Path(sys.argv[1]))
"""


@pytest.mark.parametrize("seed", ["0", "1", "2"])
def test_every_build_of_the_same_pages_gives_the_same_bytes(seed, files, tmp_path):
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


places = st.one_of(
    st.sets(st.integers(0, 60), max_size=40),
    st.sets(st.integers(0, 5_000), min_size=1, max_size=8),
    st.sets(st.integers(0, 600), min_size=60, max_size=90),
).map(sorted)


@given(st.lists(places, min_size=2, max_size=4))
def test_places_side_by_side_are_found_whether_tokens_are_common_or_rare(several):
    expected = {
        first
        for first in several[0]
        if all(first + step in found for step, found in enumerate(several))
    }
    found = exact_phrase_positions(
        several, lambda step: bits_of(several[step], 1 + several[step][-1])
    )
    assert set(found) == expected
