"""Name -> system: how it builds, which queries it supports, and whether it is installed."""

import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bench.queries import CLASSES
from bench.systems.base import System

BENCH = Path(__file__).parents[1]
MODULES = BENCH / "node_modules"

_WORDS = frozenset({"term", "and2", "phrase", "title", "question", "heading", "asked"})
_PLAIN = frozenset({"term", "and2", "or2", "or3", "or5", "phrase"})
_ALL = frozenset(CLASSES)


@dataclass(frozen=True, slots=True)
class SystemInfo:
    """What the bench knows about a system."""

    name: str
    label: str
    classes: frozenset[str] = _ALL
    """Classes of queries that it supports."""

    home: str = ""
    """Module and class of a Python system; empty for a system in node."""

    build_from_pages: Callable[[Path, Path], list[str]] | None = None
    """Command that indexes pages; other systems index sections."""

    needs: str = ""
    """Module or npm package that it needs."""

    index_of: str = ""
    """System whose index it reads, if it builds none."""

    whole: bool = True
    """Whether it is measured from query text to snippets."""

    def why_missing(self) -> str:
        """Why it cannot run here; empty if it can."""
        if self.home:
            absent = self.needs and find_spec(self.needs) is None
            return f"{self.needs} is not installed" if absent else ""
        if shutil.which("node") is None:
            return "node is not installed"
        return (
            "" if (MODULES / self.needs).is_dir() else f"npm package {self.needs} is not installed"
        )

    def build_command(self, pages: Path, sections: Path, index: Path) -> list[str]:
        """Command that builds its index from pages or sections."""
        if self.build_from_pages:
            return self.build_from_pages(pages, index)
        return [*self._server(), "build", str(index), str(sections)]

    def search_command(self, index: Path) -> list[str]:
        """Command that answers batches of queries."""
        return [*self._server(), "search", str(index)]

    def _server(self) -> Sequence[str]:
        if self.home:
            return (*_python("bench.serve"), self.name)
        return "node", str(BENCH / "systems" / "serve.mjs"), self.name


def _python(module: str) -> list[str]:
    return [sys.executable, "-m", module]


def _wikisearch(pages: Path, index: Path) -> list[str]:
    return [*_python("wikisearch"), "index", str(pages), "--index", str(index)]


def _on_tantivy(pages: Path, index: Path) -> list[str]:
    return [*_wikisearch(pages, index), "--engine", "tantivy"]


def _pagefind(pages: Path, index: Path) -> list[str]:
    # The program itself: the script that npm puts before it costs time and memory.
    program = next(MODULES.glob("@pagefind/*/bin/pagefind_extended"))
    # One index, whatever languages the pages declare.
    options = ["--site", str(pages), "--output-path", str(index), "--force-language", "en"]
    return [str(program), *options]


_SYSTEMS = (
    SystemInfo(
        "wikisearch", "wikisearch", home="wikisearch_index:Wikisearch", build_from_pages=_wikisearch
    ),
    SystemInfo(
        "one-section",
        "wikisearch, one section per page",
        home="wikisearch_index:OneSection",
        index_of="wikisearch",
    ),
    SystemInfo(
        "on-tantivy",
        "wikisearch on tantivy",
        home="wikisearch_index:OneSection",
        build_from_pages=_on_tantivy,
        needs="tantivy",
    ),
    SystemInfo(
        "pagefind", "Pagefind", _WORDS | {"prefix"}, build_from_pages=_pagefind, needs="pagefind"
    ),
    SystemInfo("sqlite", "SQLite FTS5", _ALL - {"fuzzy", "fuzzy2"}, home="fts5:Fts5"),
    SystemInfo("whoosh", "stock Whoosh", home="stock_whoosh:StockWhoosh"),
    SystemInfo(
        "bm25s",
        "bm25s",
        frozenset({"term", "or2", "or3", "or5", "question", "asked"}),
        home="bm25_sparse:Bm25s",
        needs="bm25s",
    ),
    SystemInfo("minisearch", "MiniSearch", _ALL - {"phrase"}, needs="minisearch"),
    SystemInfo(
        "tantivy",
        "tantivy, snippets",
        _PLAIN,
        home="raw_tantivy:RawTantivy",
        needs="tantivy",
    ),
    SystemInfo(
        "tantivy-alone",
        "tantivy, engine alone",
        _PLAIN,
        home="raw_tantivy:TantivyAlone",
        needs="tantivy",
        index_of="tantivy",
        whole=False,
    ),
    SystemInfo(
        "tantivy-addresses",
        "tantivy, addresses only",
        _PLAIN,
        home="raw_tantivy:TantivyAddresses",
        needs="tantivy",
        index_of="tantivy",
        whole=False,
    ),
    SystemInfo(
        "engine",
        "wikisearch, engine alone",
        home="wikisearch_index:EngineAlone",
        index_of="wikisearch",
        whole=False,
    ),
)

SYSTEMS = {entry.name: entry for entry in _SYSTEMS}


def load_system(name: str) -> System:
    """Import and create the system of that name."""
    module, _, attribute = SYSTEMS[name].home.partition(":")
    kind: Callable[[], Any] = getattr(import_module(f"bench.systems.{module}"), attribute)
    system: System = kind()
    return system
