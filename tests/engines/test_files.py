"""What every engine must hold to that keeps its index in files."""

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
"""How the names of files end."""

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
    """Files of an index of each engine, and its answers."""
    made = {}
    for name in FILES:
        directory = tmp_path_factory.mktemp(name)
        wiki(PAGES, engine_named(name), directory).close()
        files = {file.name: file.read_bytes() for file in directory.iterdir()}
        made[name] = files, answers(engine_named(name), directory)
    return made


@pytest.mark.parametrize("cut", CUT)
@every_file
def test_a_file_of_another_size_raises_no_other_error_than_ours(name, end, cut, whole, tmp_path):
    # That the answer is right is seen to by the checksums of the generation, not by the engine.
    files, _ = whole[name]
    hurt = min(file for file in files if file.endswith(end))
    try:
        answers(engine_named(name), laid_out(files | {hurt: CUT[cut](files[hurt])}, tmp_path))
    except BadIndexError as error:
        assert str(tmp_path) in str(error)  # noqa: PT017 - an answer is as good


@every_file
def test_a_missing_file_is_reported_or_does_no_harm(name, end, whole, tmp_path):
    files, right = whole[name]
    gone = min(file for file in files if file.endswith(end))
    laid_out({file: data for file, data in files.items() if file != gone}, tmp_path)
    try:
        assert answers(engine_named(name), tmp_path) == right
    except BadIndexError as error:
        assert str(tmp_path) in str(error)  # noqa: PT017 - an answer is as good


def test_to_open_and_ask_an_index_changes_nothing_in_its_folder(engine, tmp_path):
    wiki(PAGES, engine, tmp_path).close()
    before = {
        file.name: (file.stat().st_mtime_ns, file.read_bytes()) for file in tmp_path.iterdir()
    }
    answers(engine, tmp_path)
    after = {file.name: (file.stat().st_mtime_ns, file.read_bytes()) for file in tmp_path.iterdir()}
    assert after == before


def test_the_order_of_ties_is_that_of_keys_whatever_the_order_of_adding(engine, tmp_path):
    keys = [f"page{number:02}" for number in range(40)]
    Random(0).shuffle(keys)
    reader = built(engine, tmp_path, [document(key, ("token", "other")) for key in keys])
    for asked in (Term("token"), Everything(), Prefix("to", ("body",))):
        every = reader.search(asked, 100)
        assert [match.key for match in every.best] == sorted(keys)
        assert [match.key for match in reader.search(asked, 7).best] == sorted(keys)[:7]
        assert reader.search(asked, 100) == every


def test_scores_that_differ_beyond_five_places_tie(engine, tmp_path):
    # The same numbers added up in another order may differ in the last bit.
    words = [("one", "two", "three"), ("three", "two", "one")]
    reader = built(engine, tmp_path, [document(f"page{n}", each) for n, each in enumerate(words)])
    for order in words:
        found = reader.search(Or(tuple(map(Term, order))), 2)
        assert [match.key for match in found.best] == ["page0", "page1"]


def test_a_limit_of_zero_counts_and_lists_nothing(engine, tmp_path):
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
    for asked in (Keyword("name_folded", long), Keyword("name_folded", long + "x")):
        assert [match.key for match in reader.search(asked, 9).best] == [long]
    assert reader.search(Keyword("name_folded", long + "y"), 9).total == 0
    assert reader.stored([long, long + "x", "a#b"]) == [b"", None, b""]


def test_an_index_of_nothing_answers_nothing(engine, tmp_path):
    reader = built(engine, tmp_path, [])
    assert reader.count() == 0
    assert reader.search(Or((Everything(), Term("x"))), 10).total == 0
    assert reader.stored(["x"]) == [None]
    assert ask(reader, "x").total == 0


def test_a_folder_without_an_index_is_a_bad_index(engine, tmp_path):
    for directory in (tmp_path, tmp_path / "none"):
        with pytest.raises(BadIndexError):
            engine.open(directory)


def test_an_index_that_cannot_be_read_for_want_of_open_files_is_not_called_damaged(
    engine, tmp_path
):
    built(engine, tmp_path, [document("page")]).close()
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    lowest = os.open(tmp_path, os.O_RDONLY)
    os.close(lowest)
    resource.setrlimit(resource.RLIMIT_NOFILE, (lowest, limits[1]))
    try:
        for ask in (engine.open, lambda old: engine.update(old, tmp_path, ())):
            with pytest.raises(ResourceError, match=r"Too many open files.*ulimit -n"):
                ask(tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)
    with engine.open(tmp_path) as reader:
        assert reader.count() == 1


def test_what_was_given_up_leaves_nothing_that_can_be_opened(engine, tmp_path):
    writer = engine.create(tmp_path)
    writer.add([document("page")])
    writer.abort()
    with pytest.raises(BadIndexError):
        engine.open(tmp_path)
