"""The public names are exactly those that the package lists."""

import ast
import dataclasses
import inspect
import re
import subprocess
import sys
import tomllib
from importlib import import_module
from importlib.resources import files
from pathlib import Path

import pytest

import wikisearch

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "wikisearch"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_list_of_public_names_is_sorted_and_unique():
    assert wikisearch.__all__ == sorted(set(wikisearch.__all__))


@pytest.mark.parametrize("name", wikisearch.__all__)
def test_every_public_name_can_be_imported_and_has_a_docstring(name):
    value = getattr(wikisearch, name)
    assert value.__module__.partition(".")[0] == "wikisearch"
    assert value.__doc__
    # The generated docstring of a dataclass.
    assert not value.__doc__.startswith(f"{name}(")


MEMBERS = [
    f"{name}.{member}"
    for name in wikisearch.__all__
    if inspect.isclass(getattr(wikisearch, name))
    for member, kind in vars(getattr(wikisearch, name)).items()
    if inspect.isfunction(kind) or isinstance(kind, property | classmethod)
    if not member.startswith("_")
]


@pytest.mark.parametrize("path", MEMBERS)
def test_every_public_method_and_property_has_a_docstring(path):
    name, member = path.split(".")
    kind = vars(getattr(wikisearch, name))[member]
    assert inspect.getdoc(getattr(kind, "__func__", kind))


def test_the_stub_lists_every_public_name_and_its_module():
    tree = ast.parse((PACKAGE / "__init__.pyi").read_text(encoding="utf-8"))
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    names = {alias.asname: node.module for node in imports for alias in node.names}
    assert set(names) == set(wikisearch.__all__)
    for name, module in names.items():
        assert getattr(wikisearch, name) is getattr(import_module(module), name)


def test_public_names_are_listed_in_one_file():
    text = (PACKAGE / "__init__.py").read_text(encoding="utf-8")
    code = text.replace(wikisearch.__doc__, "")
    assert not [name for name in wikisearch.__all__ if re.search(rf"\b{name}\b", code)]


def test_a_star_import_gives_the_public_names():
    names = {}
    exec("from wikisearch import *", names)
    assert set(wikisearch.__all__) <= set(names)


@pytest.mark.slow
def test_a_type_checker_knows_the_public_names(tmp_path):
    (tmp_path / "user.py").write_text(
        "import wikisearch\n"
        "with wikisearch.open('index') as index:\n"
        "    reveal_type(index.search('cost'))\n"
        "wikisearch.elephant\n",
        encoding="utf-8",
    )
    result = subprocess.run(
        [sys.executable, "-m", "mypy", "--cache-dir", str(tmp_path), tmp_path / "user.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert 'Revealed type is "wikisearch.model.results.Results"' in result.stdout
    assert 'Module has no attribute "elephant"' in result.stdout


def test_dir_shows_the_public_names_only_and_an_unknown_name_is_an_error():
    visible = {name for name in dir(wikisearch) if not name.startswith("__")}
    assert visible == set(wikisearch.__all__)
    with pytest.raises(AttributeError, match="no attribute 'elephant'"):
        wikisearch.elephant  # noqa: B018


def test_nothing_public_is_missing_from_the_list():
    """Types that a public function takes or returns are public."""
    named = set()
    for name in wikisearch.__all__:
        value = getattr(wikisearch, name)
        fields = dataclasses.fields(value) if dataclasses.is_dataclass(value) else ()
        named |= {word for field in fields for word in re.findall(r"\w+", str(field.type))}
    ours = {word for word in named if word[:1].isupper()} - {"Any", "Mapping", "None", "Sequence"}
    assert ours <= set(wikisearch.__all__)


def test_every_error_is_public_and_has_one_base_class():
    tree = ast.parse((PACKAGE / "errors.py").read_text(encoding="utf-8"))
    classes = {node.name for node in tree.body if isinstance(node, ast.ClassDef)}
    assert classes <= set(wikisearch.__all__)
    for name in classes:
        assert issubclass(getattr(wikisearch, name), wikisearch.WikisearchError)
        assert name in ast.get_docstring(tree), f"{name} is not in the drawing of the family"


def test_importing_the_package_imports_nothing_but_the_standard_library():
    script = (
        "import sys; before = set(sys.modules); import wikisearch; "
        "new = set(sys.modules) - before; "
        "print(sorted({n for n in new if n.split('.')[0] not in sys.stdlib_module_names}))"
    )
    process = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert process.stdout == "['wikisearch', 'wikisearch._lazy']\n"


def test_the_version_is_the_same_everywhere():
    assert PROJECT["project"]["version"] == wikisearch.__version__
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert wikisearch.__version__ in changelog


def test_the_wheel_holds_the_whole_package_its_data_and_its_types():
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel == {"packages": ["wikisearch"]}  # no rule excludes a file
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    assert not [line for line in ignored if line.startswith(("wikisearch", "/wikisearch"))]
    for data in (
        "py.typed",
        "analysis/word_lists/stop_words/en.txt",
        "ingest/profiles/generic.toml",
        "render/results.schema.json",
        "server/pages/templates/base.html",
        "server/pages/static/wikisearch.js",
    ):
        assert files("wikisearch").joinpath(data).is_file()
    suffixes = {path.suffix for path in PACKAGE.rglob("*") if path.is_file()} - {".pyc"}
    pages = {".html", ".css", ".js", ".svg"}
    assert suffixes == {".py", ".pyi", ".txt", ".toml", ".json", ".typed"} | pages


def test_the_files_that_the_project_names_are_there():
    project = PROJECT["project"]
    assert (ROOT / project["readme"]).is_file()
    assert all((ROOT / name).is_file() for name in project["license-files"])
    included = PROJECT["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    assert all((ROOT / name.removeprefix("/")).exists() for name in included)
    assert project["scripts"] == {"wikisearch": "wikisearch.__main__:main"}
