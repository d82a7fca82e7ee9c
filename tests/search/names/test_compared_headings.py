"""Of the headings that a comparison may mean, those that most pages link to are meant."""

import pytest

import wikisearch

TEXT = "It has words, and it is long enough to be a page of a manual with some text in it."
LINKS = (
    "<h1>Chapter {}</h1><p>{} See <a href=glossary.html#term-argument>arguments</a> and "
    "<a href=glossary.html#term-parameter>parameters</a>.</p>"
)
PAGES = {
    "inspect": (
        f"<h1>Inspection</h1><p>{TEXT}</p><dl><dt id=inspect.Bound.arguments>"
        "inspect.Bound.arguments<dd>A mapping.<dt id=inspect.Bound.parameters>"
        "inspect.Bound.parameters<dd>Another mapping.</dl>"
    ),
    "glossary": (
        f"<h1>Glossary</h1><p>{TEXT}</p><h2 id=term-argument>argument</h2><p>A value.</p>"
        "<h2 id=term-parameter>parameter</h2><p>A name.</p>"
    ),
    "keyword-auto": f"<h1>C++ keyword: auto</h1><p>{TEXT} It deduces a type.</p>",
    "keyword-decltype": f"<h1>C++ keyword: decltype</h1><p>{TEXT} It gives a type.</p>",
    **{
        f"auto-ptr-{name}": f"<h1>auto_ptr::{name}</h1><p>{TEXT} A member.</p>"
        for name in ("get", "reset", "release", "swap")
    },
    **{f"chapter-{number}": LINKS.format(number, TEXT) for number in range(3)},
}


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    with wikisearch.build(PAGES, tmp_path_factory.mktemp("compared") / "index") as found:
        yield found


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("arguments vs parameters", {"glossary#term-argument", "glossary#term-parameter"}),
        ("difference between auto and decltype", {"keyword-auto", "keyword-decltype"}),
    ],
)
def test_both_names_come_first(index, query, ids):
    found = index.search(query, sections=2).hits
    first = [section.id for hit in found for section in hit.sections][:2]
    assert set(first) == ids
