"""Lazy imports: a module is imported when one of its names is first used.

`lazy_module` stands in for a module, and `lazy_package` exports the names of a stub file. A cold
query does not import what only a build or a rare query needs.

`importlib.util.LazyLoader` is not used: it imports the parent package at once, and before
Python 3.12 two threads that use a module for the first time can see it half initialized.
"""

import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any


class LazyModule:
    """Stand-in for a module; each attribute access is passed on to the module."""

    def __init__(self, name: str) -> None:
        self._lazy_name = name

    def __getattr__(self, attribute: str) -> Any:
        return getattr(import_module(self._lazy_name), attribute)

    def __repr__(self) -> str:
        return f"<lazy module {self._lazy_name!r}>"


def lazy_module(name: str) -> Any:
    """Return a stand-in for the module `name`, which is imported on first use.

    Write the import twice, so that type checkers and import-linter see it:

        if TYPE_CHECKING:
            from rapidfuzz import process
        else:
            process = lazy_module("rapidfuzz.process")

    A missing module raises ModuleNotFoundError on first use.
    """
    return LazyModule(name)


_ast = lazy_module("ast")


def lazy_package(package: str) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Return `__getattr__` and `__dir__` of a package whose names are listed in its stub.

    The stub is `__init__.pyi` beside the package; type checkers read the same file. Each
    `from module import name as public` in it is a public name.
    """
    module = sys.modules[package]
    homes: dict[str, tuple[str, str]] = {}

    def exports() -> dict[str, tuple[str, str]]:
        if not homes:
            homes.update(_stub_imports(Path(str(module.__file__)).with_suffix(".pyi")))
        return homes

    def get(name: str) -> Any:
        if name == "__all__":
            return sorted(exports())
        # Python asks for names like __path__ of every module.
        home = None if name.startswith("__") else exports().get(name)
        if home is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(home[0]), home[1])
        setattr(module, name, value)
        return value

    def names() -> list[str]:
        special = (name for name in vars(module) if name.startswith("__") and name.endswith("__"))
        return sorted({"__all__", *special, *exports()})

    return get, names


def _stub_imports(stub: Path) -> dict[str, tuple[str, str]]:
    """Public name -> its module, and its name there."""
    return {
        alias.asname: (node.module, alias.name)
        for node in _ast.parse(stub.read_text(encoding="utf-8")).body
        if isinstance(node, _ast.ImportFrom)
        for alias in node.names
    }
