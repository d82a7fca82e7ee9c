"""Small wikis: pages from words, an index of them, and a search."""

import re
from contextlib import contextmanager
from pathlib import Path

from hypothesis import strategies as st

from wikisearch.analysis import Analyzer
from wikisearch.engines.memory import MemoryEngine
from wikisearch.mapping.documents import documents
from wikisearch.model.names import PageEntry
from wikisearch.model.page import Page, Section
from wikisearch.model.request import SearchRequest
from wikisearch.search import IndexView, SiteMetadata
from wikisearch.search.pipeline import search

ANALYZER = Analyzer()


def page(title, text="", sections=None, **facts):
    """Page whose sections are given as {"Heading › Heading below it": text}."""
    page_id = facts.pop("id", None) or slug(title)
    top = Section(title, "", 1, (title,), text)
    below = [_section(title, path, body) for path, body in (sections or {}).items()]
    return Page(
        id=page_id,
        path=facts.pop("path", f"{page_id}.html"),
        title=title,
        aliases=tuple(facts.pop("aliases", ())),
        category=facts.pop("category", ""),
        definition=facts.pop("definition", text),
        language=facts.pop("language", "en"),
        sections=(top, *below),
        links=(),
        **facts,
    )


def _section(title, path, text):
    headings = path.split(" › ")
    hierarchy = (title, *headings)
    return Section(headings[-1], slug(headings[-1]), len(hierarchy), hierarchy, text)


def slug(title):
    """Return a file name; punctuation stays, because C, C++ and C# are three pages."""
    return re.sub(r"[^\w+#.²]+", "-", title.lower()).strip("-") or "x"


def wiki(pages, engine=None, directory=Path("wiki")):
    """Return a reader of a new index of the pages."""
    engine = engine or MemoryEngine()
    writer = engine.create(directory)
    for each in pages:
        writer.add(documents(each, ANALYZER))
    writer.finish()
    return engine.open(directory)


def site_of(pages, **incoming):
    """Return the metadata of a wiki with these pages, and the number of links to some."""
    terms = [
        PageEntry(each.id, each.path, each.title, each.aliases, each.category) for each in pages
    ]
    site = SiteMetadata()
    vars(site).update(terms=tuple(terms), incoming=incoming)
    return site


@contextmanager
def site_view(pages):
    """Give a view of a new index of the pages, with the directory that completion reads."""
    with wiki(pages) as reader:
        yield IndexView(reader, ANALYZER, site_of(pages))


def ask(reader, query, site=None, **options):
    """Return the results of a search in a new view of an index."""
    return search(IndexView(reader, ANALYZER, site), SearchRequest(query, **options))


WORDS = ("cost", "barrier", "model", "Cost", "models", "gpt-4", "of")
texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
questions = st.lists(
    st.sampled_from([*WORDS, "-model", '"cost barrier"', "OR", "title:cost", "mod*"]),
    min_size=1,
    max_size=4,
).map(" ".join)


@st.composite
def small_wikis(draw):
    """Draw pages with sections."""
    return [
        page(
            draw(texts) or "x",
            draw(texts),
            dict(
                draw(
                    st.lists(
                        st.tuples(texts.filter(bool), texts),
                        max_size=3,
                        unique_by=lambda pair: pair[0].lower(),
                    )
                )
            ),
            id=f"page{number}",
            aliases=draw(st.lists(texts.filter(bool), max_size=1)),
        )
        for number in range(draw(st.integers(0, 8)))
    ]
