"""Sections and pages that were decoded once are at hand while there is room for them."""

from dataclasses import fields, replace

from tests.search.wikis import ask, page, wiki
from wikisearch.model.page import Link, LinkKind, PageHead
from wikisearch.model.stored_pages import decode_page, decode_section, encode_section
from wikisearch.search import cache as kept
from wikisearch.search.cache import Sections

LINK = Link("gpu", "", "GPU", LinkKind.BODY)
MODEL = replace(page("Model", 'A model, "page":{"x":1}.', {"Cost": "It costs."}), links=(LINK,))
PAGES = [MODEL, *(page(f"Page {number}", "Text. " * 20) for number in range(20))]


def test_a_section_is_decoded_once():
    sections = Sections(wiki(PAGES))
    cost, top, again = sections.fetch(["model#cost", "model", "model#cost"])
    assert (cost, top) == (MODEL.sections[1], MODEL.sections[0])
    assert again is cost
    assert sections.fetch(["model"])[0] is top
    [same], [model] = sections.fetch_with_pages(["model"], ["model"])
    assert same is top
    assert model == head_of(MODEL)
    assert sections.fetch_with_pages([], ["model"])[1][0] is model


def test_what_was_not_asked_for_lately_makes_room(monkeypatch):
    monkeypatch.setattr(kept, "MOST_BYTES", 2_000)
    sections = Sections(wiki(PAGES))
    keys = [each.id for each in PAGES]
    found = sections.fetch(keys)
    assert [each.title for each in found] == [each.title for each in PAGES]
    assert sections.fetch(keys[-1:])[0] is found[-1]
    first = sections.fetch(keys[:1])[0]
    assert first == found[0]
    assert first is not found[0]


def test_an_engine_is_asked_together_for_all_that_is_shown(monkeypatch):
    reader, asked = wiki(PAGES), []
    stored = reader.stored

    def counted(keys):
        asked.append(list(keys))
        return stored(keys)

    monkeypatch.setattr(reader, "stored", counted)
    hits = ask(reader, '"text text"', limit=20).hits
    assert len(hits) == 20
    # Once for the evidence, and for pages and for sections that were not yet looked at.
    assert len(asked) <= 2


def test_a_section_is_the_same_with_the_head_of_its_page_and_without():
    top = encode_section(MODEL, MODEL.sections[0])
    assert decode_section(top) == decode_page(top).sections[0] == MODEL.sections[0]
    below = encode_section(MODEL, MODEL.sections[1])
    assert decode_section(below) == MODEL.sections[1]
    assert decode_page(top).links == (LINK,)


def head_of(page):
    """What a page is as a whole."""
    return PageHead(**{each.name: getattr(page, each.name) for each in fields(PageHead)})
