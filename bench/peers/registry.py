"""Name -> peer: how it builds, what it can be asked, and whether it is here at all."""

import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bench.peers.base import Peer
from bench.queries import CLASSES

BENCH = Path(__file__).parents[1]
MODULES = BENCH / "node_modules"

_WORDS = frozenset({"term", "and2", "phrase", "title", "question"})
_PLAIN = frozenset({"term", "and2", "or2", "or3", "or5", "phrase"})
_ALL = frozenset(CLASSES)


@dataclass(frozen=True, slots=True)
class Entry:
    """What the bench knows of a peer."""

    name: str
    label: str
    classes: frozenset[str] = _ALL
    """Classes of queries that it has an answer to."""

    home: str = ""
    """Module and class of a peer in Python; empty for one in node."""

    of_pages: Callable[[Path, Path], list[str]] | None = None
    """Command of its own that makes an index of pages; all others index sections."""

    needs: str = ""
    """Module or npm package that it is made of."""

    index_of: str = ""
    """Peer whose index it reads, if it builds none itself."""

    whole: bool = True
    """Whether it does the whole call, from text to excerpts."""

    def missing(self) -> str:
        """Why it cannot be measured here, or an empty string."""
        if self.home:
            absent = self.needs and find_spec(self.needs) is None
            return f"{self.needs} is not installed" if absent else ""
        if shutil.which("node") is None:
            return "there is no node"
        return "" if (MODULES / self.needs).is_dir() else f"npm package {self.needs} is missing"

    def build_command(self, pages: Path, sections: Path, index: Path) -> list[str]:
        """Command that makes its index, of the pages or of the sections."""
        if self.of_pages:
            return self.of_pages(pages, index)
        return [*self._server(), "build", str(index), str(sections)]

    def search_command(self, index: Path) -> list[str]:
        """Command that answers batches of queries."""
        return [*self._server(), "search", str(index)]

    def _server(self) -> Sequence[str]:
        if self.home:
            return (*_python("bench.serve"), self.name)
        return "node", str(BENCH / "peers" / "serve.mjs"), self.name


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


_ENTRIES = (
    Entry("wikisearch", "wikisearch", home="ours:Wikisearch", of_pages=_wikisearch),
    Entry(
        "one-section",
        "wikisearch, one section per page",
        home="ours:OneSection",
        index_of="wikisearch",
    ),
    Entry(
        "on-tantivy",
        "wikisearch on tantivy",
        home="ours:OneSection",
        of_pages=_on_tantivy,
        needs="tantivy",
    ),
    Entry("pagefind", "Pagefind", _WORDS | {"prefix"}, of_pages=_pagefind, needs="pagefind"),
    Entry("sqlite", "SQLite FTS5", _ALL - {"fuzzy", "fuzzy2"}, home="fts5:Fts5"),
    Entry("whoosh", "stock Whoosh", home="stock_whoosh:StockWhoosh"),
    Entry(
        "bm25s",
        "bm25s",
        frozenset({"term", "or2", "or3", "or5", "question"}),
        home="sparse:Sparse",
        needs="bm25s",
    ),
    Entry("minisearch", "MiniSearch", _ALL - {"phrase"}, needs="minisearch"),
    Entry(
        "tantivy",
        "tantivy, snippets",
        _PLAIN,
        home="raw_tantivy:RawTantivy",
        needs="tantivy",
    ),
    Entry(
        "tantivy-alone",
        "tantivy, engine alone",
        _PLAIN,
        home="raw_tantivy:TantivyAlone",
        needs="tantivy",
        index_of="tantivy",
        whole=False,
    ),
    Entry(
        "tantivy-addresses",
        "tantivy, addresses only",
        _PLAIN,
        home="raw_tantivy:TantivyAddresses",
        needs="tantivy",
        index_of="tantivy",
        whole=False,
    ),
    Entry(
        "engine",
        "wikisearch, engine alone",
        home="ours:EngineAlone",
        index_of="wikisearch",
        whole=False,
    ),
)

PEERS = {entry.name: entry for entry in _ENTRIES}


def python_peer(name: str) -> Peer:
    """Peer of that name, whose library is imported now."""
    module, _, attribute = PEERS[name].home.partition(":")
    kind: Callable[[], Any] = getattr(import_module(f"bench.peers.{module}"), attribute)
    peer: Peer = kind()
    return peer
