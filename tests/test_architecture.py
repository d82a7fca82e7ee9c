"""The rules of the house, held by a machine. ARCHITECTURE.md says why they are."""

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "wikisearch"
MODULES = sorted(PACKAGE.rglob("*.py"))
ROOMS = sorted(path.parent for path in PACKAGE.glob("*/__init__.py"))

LONGEST_MODULE = 300
LONGEST_FUNCTION = 60
MOST_ARGUMENTS = 5

HOMES = {
    "bs4": "ingest",
    "charset_normalizer": "ingest",
    "click": "cli",
    "distributed": "indexer/shards",
    "ir_measures": "evaluation",
    "lxml": "ingest",
    "opensearchpy": "engines/opensearch",
    "rapidfuzz": ("engines", "search"),
    "regex": "search",
    "scipy": "evaluation",
    "soupsieve": "ingest",
    "Stemmer": "analysis",
    "tantivy": "engines/tantivy",
    "whoosh": "engines/whoosh",
}
"""The room, or rooms, in which a library may be imported."""

RUNS_CODE = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "runpy", "code"}
"""Reading an index by one of these could run what a stranger put in it."""

NETWORK = {"ftplib", "http", "httpx", "requests", "smtplib", "socket", "ssl", "urllib", "urllib3"}
"""What could send a page or a query somewhere; of urllib only the parts that handle names."""


def name_of(path):
    return path.relative_to(PACKAGE).as_posix()


@cache
def tree_of(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path):
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    return [node for node in ast.walk(tree_of(path)) if isinstance(node, kinds)]


def imports(path):
    """Names of the modules that a module imports, wherever in it."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{name_of(path)}: a relative import hides the way"
            yield node.module


def test_the_layers_are_kept():
    script = "from importlinter.cli import lint_imports; exit(lint_imports(no_cache=True))"
    said = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stdout + said.stderr
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    assert f"{len(contracts['contracts'])} kept, 0 broken" in said.stdout


def test_every_room_has_its_place_in_the_layers():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    [layers] = [each for each in contracts["contracts"] if each["type"] == "layers"]
    placed = {name.strip("() ") for layer in layers["layers"] for name in layer.split("|")}
    assert layers["exhaustive"]
    assert {room.name for room in ROOMS} <= placed


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_fits_in_one_look(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_functions_are_short_and_take_few_arguments(path):
    for function in functions(path):
        lines = function.end_lineno - function.lineno + 1
        assert lines <= LONGEST_FUNCTION, f"{function.name} has {lines} lines"
        named = [each.arg for each in (*function.args.posonlyargs, *function.args.args)]
        taken = [name for name in named if name not in ("self", "cls")]
        assert len(taken) <= MOST_ARGUMENTS, f"{function.name} takes {taken}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_says_in_one_sentence_what_it_is(path):
    sign = ast.get_docstring(tree_of(path))
    assert sign, "no docstring"
    first = sign.partition("\n\n")[0]
    assert first.endswith((".", ":")), first


@pytest.mark.parametrize("room", ROOMS, ids=name_of)
def test_a_room_holds_something(room):
    assert [path for path in room.rglob("*.py") if path.name != "__init__.py"]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_library_is_imported_in_its_own_room_only(path):
    for module in imports(path):
        home = HOMES.get(module.partition(".")[0])
        homes = (home,) if isinstance(home, str) else home or ("",)
        assert any(path.is_relative_to(PACKAGE / each) for each in homes), f"imports {module}"


def test_every_dependency_has_a_home():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    module_of = {"beautifulsoup4": "bs4", "PyStemmer": "Stemmer", "Whoosh": "whoosh"}
    for requirement in project["dependencies"]:
        name = re.match(r"[\w-]+", requirement)[0]
        assert module_of.get(name, name.replace("-", "_")) in HOMES


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_runs_code_that_it_reads(path):
    assert not RUNS_CODE & {module.partition(".")[0] for module in imports(path)}
    called = [node.func for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)]
    names = {function.id for function in called if isinstance(function, ast.Name)}
    assert not names & {"eval", "exec", "__import__"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_opens_a_connection(path):
    assert not NETWORK & {module.partition(".")[0] for module in imports(path)} - {"urllib"}
    assert "urllib.request" not in imports(path)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_door_to_the_terminal_prints(path):
    called = [node.func for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)]
    assert "print" not in {function.id for function in called if isinstance(function, ast.Name)}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_is_named_after_nothing(path):
    names = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "tools"}
    assert path.stem not in names


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_error_is_caught_without_a_name(path):
    handlers = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.ExceptHandler)]
    assert all(handler.type is not None for handler in handlers)
