"""The one place where the bench looks behind wikisearch's front door: its engine, asked alone."""

from collections.abc import Iterator
from pathlib import Path

import wikisearch
from bench.sections import Section
from wikisearch.analysis import Analyzer
from wikisearch.engines.base import Reader
from wikisearch.engines.registry import engine_named
from wikisearch.model.query import Everything, Query
from wikisearch.query import parse, plan


def open_engine(index: Path) -> tuple[Reader, Analyzer]:
    """Reader of the live generation, and the analyzer it was built with."""
    generation = index / (index / "CURRENT").read_text(encoding="utf-8").strip()
    with wikisearch.open(index) as opened:
        manifest = opened.manifest
    return engine_named(manifest.engine).open(generation), Analyzer(manifest.language)


def planned(text: str, analyzer: Analyzer) -> Query:
    """What the engine is asked first for a text."""
    return plan(parse(text)[0], analyzer).strict


def sections_of(index: Path) -> Iterator[Section]:
    """All sections of an index, in the order of their pages: exactly what wikisearch indexed."""
    reader, _ = open_engine(index)
    pages = {match.page for match in reader.search(Everything(), reader.count()).best}
    reader.close()
    with wikisearch.open(index) as opened:
        for page in map(opened.page, sorted(pages)):
            for place, each in enumerate(page.sections):
                heading = each.title if place else ""
                anchor = f"#{each.anchor}" if each.anchor else ""
                yield Section(page.id + anchor, page.title, heading, each.text)
