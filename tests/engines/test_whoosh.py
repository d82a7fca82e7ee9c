"""What is peculiar to the engine that keeps its index in files."""

import os
import pickle
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from tests.search.wikis import ask, page, wiki
from wikisearch.engines.whoosh import WhooshEngine
from wikisearch.errors import BadIndexError
from wikisearch.model.document import Document
from wikisearch.model.query import (
    And,
    Everything,
    Fuzzy,
    Keyword,
    Not,
    Or,
    Phrase,
    Prefix,
    Word,
)

PAGES = [
    page("Token", "A token is a piece of text.", {"Cost": "Paid by the token."}, category="Basics"),
    page("Embedding", "Numbers for a token.", {"Distance": "Near numbers, near meanings."}),
    page("Café", "A place with a long text: " + "more words " * 50, aliases=["Coffee house"]),
    page("Prompt", "What a model is given. " * 20),
]
QUERIES = [
    Word("token"),
    Or((Word("token"), Word("number"))),
    And((Word("token"), Not(Word("cost")))),
    Phrase(("near", "meanings"), ("body",)),
    Prefix("mo", ("body", "title")),
    Fuzzy("tokn", 1, ("body", "title")),
    Keyword("category", "basics"),
    Everything(),
]
KEYS = ["token", "token#cost", "embedding", "embedding#distance", "café", "prompt", "none"]
FILES = [
    "segments.json",
    *(f"wiki_1.{each}" for each in ("trm", "pst", "key", "sto", "len", "siz", "rnk", "beg", "lst")),
]


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    directory = tmp_path_factory.mktemp("whole")
    wiki(PAGES, WhooshEngine(), directory).close()
    found = {file.name: file.read_bytes() for file in directory.iterdir()}
    assert sorted(found) == sorted(FILES)
    return found


@pytest.fixture(scope="module")
def right(files, tmp_path_factory):
    return answers(laid_out(files, tmp_path_factory.mktemp("right")))


