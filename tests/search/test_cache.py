"""Decoded sections and page heads stay in a cache of limited size."""

from dataclasses import fields, replace

from tests.search.wikis import ask, page, wiki
from wikisearch.model.page import Link, LinkKind, PageHead
from wikisearch.model.stored_pages import decode_page, decode_section, encode_section
from wikisearch.search.cache import SectionCache

LINK = Link("gpu", "", "GPU", LinkKind.BODY)
MODEL = replace(page("Model", 'A model, "page":{"x":1}.', {"Cost": "It costs."}), links=(LINK,))
PAGES = [MODEL, *(page(f"Page {number}", "Text. " * 20) for number in range(20))]
IDS = [each.id for each in PAGES]


def titles(sections):
    return [section.title for section in sections]


def test_a_section_is_decoded_once():
    cache = SectionCache(wiki(PAGES))
    cost, top, again = cache.fetch(["model#cost", "model", "model#cost"])
    assert (cost, top) == (MODEL.sections[1], MODEL.sections[0])
    assert again is cost
    assert cache.fetch(["model"])[0] is top
    [same], [model] = cache.fetch_with_heads(["model"], ["model"])
    assert same is top
    assert model == head_of(MODEL)
    assert cache.fetch_with_heads([], ["model"])[1][0] is model


def test_the_least_recently_used_sections_are_evicted():
    cache = SectionCache(wiki(PAGES), max_bytes=2_000)
    found = cache.fetch(IDS)
    assert titles(found) == [each.title for each in PAGES]
    assert cache.fetch(IDS[-1:])[0] is found[-1]
    first = cache.fetch(IDS[:1])[0]
    assert first == found[0]
    assert first is not found[0]


def test_a_cached_section_may_be_evicted_by_the_same_fetch():
    cache = SectionCache(wiki(PAGES), max_bytes=2_000)
    for first in range(len(IDS)):
        keys = [IDS[first], *IDS, *IDS[first::-1]]
        cache.fetch(IDS[: first + 1])
        sections, heads = cache.fetch_with_heads(keys, keys)
        assert titles(sections) == titles(heads) == [PAGES[IDS.index(key)].title for key in keys]


def test_a_section_larger_than_the_cache_is_returned():
    assert SectionCache(wiki(PAGES), max_bytes=10).fetch(["model"]) == [MODEL.sections[0]]


def test_the_sections_of_all_hits_are_read_with_one_call(monkeypatch):
    reader, calls = wiki(PAGES), []
    stored = reader.stored

    def counted(keys):
        calls.append(list(keys))
        return stored(keys)

    monkeypatch.setattr(reader, "stored", counted)
    hits = ask(reader, '"text text"', limit=20).hits
    assert len(hits) == 20
    # One call for reranking, and one for the hits that were not reranked.
    assert len(calls) <= 2


def test_a_section_is_the_same_with_the_head_of_its_page_and_without():
    top = encode_section(MODEL, MODEL.sections[0])
    assert decode_section(top) == decode_page(top).sections[0] == MODEL.sections[0]
    below = encode_section(MODEL, MODEL.sections[1])
    assert decode_section(below) == MODEL.sections[1]
    assert decode_page(top).links == (LINK,)


def head_of(page):
    """Metadata of a page."""
    return PageHead(**{each.name: getattr(page, each.name) for each in fields(PageHead)})
