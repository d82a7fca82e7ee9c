"""Which answer comes first on real reference documentation, per class of query.

A line of a TSV file has a class, a query, and the ids that answer it, with `|` between them: of a
section, or of a page if any of its sections will do. Other answers may be good, too; nobody looked
for all of them. A wiki that is not installed is skipped, with the command that installs it.
"""

from collections import Counter
from pathlib import Path

import pytest

import wikisearch

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent / "documentation"
WIKIS = {
    "python": ("python3.11-doc", Path("/usr/share/doc/python3.11/html")),
    "cppreference": ("cppreference-doc-en-html", Path("/usr/share/cppreference/doc/html/en")),
}
FLOORS = {
    "python": {"identifier": 29, "spelling": 26, "compound": 28, "versus": 27},
    "cppreference": {"identifier": 27, "spelling": 27, "compound": 26, "versus": 27},
}
"""Minimum number of queries of each class whose first answer is right."""


def read_queries(name):
    rows = (HERE / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    for row in rows:
        group, query, ids = row.split("\t")
        yield group, query, frozenset(ids.split("|"))


@pytest.fixture(scope="module", params=WIKIS)
def wiki(request, tmp_path_factory):
    package, folder = WIKIS[request.param]
    if not folder.is_dir():
        pytest.skip(f"not installed; to run this: apt-get install {package}")
    with wikisearch.build(folder, tmp_path_factory.mktemp(request.param) / "index") as index:
        yield request.param, index


def test_the_first_answer_is_right(wiki):
    name, index = wiki
    right = Counter()
    wrong = []
    for group, query, ids in read_queries(name):
        hits = index.search(query, limit=1, sections=1, snippets=False).hits
        first = {hits[0].id, *(section.id for section in hits[0].sections)} if hits else set()
        right[group] += bool(first & ids)
        if not first & ids:
            wrong.append(f"{group}: {query!r}: first came {sorted(first)}")
    below = {group: right[group] for group, floor in FLOORS[name].items() if right[group] < floor}
    assert not below, "\n".join(wrong)


@pytest.mark.parametrize("name", WIKIS)
def test_each_class_has_queries(name):
    sizes = Counter(group for group, _, _ in read_queries(name))
    assert sizes.keys() == FLOORS[name].keys()
    assert min(sizes.values()) >= 25
