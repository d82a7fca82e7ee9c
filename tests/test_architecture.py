"""The rules of the code. ARCHITECTURE.md gives their reasons.

`BEFORE_PARTICIPLES` lists the exceptions to a newer rule. It may only become shorter.
"""

import ast
import re
import statistics
import subprocess
import sys
import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "wikisearch"
MODULES = sorted(PACKAGE.rglob("*.py"))
ROOMS = sorted(path.parent for path in PACKAGE.glob("*/__init__.py"))

MAX_MODULE_LENGTH = 250
MEDIAN_MODULE = 100
MAX_FUNCTION_LENGTH = 40
P90_FUNCTION = 25
MAX_ARGUMENTS = 5

MAX_DEFERRED_IMPORTS = 3

SHARED_STEMS = {"build", "check", "page", "related", "report", "wiki"}
"""Stems of modules in several rooms: the same thing, in the model and where it is made or shown."""

ENGINE_STEMS = {"engine", "reader", "schema", "writer"}
"""Stems of modules with the same role in each engine."""

NOUNS = {
    "checking",
    "encoding",
    "folding",
    "mapping",
    "matching",
    "numbering",
    "page_counting",
    "ranking",
    "scoring",
    "sorting",
    "spelling",
    "stemming",
    "token_encoding",
    "tuning",
    "understanding",
}
"""Names that end like participles and are the usual terms."""

ADJECTIVES = {"missing", "related", "unsegmented"}
BEFORE_PARTICIPLES = {"stored"}

MCP = ("agents/mcp_server.py", "agents/mcp_stdio.py")

HOMES = {
    "anyio": MCP,
    "bs4": "ingest",
    "backports": "ingest/sources",
    "brotli": "ingest/sources",
    "cachetools": ("engines", "search", "server"),
    "charset_normalizer": "ingest",
    "click": "cli",
    "distributed": "indexer/shards",
    "fastapi": "server",
    "ir_measures": "evaluation",
    "jinja2": "server",
    "markdown_it": "ingest/markdown",
    "mcp": MCP,
    "mcp_types": MCP,
    "mdit_py_plugins": "ingest/markdown",
    "libzim": "ingest/sources",
    "lxml": "ingest",
    "opensearchpy": "engines/opensearch",
    "portalocker": "storage",
    "prometheus_client": "server",
    "protego": "crawler/site_rules.py",
    "pydantic": "server",
    "rapidfuzz": ("engines", "search"),
    "regex": "search",
    "scipy": "evaluation",
    "scrapy": "crawler/scrapy_process.py",
    "soupsieve": "ingest",
    "starlette": "server",
    "Stemmer": "analysis",
    "tantivy": "engines/tantivy",
    "uvicorn": "server",
    "warcio": "ingest/sources",
    "wcwidth": "render",
    "whoosh": "engines/whoosh",
    "yaml": "ingest/markdown",
}
"""The room or rooms that may import a library."""

RUNS_CODE = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "runpy", "code"}
"""With these, reading an index could run code that somebody put into it."""

NETWORK = {"ftplib", "http", "httpx", "requests", "smtplib", "socket", "ssl", "urllib", "urllib3"}
"""Modules that can open a connection; `urllib` is allowed for its functions on URLs."""

LISTENS = {"server/run_server.py": {"socket"}}
"""Modules that clients connect to."""


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
            assert not node.level, f"{name_of(path)}: relative import"
            yield node.module


def test_imports_follow_the_layers():
    script = "from importlinter.cli import lint_imports; exit(lint_imports(no_cache=True))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    assert f"{len(contracts['contracts'])} kept, 0 broken" in done.stdout


def test_every_package_is_in_a_layer():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    layers = [each for each in contracts["contracts"] if each["type"] == "layers"]
    assert all(each["exhaustive"] for each in layers)
    [whole] = [each for each in layers if each["containers"] == ["wikisearch"]]
    placed = {name.strip("() ") for layer in whole["layers"] for name in layer.split("|")}
    assert {room.name for room in ROOMS} <= placed


