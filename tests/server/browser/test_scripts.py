"""The scripts of the pages as files: their types, and the files of other projects."""

import hashlib
import os
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.server.servers import ROOT

HERE = Path(__file__).parent
STATIC = ROOT / "wikisearch" / "server" / "pages" / "static"


def test_the_types_of_the_scripts_are_right():
    compiler = HERE / "node_modules" / ".bin" / "tsc"
    if not (compiler.exists() and shutil.which("node")):
        reason = "TypeScript is not installed: npm ci --prefix tests/server/browser"
        if os.environ.get("WIKISEARCH_BROWSER") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    done = subprocess.run(
        [compiler, "--project", HERE], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_each_file_of_another_project_is_listed_and_unchanged():
    listed = tomllib.loads((STATIC / "vendored.toml").read_text("utf-8"))
    assert listed.keys() == {path.name for path in STATIC.glob("*.min.js")}
    for name, record in listed.items():
        assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() == record["sha256"]
        assert record["version"] in name
    assert "Permission to use" in (STATIC / "d3-license.txt").read_text("utf-8")
