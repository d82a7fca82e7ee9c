"""What every engine with index files guarantees."""

import os
import resource
from dataclasses import replace
from random import Random

import pytest

from tests.engines.indexes import PAGES, answers, built, document, laid_out
from tests.search.wikis import ask, wiki
from wikisearch.engines.registry import engine_named
from wikisearch.errors import BadIndexError, ResourceError
from wikisearch.model.query import Everything, Keyword, Or, Prefix, Term

FILES = {
    "whoosh": (
        "segments.json",
        *(".trm", ".pst", ".key", ".sto", ".len", ".siz", ".blk", ".rnk", ".ord", ".beg", ".lst"),
    ),
    "tantivy": ("meta.json", "keys", ".fast", ".fieldnorm", ".idx", ".pos", ".store", ".term"),
}
"""Ends of the names of all files of an index."""

CUT = {
    "empty": lambda data: b"",
    "of one byte": lambda data: data[:1],
    "cut in half": lambda data: data[: len(data) // 2],
    "without its last byte": lambda data: data[:-1],
    "without its first byte": lambda data: data[1:],
    "without its last eight bytes": lambda data: data[:-8],
    "with eight bytes too many": lambda data: data + b"\1" * 8,
}

every_file = pytest.mark.parametrize(
    ("name", "end"), [(name, end) for name, ends in FILES.items() for end in ends]
)


@pytest.fixture(params=FILES)
def engine(request):
    return engine_named(request.param)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Return the files of an index of each engine, and its results."""
    made = {}
    for name in FILES:
        directory = tmp_path_factory.mktemp(name)
        wiki(PAGES, engine_named(name), directory).close()
        files = {file.name: file.read_bytes() for file in directory.iterdir()}
        made[name] = files, answers(engine_named(name), directory)
    return made


@pytest.mark.parametrize("cut", CUT)
@every_file
def test_a_file_of_another_size_raises_only_errors_of_the_library(name, end, cut, whole, tmp_path):
    # The checksums of the generation, not the engine, ensure that the answer is right.
    files, _ = whole[name]
    hurt = min(file for file in files if file.endswith(end))
    try:
        answers(engine_named(name), laid_out(files | {hurt: CUT[cut](files[hurt])}, tmp_path))
    except BadIndexError as error:
        assert str(tmp_path) in str(error)  # noqa: PT017 - an answer is allowed too


@every_file
def test_a_missing_file_is_reported_or_changes_no_answer(name, end, whole, tmp_path):
    files, right = whole[name]
    missing = min(file for file in files if file.endswith(end))
    laid_out({file: data for file, data in files.items() if file != missing}, tmp_path)
    try:
        assert answers(engine_named(name), tmp_path) == right
    except BadIndexError as error:
        assert str(tmp_path) in str(error)  # noqa: PT017 - an answer is allowed too


def test_searching_changes_nothing_in_the_index_folder(engine, tmp_path):
    wiki(PAGES, engine, tmp_path).close()
    before = {
        file.name: (file.stat().st_mtime_ns, file.read_bytes()) for file in tmp_path.iterdir()
    }
    answers(engine, tmp_path)
    after = {file.name: (file.stat().st_mtime_ns, file.read_bytes()) for file in tmp_path.iterdir()}
    assert after == before


def test_ties_are_ordered_by_key_in_any_order_of_adding(engine, tmp_path):
    keys = [f"page{number:02}" for number in range(40)]
    Random(0).shuffle(keys)
    reader = built(engine, tmp_path, [document(key, ("token", "other")) for key in keys])
    for query in (Term("token"), Everything(), Prefix("to", ("body",))):
        every = reader.search(query, 100)
        assert [match.key for match in every.best] == sorted(keys)
        assert [match.key for match in reader.search(query, 7).best] == sorted(keys)[:7]
        assert reader.search(query, 100) == every


def test_scores_equal_to_five_decimal_places_tie(engine, tmp_path):
    # Sums of the same numbers in another order may differ in the last bit.
    words = [("one", "two", "three"), ("three", "two", "one")]
    reader = built(engine, tmp_path, [document(f"page{n}", each) for n, each in enumerate(words)])
    for order in words:
        found = reader.search(Or(tuple(map(Term, order))), 2)
        assert [match.key for match in found.best] == ["page0", "page1"]


def test_a_limit_of_zero_returns_counts_only(engine, tmp_path):
    reader = built(engine, tmp_path, [document("page"), document("page#a"), document("other")])
    found = reader.search(Term("token"), 0)
    assert (found.best, found.total, found.pages) == ((), 3, 2)


@pytest.mark.parametrize(
    "key", ["a\0b#c", "a#b\0c", "\0", "a#\ud800", "\udcff#é", "a=b#=", "#", "a b#c d", "\U0010ffff"]
)
def test_a_key_may_hold_any_character(engine, key, tmp_path):
    reader = built(engine, tmp_path, [document(key), document("other")])
    found = reader.search(Term("token"), 2).best
    assert {(match.key, match.page) for match in found} == {
        (key, key.partition("#")[0]),
        ("other", "other"),
    }
    assert reader.stored([key]) == [b""]


def test_a_token_may_hold_any_character(engine, tmp_path):
    tokens = ("a b", " ", "\t\n", "\U0010ffff", "\U0010ffff-", "", "\ud800\udc00", "\x0b", "\u3000")
    reader = built(engine, tmp_path, [document(f"p{n}", (each,)) for n, each in enumerate(tokens)])
    assert set(reader.tokens("body")) == set(tokens)
    for number, token in enumerate(tokens):
        assert [match.key for match in reader.search(Term(token), 9).best] == [f"p{number}"]


def test_names_of_any_length_are_found(engine, tmp_path):
    long = "a#" + "é" * 70_000
    keywords = {"name_folded": frozenset([long, long + "x"])}
    reader = built(engine, tmp_path, [replace(document(long), keywords=keywords), document("a#b")])
    for query in (Keyword("name_folded", long), Keyword("name_folded", long + "x")):
        assert [match.key for match in reader.search(query, 9).best] == [long]
    assert reader.search(Keyword("name_folded", long + "y"), 9).total == 0
    assert reader.stored([long, long + "x", "a#b"]) == [b"", None, b""]


def test_an_empty_index_returns_no_results(engine, tmp_path):
    reader = built(engine, tmp_path, [])
    assert reader.count() == 0
    assert reader.search(Or((Everything(), Term("x"))), 10).total == 0
    assert reader.stored(["x"]) == [None]
    assert ask(reader, "x").total == 0


def test_a_folder_without_an_index_is_reported(engine, tmp_path):
    for directory in (tmp_path, tmp_path / "none"):
        with pytest.raises(BadIndexError):
            engine.open(directory)


def test_a_lack_of_file_handles_is_not_reported_as_damage(engine, tmp_path):
    built(engine, tmp_path, [document("page")]).close()
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    lowest = os.open(tmp_path, os.O_RDONLY)
    os.close(lowest)
    resource.setrlimit(resource.RLIMIT_NOFILE, (lowest, limits[1]))
    try:
        for call in (engine.open, lambda old: engine.update(old, tmp_path, ())):
            with pytest.raises(ResourceError, match=r"Too many open files.*ulimit -n"):
                call(tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)
    with engine.open(tmp_path) as reader:
        assert reader.count() == 1


def test_an_aborted_build_leaves_no_index(engine, tmp_path):
    writer = engine.create(tmp_path)
    writer.add([document("page")])
    writer.abort()
    with pytest.raises(BadIndexError):
        engine.open(tmp_path)
