"""One Index in many threads and in forked processes."""

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import chain, count
from typing import ClassVar

import pytest

import wikisearch
from wikisearch.analysis import Analyzer, Vocabulary
from wikisearch.engines.sized_cache import SizedCache
from wikisearch.search.cache import SectionCache
from wikisearch.search.view.shared_view import SharedView

THREADS = 16
WORDS = [head + tail for head in ("vor", "mel", "tar", "quin") for tail in ("ing", "er", "ous")]
SEARCHES = [
    "vorer melous",
    '"tarer voring"',
    "quin*",
    "meloux",
    "title:voring OR tarous",
    "morelike:p3",
    "melous -vorer",
    "quinerr",
]


def write_wiki(folder, edition):
    folder.mkdir(exist_ok=True)
    for number in range(24):
        language = ("en", "de")[number % 2]
        word, other = WORDS[number % 12], WORDS[(number + edition) % 12]
        parts = "".join(
            f"<h2>{WORDS[(number + step) % 12]}</h2><p>{other} {' '.join(WORDS[step:])}"
            f' <a href="p{(number + step) % 24}.html">{other}</a></p>'
            for step in range(3)
        )
        text = f"<html lang={language}><main><h1>{word} {number}</h1>{parts}</main></html>"
        (folder / f"p{number}.html").write_text(text, encoding="utf-8")


def answers(index):
    """Return the answer to every question, with the generation before and after it."""
    asks = {query: lambda query=query: _hits(index.search(query, limit=5)) for query in SEARCHES}
    asks |= {
        "suggest": lambda: index.suggest("tar"),
        "related": lambda: index.related("p5"),
        "page": lambda: index.page("p7").sections,
        "names": index.names,
        "explain": lambda: index.explain("melous", "p1", "p2"),
        "categories": lambda: index.search("voring", facets="category").facets,
    }
    for name, ask in asks.items():
        before = index.generation
        yield name, ask(), {before, index.generation}


def _hits(results):
    return {**results.to_dict(), "processing_time_ms": None}


@pytest.fixture
def switching(monkeypatch):
    """Switch threads often, and evict from caches often."""
    monkeypatch.setattr(SizedCache.__init__, "__defaults__", (4_000,))
    monkeypatch.setattr(SectionCache.__init__, "__defaults__", (4_000,))
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(interval)


@pytest.fixture
def views(monkeypatch):
    """Record the views that are opened, and call `meanwhile` after opening one."""

    class RecordedView(SharedView):
        opened: ClassVar[list] = []
        meanwhile = None

        def __init__(self, *place):
            super().__init__(*place)
            self.opened.append(self)
            if self.meanwhile:
                self.meanwhile()

    monkeypatch.setattr("wikisearch.search.view.open_generation.SharedView", RecordedView)
    return RecordedView


@pytest.fixture(scope="module", params=["whoosh", "tantivy"])
def built(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("threads")
    write_wiki(folder / "wiki", 1)
    wikisearch.build(folder / "wiki", folder / "index", engine=request.param).close()
    return folder


def assert_threads_agree(folder, engine):
    """Ask from sixteen threads while the wiki in a folder changes."""
    directory = folder / "index"
    with wikisearch.open(directory) as alone:
        expected = {(name, alone.generation): answer for name, answer, _ in answers(alone)}
    shared = wikisearch.open(directory)
    found = []
    is_over = threading.Event()

    def ask():
        for answer in chain.from_iterable(answers(shared) for _ in count()):
            found.append(answer)
            if is_over.wait(0.02):
                return

    def update():
        try:
            write_wiki(folder / "wiki", 2)
            with wikisearch.build(folder / "wiki", directory, engine=engine) as new:
                known = {(name, new.generation): answer for name, answer, _ in answers(new)}
            expected.update(known)
            assert shared.reload()
        finally:
            is_over.set()

    with ThreadPoolExecutor(THREADS) as pool:
        for each in [pool.submit(ask) for _ in range(THREADS - 1)] + [pool.submit(update)]:
            each.result()
    shared.close()
    assert len({generation for _, generation in expected}) == 2
    assert len(found) >= THREADS
    for name, answer, generations in found:
        assert answer in [expected[name, each] for each in generations], name


def assert_closing_raises_only_its_error(directory):
    """Close an index that four threads ask, some times."""
    for _ in range(3):
        index = wikisearch.open(directory)
        begun = threading.Barrier(5)

        def ask(index=index, begun=begun):
            begun.wait()
            with suppress(wikisearch.IndexClosedError):
                while True:
                    list(answers(index))

        with ThreadPoolExecutor(4) as pool:
            futures = [pool.submit(ask) for _ in range(4)]
            begun.wait()
            index.close()
        for each in futures:
            each.result()


def test_sixteen_threads_get_the_answers_of_one_while_the_index_is_updated(built, switching):
    with wikisearch.open(built / "index") as index:
        engine = index.manifest.engine
    assert_threads_agree(built, engine=engine)


def test_closing_an_index_during_searches_raises_only_index_closed_error(built, switching, views):
    assert_closing_raises_only_its_error(built / "index")
    assert [view.generation.closed for view in views.opened] == [True] * 3


def test_an_index_closed_during_a_reload_leaves_no_generation_open(built, views):
    write_wiki(built / "wiki", 5)
    index = wikisearch.open(built / "index")
    wikisearch.build(built / "wiki", built / "index", engine=index.manifest.engine).close()
    views.opened = views.opened[:1]
    views.meanwhile = lambda _: index.close()
    with pytest.raises(wikisearch.IndexClosedError):
        index.reload()
    assert [view.generation.closed for view in views.opened] == [True, True]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_forked_process_opens_the_same_generation_again(built, views):
    index = wikisearch.open(built / "index")
    write_wiki(built / "wiki", 7)
    expected = [(name, answer) for name, answer, _ in answers(index)]
    wikisearch.build(built / "wiki", built / "index", engine=index.manifest.engine).close()
    reloading, forked = threading.Event(), threading.Event()
    views.meanwhile = lambda _: reloading.set() or forked.wait()
    thread = threading.Thread(target=index.reload)
    thread.start()
    reloading.wait()
    views.meanwhile = None
    child = os.fork()
    if not child:
        status = 1
        with suppress(BaseException):
            before = [(name, answer) for name, answer, _ in answers(index)]
            is_other = index.reload() and index.search("voring").total > 0
            index.close()
            status = 0 if before == expected and is_other else 2
        os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    forked.set()
    thread.join()
    assert index.is_current()
    index.close()


def test_a_word_is_listed_only_when_its_tokens_in_all_languages_are_known(monkeypatch):
    analyzer = Analyzer("en", "de")
    vocabulary = Vocabulary(analyzer)
    analyzed = []
    for each in analyzer.analyzers:
        real = each.token_group

        def token_group(raw, real=real):
            assert not any(vocabulary.numbers_with(["hauser", "haus"]))
            analyzed.append(raw)
            return real(raw)

        monkeypatch.setattr(each, "token_group", token_group)
    text = vocabulary.text("Häuser")
    assert analyzed == ["Häuser"] * 2
    assert set().union(*vocabulary.numbers_with(["hauser"])) == set(text.numbers)
