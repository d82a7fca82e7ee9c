"""A failing system call gives the old index or the new one, a clear error, and no leftovers.

A preload library lets the n-th call fail. `make test-slow` tries a few n of each kind; all of them
with WIKISEARCH_FAULTS=all, which takes about an hour.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
COMPILER = shutil.which("cc")
SAMPLES = 0 if os.environ.get("WIKISEARCH_FAULTS") == "all" else 4
"""Calls that fail per case; 0 for all."""

OPERATIONS = [
    ("build", "whoosh"),
    ("build", "tantivy"),
    ("update", "whoosh"),
    ("update", "tantivy"),
    ("migrate", "tantivy"),
]
FAILURES = [
    ("open", "EMFILE", "once"),
    ("open", "EIO", "once"),
    ("write", "ENOSPC", "onward"),
    ("write", "EIO", "once"),
    ("fsync", "EIO", "once"),
    ("rename", "ENOSPC", "once"),
    ("rename", "EINTR", "once"),
    ("link", "EIO", "once"),
]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="the preload library is for Linux"),
    pytest.mark.skipif(COMPILER is None, reason="there is no C compiler"),
]


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    found = tmp_path_factory.mktemp("faults") / "faults.so"
    options = ["-shared", "-fPIC", "-O1", "-Wall", "-Werror"]
    subprocess.run([COMPILER, *options, "-o", found, HERE / "faults.c", "-ldl"], check=True)
    return found


@pytest.mark.parametrize(("call", "error", "mode"), FAILURES, ids=map("-".join, FAILURES))
@pytest.mark.parametrize(("operation", "engine"), OPERATIONS, ids=map("-".join, OPERATIONS))
def test_a_failing_call_loses_nothing(  # noqa: PLR0917
    operation, engine, call, error, mode, library
):
    case = [operation, engine, call, error, mode, str(SAMPLES)]
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.driver", library, *case],
        env={**os.environ, "LD_PRELOAD": str(library)},
        cwd=HERE.parent.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result["found"] == []
    print(f"{result['tried']} of {result['calls']} calls tried")
