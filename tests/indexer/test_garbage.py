"""Reading a page leaves nothing that waits for a garbage collection.

Python collects garbage so rarely during a build that many pages would wait for it, and one
collection takes longer than reading a page.
"""

import gc

import pytest

from wikisearch.indexer.extract import PageReader
from wikisearch.indexer.page_extractor import PageExtractor
from wikisearch.ingest import open_source, standard_profiles

MAX = 50
"""Objects that wait, whatever the page: those of the parser."""


def page(terms):
    entries = "".join(f"<dt id=t{at}>Term {at}</dt><dd>What it is.</dd>" for at in range(terms))
    return (
        f"<html lang=en><title>Sluices</title><h1>Sluices</h1><h2>Glossary</h2><dl>{entries}</dl>"
    )


@pytest.mark.parametrize("terms", [5, 100])
def test_the_garbage_of_a_page_does_not_grow_with_it(tmp_path, terms):
    (tmp_path / "a.html").write_text(page(terms), encoding="utf-8")
    source = open_source(tmp_path)
    extractor = PageExtractor(source, (), standard_profiles().fingerprint)
    [entry] = source.listing().entries
    read = PageReader(extractor, {}, "en")
    assert len(read(entry).documents) == terms + 2  # also compiles patterns, once
    gc.collect()
    gc.disable()
    try:
        read(entry)
        assert gc.collect() < MAX
    finally:
        gc.enable()
