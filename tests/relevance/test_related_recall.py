"""Recall of related terms: the related list of each page is removed and predicted.

Of a page, neither the links nor the text of its "Related Concepts" are used; links from other
pages are. Recall is the share of the list that is among the first ten.
"""

from dataclasses import replace
from pathlib import Path

import pytest

import wikisearch
from wikisearch.analysis import Analyzer
from wikisearch.engines.registry import engine_named
from wikisearch.model.ids import find_target
from wikisearch.model.page import LinkKind
from wikisearch.search import IndexView, SiteMetadata
from wikisearch.search.config import DEFAULT_CONFIG, RelatedConfig
from wikisearch.storage.generations import open_generation

CORPUS = Path(__file__).parents[2] / "corpus"
FIRST = 10

TEXT_ONLY = RelatedConfig(both_ways=0.0, one_way=0.0, shared=0.0)
LINKS_ONLY = RelatedConfig(text=0.0)

FLOORS = {"text": 0.45, "links": 0.70, "both": 0.74}


def held_out(page):
    """Return the page without its list of related terms."""
    listed = {link.text for link in page.links if link.kind is LinkKind.RELATED}
    return replace(
        page,
        links=tuple(link for link in page.links if link.kind is not LinkKind.RELATED),
        sections=tuple(
            section
            for section in page.sections
            if not section.text or not listed.issuperset(section.text.split("\n"))
        ),
    )


@pytest.fixture(scope="module")
def recall(tmp_path_factory):
    folder = tmp_path_factory.mktemp("related")
    with wikisearch.build(CORPUS, folder / "index") as index:
        generation = open_generation(index.directory)
        site = SiteMetadata(generation.path)
        known = {term.id for term in site.terms}
        cases = []
        for term in site.terms:
            page = index.page(term.id)
            related = (link.target for link in page.links if link.kind is LinkKind.RELATED)
            wanted = {find_target(target, known) for target in related} - {None, page.id}
            if wanted:
                cases.append((held_out(page), wanted))
        assert len(cases) > 150
        with engine_named("whoosh").open(generation.path) as reader:

            def mean_recall(weights):
                config = DEFAULT_CONFIG._replace(related=weights)
                finder = IndexView(reader, Analyzer(), site, config).related_finder
                found = [
                    len(wanted & {term.id for term in finder.related(page, FIRST)}) / len(wanted)
                    for page, wanted in cases
                ]
                return sum(found) / len(found)

            yield mean_recall
        generation.close()


@pytest.mark.slow
def test_recall_does_not_fall_and_links_with_text_beat_either_alone(recall):
    found = {
        "text": recall(TEXT_ONLY),
        "links": recall(LINKS_ONLY),
        "both": recall(RelatedConfig()),
    }
    print({name: round(value, 3) for name, value in found.items()})
    assert all(found[name] >= floor for name, floor in FLOORS.items()), found
    assert found["both"] > max(found["links"], found["text"]), found
