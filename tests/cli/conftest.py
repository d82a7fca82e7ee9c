"""The real command in a separate process, and small wikis to run it on."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]


class Outcome(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def only_line(self):
        """The one line on stderr."""
        lines = self.err.splitlines()
        assert len(lines) == 1, f"not one line: {self.err!r}"
        return lines[0]


class Command:
    """`wikisearch` as a shell runs it, in one folder."""

    def __init__(self, folder):
        self.folder = folder
        names = {"PATH", "HOME", "LANG"} & os.environ.keys()
        inherited = {name: os.environ[name] for name in names}
        self.environment = {**inherited, "PYTHONPATH": str(ROOT), "COLUMNS": "100"}

    @property
    def words(self):
        return [sys.executable, "-m", "wikisearch"]

    def start(self, *arguments, environment=None, **options):
        return subprocess.Popen(
            [*self.words, *arguments],
            cwd=self.folder,
            env={**self.environment, **(environment or {})},
            stdin=subprocess.DEVNULL,
            **options,
        )

    def __call__(self, *arguments, environment=None):
        return self._outcome(
            self.start(
                *arguments,
                environment=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
        )

    def run_script(self, script):
        """Run a Python script that calls the command."""
        return self._outcome(
            subprocess.Popen(
                [sys.executable, "-c", script],
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
        )

    def _outcome(self, process):
        out, err = process.communicate(timeout=60)
        outcome = Outcome(process.returncode, out.decode(), err.decode())
        assert "Traceback" not in outcome.err, outcome.err
        return outcome


def page(title, body, *, aliases="", category="Insects", definition=""):
    """HTML of a term page; markup in the arguments is not escaped."""
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>{title} | Small Wiki</title></head><body><main><article>
<p class="category">{category}</p><h1>{title}</h1><p class="aliases">{aliases}</p>
<p class="definition">{definition or f"{title} is an entry of a small wiki about insects."}</p>
<section id="why-it-matters"><h2>Why it matters</h2><p>{body}</p></section>
<section id="deep-dive"><h2>Deep Dive</h2><h3 id="habits">Habits</h3><p>{body}</p></section>
</article></main></body></html>"""


def write_wiki(folder):
    folder.mkdir()
    pages = {
        "ant": page("Ant", "Lives in a colony with one queen.", aliases="Formica, Emmet"),
        "bee": page("Bee", "Collects nectar for the hive of its queen."),
        "wasp": page("Wasp", "Builds a nest of paper.", category="Hunters"),
    }
    for name, html in pages.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def finished(tmp_path_factory):
    """A folder with a wiki in `wiki` and its index in `index`; tests must not change it."""
    folder = tmp_path_factory.mktemp("finished")
    write_wiki(folder / "wiki")
    outcome = Command(folder)("index", "wiki")
    assert outcome.code == 0, outcome
    return folder


@pytest.fixture
def run(finished):
    """Run the command in a folder with an index."""
    return Command(finished)


@pytest.fixture
def own(finished, tmp_path):
    """Run the command in a private copy of that folder."""
    folder = shutil.copytree(finished, tmp_path / "own")
    [manifest] = (folder / "index").glob("generation-*/manifest.json")
    facts = json.loads(manifest.read_text(encoding="utf-8"))
    facts["source"] = str(folder / "wiki")
    manifest.write_text(json.dumps(facts), encoding="utf-8")
    return Command(folder)


@pytest.fixture
def edit_manifest(own):
    """Change values in the manifest of the private index."""

    def edit(**facts):
        [manifest] = (own.folder / "index").glob("generation-*/manifest.json")
        found = json.loads(manifest.read_text(encoding="utf-8"))
        manifest.write_text(json.dumps(found | facts), encoding="utf-8")

    return edit
