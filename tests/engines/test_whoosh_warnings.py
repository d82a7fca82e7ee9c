"""Whoosh shows no warnings, even where Python cannot store its bytecode."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_whoosh_is_compiled_without_warnings(tmp_path):
    """Python 3.11 calls the warning DeprecationWarning, and later versions SyntaxWarning."""
    script = "import wikisearch.engines.whoosh.writer"
    done = subprocess.run(
        [sys.executable, "-W", "always", "-c", script],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "whoosh" not in done.stderr