def lines_of(path):
    return len(path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_is_short(path):
    assert lines_of(path) <= MAX_MODULE_LENGTH


def test_half_of_the_modules_are_very_short():
    lengths = [lines_of(path) for path in MODULES if path.name != "__init__.py"]
    assert statistics.median(lengths) <= MEDIAN_MODULE


def test_nine_functions_in_ten_are_very_short():
    lengths = [node.end_lineno - node.lineno + 1 for path in MODULES for node in functions(path)]
    assert statistics.quantiles(lengths, n=10)[8] <= P90_FUNCTION


def test_few_imports_are_deferred():
    texts = [path.read_text(encoding="utf-8") for path in MODULES]
    deferred = sum(len(re.findall(r"# noqa: .*PLC0415", text)) for text in texts)
    assert deferred <= MAX_DEFERRED_IMPORTS


def repeated(pairs):
    """Names with more than one place, of pairs of a name and a place."""
    places = defaultdict(set)
    for name, place in pairs:
        places[name].add(place)
    return {name: found for name, found in places.items() if len(found) > 1}


def test_a_class_name_is_unique():
    classes = (
        (node.name, (name_of(path), node.lineno))
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef)
    )
    found = repeated(classes)
    assert not found


def test_the_stem_of_a_module_names_one_thing():
    stems = ((path.stem, name_of(path)) for path in MODULES if path.name != "__init__.py")
    found = repeated(stems)
    for stem in ENGINE_STEMS & found.keys():
        assert all(re.fullmatch(rf"engines/\w+/{stem}.py", name) for name in found[stem])
    assert len(SHARED_STEMS) <= 6
    assert found.keys() <= SHARED_STEMS | ENGINE_STEMS, found


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_is_named_with_a_participle(path):
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    participles = {part for part in parts if re.search("(ing|ed)$", part)}
    assert participles <= NOUNS | ADJECTIVES | BEFORE_PARTICIPLES


PRIVATE_WORDS = [
    line.split("\t")
    for line in Path(__file__).with_name("private_words.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
PROSE = [
    *MODULES,
    *sorted((ROOT / "bench").rglob("*.py")),
    *sorted(path for path in (ROOT / "tests").rglob("*.py") if path != Path(__file__)),
    *(ROOT / name for name in ("README.md", "ARCHITECTURE.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]


@pytest.mark.parametrize(
    ("word", "most", "instead"), PRIVATE_WORDS, ids=[line[0] for line in PRIVATE_WORDS]
)
def test_a_private_word_does_not_come_back(word, most, instead):
    pattern = re.compile(rf"(?<![A-Za-z]){word}(?![A-Za-z])", re.IGNORECASE)
    found = {
        path.relative_to(ROOT).as_posix(): count
        for path in PROSE
        if (count := len(pattern.findall(path.read_text(encoding="utf-8"))))
    }
    assert sum(found.values()) <= int(most), f"use instead: {instead}; found in {found}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_functions_are_short_and_take_few_arguments(path):
    for function in functions(path):
        lines = function.end_lineno - function.lineno + 1
        assert lines <= MAX_FUNCTION_LENGTH, f"{function.name} has {lines} lines"
        named = [each.arg for each in (*function.args.posonlyargs, *function.args.args)]
        taken = [name for name in named if name not in ("self", "cls")]
        assert len(taken) <= MAX_ARGUMENTS, f"{function.name} takes {taken}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_the_docstring_of_a_module_starts_with_a_sentence(path):
    docstring = ast.get_docstring(tree_of(path))
    assert docstring, "no docstring"
    first = docstring.partition("\n\n")[0]
    assert first.endswith((".", ":")), first


@pytest.mark.parametrize("room", ROOMS, ids=name_of)
def test_a_package_has_modules(room):
    assert [path for path in room.rglob("*.py") if path.name != "__init__.py"]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_library_is_imported_only_in_its_package(path):
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
def test_no_module_runs_code_that_it_reads(path):
    assert not RUNS_CODE & {module.partition(".")[0] for module in imports(path)}
    called = [node.func for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)]
    names = {function.id for function in called if isinstance(function, ast.Name)}
    assert not names & {"eval", "exec", "__import__"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_opens_a_connection(path):
    allowed = {"urllib"} | LISTENS.get(name_of(path), set())
    assert not NETWORK & {module.partition(".")[0] for module in imports(path)} - allowed
    assert "urllib.request" not in imports(path)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_prints(path):
    called = [node.func for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)]
    assert "print" not in {function.id for function in called if isinstance(function, ast.Name)}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_has_an_empty_name(path):
    names = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "tools"}
    assert path.stem not in names


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_handler_catches_every_error(path):
    handlers = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.ExceptHandler)]
    assert all(handler.type is not None for handler in handlers)
