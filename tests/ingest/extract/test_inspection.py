"""What is left of a page that was read."""

import gc
import weakref

from wikisearch.ingest.extract.inspection import inspect
from wikisearch.ingest.page_input import PageInput
from wikisearch.ingest.profiles.standard_profiles import standard_profiles
from wikisearch.ingest.survey.survey import NO_SURVEY

TERMS = "".join(f"<dt id=t{at}>Term {at}</dt><dd>What it is.</dd>" for at in range(5))
PAGE = f"<html lang=en><title>Sluices</title><h1>Sluices</h1><h2>Glossary</h2><dl>{TERMS}</dl>"


def test_a_tree_is_freed_as_soon_as_it_is_unlinked():
    """Python collects garbage so rarely during a build that many trees would wait for it."""
    gc.collect()
    gc.disable()
    try:
        found = inspect(PageInput("a.html", PAGE.encode()), standard_profiles(), NO_SURVEY)
        terms = [weakref.ref(term) for term in found.found.parsed.tree.by_name["dt"]]
        assert len(found.found.page.sections) > len(terms)
        found.found.parsed.tree.unlink()
        del found
        assert [term() for term in terms] == [None] * len(terms)
    finally:
        gc.enable()
