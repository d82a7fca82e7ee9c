"""The lock of a folder: builds exclude each other, and nobody else takes the lock."""

import os
import platform

import pytest

from wikisearch.errors import IndexLockedError
from wikisearch.storage.lock import is_locked, only_writer


def test_a_folder_is_locked_exactly_while_a_build_runs(tmp_path):
    assert not is_locked(tmp_path)
    with only_writer(tmp_path):
        assert is_locked(tmp_path)
        with pytest.raises(IndexLockedError, match=f"process {os.getpid()} on") as caught:
            only_writer(tmp_path).__enter__()
        assert (caught.value.subject, caught.value.transient) == (str(tmp_path), True)
        assert is_locked(tmp_path)
    assert not is_locked(tmp_path)


def test_checking_the_lock_does_not_take_it(tmp_path, monkeypatch):
    """A shared lock of a reader would make the next build fail."""
    with only_writer(tmp_path):
        pass
    monkeypatch.setattr(
        "wikisearch.storage.lock.try_lock_exclusive", lambda _: pytest.fail("locked")
    )
    assert not is_locked(tmp_path)


@pytest.mark.parametrize(
    ("note", "locked"),
    [
        ("", False),
        ("no note", False),
        (f"process {os.getpid()} on {platform.node()} since 2026-01-01T00:00:00+00:00", True),
        (f"process {2**22 + 1} on {platform.node()} since 2026-01-01T00:00:00+00:00", False),
        (f"process {'9' * 40} on {platform.node()} since 2026-01-01T00:00:00+00:00", False),
        ("process 1 on another machine since 2026-01-01T00:00:00+00:00", True),
    ],
    ids=("empty", "no note", "this process", "no process", "no number", "another machine"),
)
def test_the_lock_file_of_a_dead_process_is_not_a_lock(note, locked, tmp_path):
    (tmp_path / "lock").write_text(note, encoding="utf-8")
    assert is_locked(tmp_path) == locked