RESIZED = {
    "empty": lambda data: b"",
    "of one byte": lambda data: data[:1],
    "cut in half": lambda data: data[: len(data) // 2],
    "without its last byte": lambda data: data[:-1],
    "without its first byte": lambda data: data[1:],
    "without its last eight bytes": lambda data: data[:-8],
    "with eight bytes too many": lambda data: data + b"\1" * 8,
}
OVERWRITTEN = {
    "zeros": lambda data: bytes(len(data)),
    "ones": lambda data: b"\xff" * len(data),
    "text": lambda data: (b"[{}]" * len(data))[: len(data)],
    "itself but for a bit": lambda data: bytes([data[0] ^ 1]) + data[1:],
    "itself but for its middle": lambda data: (
        data[: len(data) // 2] + data[len(data) // 2 - 1 : -1]
    ),
}


DAMAGES = RESIZED | OVERWRITTEN


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_raises_no_other_error_than_ours(name, damage, files, right, tmp_path):
    # That the answer is right is seen to by the checksums of the generation, not by the engine.
    rightly_answered(files | {name: DAMAGES[damage](files[name])}, tmp_path, right)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_reported_or_does_no_harm(name, files, right, tmp_path):
    broken = {other: data for other, data in files.items() if other != name}
    assert rightly_answered(broken, tmp_path, right)


@pytest.mark.parametrize("name", FILES)
def test_a_changed_byte_raises_no_other_error(name, files, tmp_path):
    random = Random(name)
    for number in range(60):
        data = bytearray(files[name])
        data[random.randrange(len(data))] ^= random.randrange(1, 256)
        directory = tmp_path / str(number)
        directory.mkdir()
        with suppress(BadIndexError):
            answers(laid_out(files | {name: bytes(data)}, directory))


@pytest.mark.parametrize("facts", ["{}", "[]", "[1]", "null", '[{"name": "../../etc/passwd"}]'])
def test_other_facts_about_segments_are_reported_or_find_nothing(facts, files, tmp_path):
    try:
        found = answers(laid_out(files | {"segments.json": facts.encode()}, tmp_path))
    except BadIndexError:
        return
    assert all(matches.total == 0 for matches, _ in found["searches"])


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
        answers(directory)
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
from wikisearch.search import search
with engine_named("whoosh").open(Path(sys.argv[1])) as reader:
    for query in ("token", '"near meanings"', "tok* -cost", "tokn~"):
        assert search(SearchRequest(query, explain=True), reader, Analyzer()).total, query
print(*(name for name in sys.modules if name.partition(".")[0] in {"whoosh", "pickle"}))
"""


def test_a_query_imports_neither_whoosh_nor_pickle(files, tmp_path):
    laid_out(files, tmp_path)
    assert run(ASK, tmp_path).split() == []


BUILD = """
import sys
from pathlib import Path
from tests.engines.test_whoosh import PAGES
from tests.search.wikis import wiki
from wikisearch.engines.whoosh import WhooshEngine
wiki(PAGES, WhooshEngine(), Path(sys.argv[1]))
"""


@pytest.mark.parametrize("seed", ["0", "1", "2"])
def test_every_build_of_the_same_pages_gives_the_same_bytes(seed, files, tmp_path):
    run(BUILD, tmp_path, PYTHONHASHSEED=seed)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == files


def test_the_order_of_ties_is_that_of_keys_whatever_the_order_of_adding(tmp_path):
    keys = [f"page{number:02}" for number in range(40)]
    Random(0).shuffle(keys)
    reader = built(tmp_path, [document(key, ("token", "other")) for key in keys])
    for asked in (Word("token"), Everything(), Prefix("to", ("body",))):
        every = reader.search(asked, 100)
        assert [match.key for match in every.best] == sorted(keys)
        assert [match.key for match in reader.search(asked, 7).best] == sorted(keys)[:7]
        assert reader.search(asked, 100) == every


def test_scores_that_differ_beyond_five_places_tie(tmp_path):
    # The same numbers added up in another order may differ in the last bit.
    words = [("one", "two", "three"), ("three", "two", "one")]
    reader = built(tmp_path, [document(f"page{n}", each) for n, each in enumerate(words)])
    for order in words:
        found = reader.search(Or(tuple(map(Word, order))), 2)
        assert [match.key for match in found.best] == ["page0", "page1"]


def test_a_limit_of_zero_counts_and_lists_nothing(tmp_path):
    reader = built(tmp_path, [document("page"), document("page#a"), document("other")])
    found = reader.search(Word("token"), 0)
    assert (found.best, found.total, found.pages) == ((), 3, 2)


@pytest.mark.parametrize("key", ["a\0b#c", "a#b\0c", "\0", "a#\ud800", "\udcff#é", "a=b#=", "#"])
def test_a_key_may_hold_any_character(key, tmp_path):
    reader = built(tmp_path, [document(key), document("other")])
    found = reader.search(Word("token"), 2).best
    assert {(match.key, match.page) for match in found} == {
        (key, key.partition("#")[0]),
        ("other", "other"),
    }
    assert reader.stored([key]) == [b""]


def test_an_index_of_nothing_answers_nothing(tmp_path):
    reader = built(tmp_path, [])
    assert reader.count() == 0
    assert reader.search(Or((Everything(), Word("x"))), 10).total == 0
    assert reader.stored(["x"]) == [None]
    assert ask(reader, "x").total == 0


def test_a_folder_without_an_index_is_a_bad_index(tmp_path):
    for directory in (tmp_path, tmp_path / "none"):
        with pytest.raises(BadIndexError):
            WhooshEngine().open(directory)


def test_what_was_given_up_leaves_nothing_that_can_be_opened(tmp_path):
    writer = WhooshEngine().create(tmp_path)
    writer.add([document("page")])
    writer.abort()
    with pytest.raises(BadIndexError):
        WhooshEngine().open(tmp_path)


def document(key, tokens=("token",)):
    return Document(
        key=key,
        page=key.partition("#")[0],
        scored=tokens,
        fields={"body": tokens},
        keywords={},
        stored=b"",
    )


def built(directory, documents):
    writer = WhooshEngine().create(directory)
    writer.add(documents)
    writer.finish()
    return WhooshEngine().open(directory)


def laid_out(files, directory):
    for name, data in files.items():
        (directory / name).write_bytes(data)
    return directory


def answers(directory):
    """Everything a reader can be asked."""
    with WhooshEngine().open(directory) as reader:
        return {
            "searches": [
                (reader.search(query, 10), reader.search(query, 0).total) for query in QUERIES
            ],
            "stored": reader.stored(KEYS),
            "statistics": reader.statistics(["token", "number", "none"]),
            "count": reader.count(),
        }


def rightly_answered(files, directory, right):
    try:
        return answers(laid_out(files, directory)) == right
    except BadIndexError:
        return True


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
