"""What `import wikisearch` offers: no more and no less than it says."""

import ast
import dataclasses
import inspect
import re
import subprocess
import sys
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

import wikisearch

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "wikisearch"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_list_of_public_names_is_sorted_and_has_none_twice():
    assert wikisearch.__all__ == sorted(set(wikisearch.__all__))


@pytest.mark.parametrize("name", wikisearch.__all__)
def test_every_public_name_can_be_imported_and_says_what_it_is(name):
    value = getattr(wikisearch, name)
    assert value.__module__.partition(".")[0] == "wikisearch"
    assert value.__doc__
    # What a dataclass without a docstring is given for one.
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
def test_every_public_method_and_property_says_what_it_does(path):
    name, member = path.split(".")
    kind = vars(getattr(wikisearch, name))[member]
    assert inspect.getdoc(getattr(kind, "__func__", kind))


def test_the_type_checker_is_told_of_the_same_names():
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    [block] = [node for node in tree.body if isinstance(node, ast.If)]
    told = {alias.asname for node in block.body for alias in node.names}
    assert told == set(wikisearch.__all__)


def test_every_public_name_is_what_the_type_checker_is_told():
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    [block] = [node for node in tree.body if isinstance(node, ast.If)]
    for node in block.body:
        for alias in node.names:
            assert getattr(wikisearch, alias.asname).__name__ == alias.name
            assert node.module.startswith("wikisearch.")


def test_dir_shows_the_public_names_and_an_unknown_name_is_an_error():
    assert set(wikisearch.__all__) <= set(dir(wikisearch))
    with pytest.raises(AttributeError, match="no attribute 'elephant'"):
        wikisearch.elephant  # noqa: B018


def test_nothing_public_is_missing_from_the_list():
    """A value that a public function takes or returns is public as well."""
    spoken = set()
    for name in wikisearch.__all__:
        value = getattr(wikisearch, name)
        fields = dataclasses.fields(value) if dataclasses.is_dataclass(value) else ()
        spoken |= {word for field in fields for word in re.findall(r"\w+", str(field.type))}
    ours = {word for word in spoken if word[:1].isupper()} - {"Any", "Mapping", "None"}
    assert ours <= set(wikisearch.__all__)


def test_every_error_is_public_and_of_one_family():
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
    said = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout == "['wikisearch']\n"


def test_the_version_is_the_same_everywhere():
    assert PROJECT["project"]["version"] == wikisearch.__version__
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert wikisearch.__version__ in changelog


def test_the_wheel_holds_the_whole_package_its_data_and_its_types():
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel == {"packages": ["wikisearch"]}  # and no rule that leaves a file out
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    assert not [line for line in ignored if line.startswith(("wikisearch", "/wikisearch"))]
    for data in (
        "py.typed",
        "analysis/stop_words/en.txt",
        "ingest/profiles/generic.toml",
        "render/results.schema.json",
    ):
        assert files("wikisearch").joinpath(data).is_file()
    suffixes = {path.suffix for path in PACKAGE.rglob("*") if path.is_file()} - {".pyc"}
    assert suffixes == {".py", ".txt", ".toml", ".json", ".typed"}


def test_the_files_that_the_project_names_are_there():
    project = PROJECT["project"]
    assert (ROOT / project["readme"]).is_file()
    assert all((ROOT / name).is_file() for name in project["license-files"])
    included = PROJECT["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    assert all((ROOT / name.removeprefix("/")).exists() for name in included)
    assert project["scripts"] == {"wikisearch": "wikisearch.__main__:main"}
