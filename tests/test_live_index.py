"""A live index runs calls one by one, skips unwanted ones, and follows the live generation."""

import shutil
import threading
from concurrent.futures import CancelledError

import pytest

import wikisearch
from tests.server.servers import held, rebuilt, wait_until
from wikisearch import live_index
from wikisearch.live_index import LiveIndex


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "source"
    folder.mkdir()
    write(folder, "ant", "legs")
    wikisearch.build(folder, tmp_path / "index", workers=1).close()
    return folder


@pytest.fixture
def live(source, tmp_path):
    with LiveIndex(tmp_path / "index", queue_size=3, check_seconds=0.01) as live:
        yield live


def write(folder, name, text):
    (folder / f"{name}.html").write_text(f"<h1>{name}</h1><p>It has {text}.", "utf-8")


def test_a_call_gets_the_index_and_an_answer_its_generation(live):
    answer = live.submit(lambda index: index.search("legs").total).result(60)
    assert (answer.value, answer.generation) == (1, "generation-000001")


def test_all_calls_run_in_one_thread_in_the_order_of_their_arrival(live):
    seen = []
    for turn in range(20):
        live.submit(lambda _, turn=turn: seen.append((turn, threading.get_ident()))).result(60)
    assert [turn for turn, _ in seen] == list(range(20))
    assert len({thread for _, thread in seen}) == 1
    assert threading.get_ident() not in {thread for _, thread in seen}


def test_an_error_of_a_call_reaches_its_caller_and_the_next_call_runs(live):
    with pytest.raises(wikisearch.TermNotFoundError, match="elephant"):
        live.submit(lambda index: index.page("elephant")).result(60)
    assert live.submit(len).result(60).value == 1


def test_a_full_queue_refuses_a_call_and_takes_calls_again(live):
    with held(live):
        waiting = [live.submit(len) for _ in range(3)]
        assert live.status().waiting == 3
        with pytest.raises(wikisearch.ServerBusyError, match="3 requests wait; try again") as found:
            live.submit(len)
        assert (found.value.retry_seconds, found.value.transient) == (1, True)
    assert [each.result(60).value for each in waiting] == [1, 1, 1]
    assert live.submit(len).result(60).value == 1


def test_a_call_that_nobody_wants_is_skipped(live):
    ran = []
    with held(live):
        unwanted = live.submit(ran.append, is_wanted=lambda: False)
        cancelled = live.submit(ran.append)
        cancelled.cancel()
        wanted = live.submit(len)
    assert wanted.result(60).value == 1
    with pytest.raises(CancelledError):
        unwanted.result(60)
    assert ran == []


def test_unwanted_calls_take_no_place_in_a_full_queue(live):
    with held(live):
        unwanted = [live.submit(len) for _ in range(3)]
        for each in unwanted:
            each.cancel()
        wanted = live.submit(len)
    assert wanted.result(60).value == 1


def test_a_new_generation_is_opened_without_a_call(live, source):
    write(source, "bee", "wings")
    fresh = rebuilt(source)
    wait_until(lambda: live.status().generation == fresh)
    answer = live.submit(lambda index: index.search("wings").total).result(60)
    assert (answer.value, answer.generation) == (1, fresh)


def test_an_index_that_is_deleted_and_built_again_is_opened(live, source):
    shutil.rmtree(source.with_name("index"))
    write(source, "bee", "wings")
    assert rebuilt(source) == "generation-000001"
    wait_until(lambda: live.submit(len).result(60).value == 2)
    assert live.status().error is None


def test_calls_are_answered_while_a_new_generation_is_opened(live, source, monkeypatch):
    begun, release, opened = threading.Event(), threading.Event(), live_index.open_warm

    def slowly(directory):
        begun.set()
        release.wait(60)
        return opened(directory)

    monkeypatch.setattr(live_index, "open_warm", slowly)
    write(source, "bee", "wings")
    fresh = rebuilt(source)
    assert begun.wait(60)
    for _ in range(3):
        assert live.submit(len).result(60).generation == "generation-000001"
    release.set()
    wait_until(lambda: live.status().generation == fresh)
    assert live.submit(len).result(60).value == 2


def test_an_index_can_be_closed_while_a_new_generation_is_opened(source, tmp_path, monkeypatch):
    begun, release, opened = threading.Event(), threading.Event(), []
    real = live_index.open_warm

    def slowly(directory):
        begun.set()
        release.wait(60)
        opened.append(real(directory))
        return opened[0]

    live = LiveIndex(tmp_path / "index", check_seconds=0.01)
    monkeypatch.setattr(live_index, "open_warm", slowly)
    write(source, "bee", "wings")
    rebuilt(source)
    assert begun.wait(60)
    closing = threading.Thread(target=live.close)
    closing.start()
    release.set()
    closing.join(60)
    assert "closed" in repr(opened[0])


def test_a_generation_that_cannot_be_opened_leaves_the_old_one_in_use(live, source):
    opened = live.status()
    write(source, "bee", "wings")
    fresh = rebuilt(source)
    wait_until(lambda: live.status().generation == fresh)
    (live_folder,) = source.parent.glob(f"index/{fresh}")
    pointer = source.with_name("index") / "CURRENT"
    right = pointer.read_text("utf-8")
    pointer.write_text(right.replace("000002", "000009"), "utf-8")
    wait_until(lambda: live.status().error is not None)
    assert isinstance(live.status().error, wikisearch.BadIndexError)
    answer = live.submit(lambda index: index.search("wings").total).result(60)
    assert (answer.value, answer.generation) == (1, live_folder.name)
    pointer.write_text(right, "utf-8")
    wait_until(lambda: live.status().error is None)
    assert live.status().opened >= opened.opened


def is_closed(live):
    try:
        live.submit(len)
    except wikisearch.IndexClosedError:
        return True
    return False


def test_a_closed_index_refuses_calls(source, tmp_path):
    live = LiveIndex(tmp_path / "index")
    with held(live):
        waiting = live.submit(len)
        closing = threading.Thread(target=live.close)
        closing.start()
        wait_until(lambda: is_closed(live))
    closing.join(60)
    for refused in (lambda: waiting.result(60), lambda: live.submit(len)):
        with pytest.raises(wikisearch.IndexClosedError):
            refused()
    live.close()


def test_a_folder_without_an_index_is_an_error_at_once(tmp_path):
    with pytest.raises(wikisearch.IndexNotFoundError):
        LiveIndex(tmp_path)
