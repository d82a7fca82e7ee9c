"""Lazy imports: the module that is used is the module that type checkers see."""

import ast
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from wikisearch._lazy import lazy_module

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "wikisearch").rglob("*.py"))
MAX_LOCAL_IMPORTS = 3


def lazy_calls(tree):
    """Name -> argument of each `name = lazy_module(argument)`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            function = node.value.func
            if isinstance(function, ast.Name) and function.id == "lazy_module":
                yield node.targets[0].id, node.value.args[0].value


def typed_imports(tree):
    """Name -> module of each import below `if TYPE_CHECKING`."""
    for block in ast.walk(tree):
        if isinstance(block, ast.If) and ast.unparse(block.test) == "TYPE_CHECKING":
            for node in block.body:
                if isinstance(node, ast.Import):
                    for alias in node.names:
                        yield alias.asname or alias.name, alias.name
                if isinstance(node, ast.ImportFrom):
                    for alias in node.names:
                        yield alias.asname or alias.name, f"{node.module}.{alias.name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_lazy_module_is_the_one_that_type_checkers_see(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typed = dict(typed_imports(tree))
    for name, module in lazy_calls(tree):
        assert find_spec(module), f"{module} does not exist"
        if not name.startswith("_"):
            assert typed[name] == module


def test_few_imports_stand_inside_a_function():
    marked = [path for path in MODULES if "PLC0415" in path.read_text(encoding="utf-8")]
    assert len(marked) <= MAX_LOCAL_IMPORTS, marked


def test_a_lazy_module_is_imported_on_first_use():
    script = (
        "import sys\n"
        "from wikisearch._lazy import lazy_module\n"
        "colorsys = lazy_module('colorsys')\n"
        "assert 'colorsys' not in sys.modules\n"
        "assert colorsys.rgb_to_hsv(0, 0, 0) == (0.0, 0.0, 0)\n"
        "assert 'colorsys' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)


def test_a_missing_lazy_module_is_an_import_error_on_first_use():
    missing = lazy_module("no_such_library")
    assert repr(missing) == "<lazy module 'no_such_library'>"
    with pytest.raises(ModuleNotFoundError, match="no_such_library"):
        missing.anything  # noqa: B018
