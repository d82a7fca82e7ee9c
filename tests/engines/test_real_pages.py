"""On the pages of the bundled wiki, all engines with files return the same results."""

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from tests.engines.indexes import built
from wikisearch.analysis import Analyzer
from wikisearch.engines.registry import engine_named
from wikisearch.ingest import find_pages, read_page
from wikisearch.mapping.documents import documents
from wikisearch.model.document import POSITIONAL_FIELDS
from wikisearch.model.query import And, Fuzzy, Or, Phrase, Prefix, Term

CORPUS = Path(__file__).parents[2] / "corpus"
ENGINES = ("whoosh", "tantivy")
QUERIES_PER_KIND = 100
"""Queries of every kind."""


@pytest.fixture(scope="module")
def sections():
    analyzer = Analyzer()
    pages = [read_page(file.location) for file in find_pages(CORPUS)]
    return [document for page in pages for document in documents(page, analyzer)]


@pytest.fixture(scope="module")
def readers(sections, tmp_path_factory):
    made = [built(engine_named(name), tmp_path_factory.mktemp(name), sections) for name in ENGINES]
    yield made
    for reader in made:
        reader.close()


@pytest.fixture(scope="module")
def queries(sections):
    """Return queries with tokens of the index, frequent ones more often, and with its phrases."""
    random = Random(20260101)
    stems = Counter(token for section in sections for token in set(section.scored))
    exact = sorted({token for section in sections for token in section.fields.get("body", ())})
    bodies = [each.fields["body"] for each in sections if len(each.fields.get("body", ())) > 5]

    def words(number):
        return tuple(map(Term, random.choices(list(stems), list(stems.values()), k=number)))

    def pair():
        body = random.choice(bodies)
        start = random.randrange(len(body) - 2)
        return body[start : start + 2]

    def misspelled(token):
        position = random.randrange(len(token))
        return token[:position] + random.choice("aeio") + token[position + random.randrange(2) :]

    kinds = {
        "words": lambda: words(1)[0],
        "and": lambda: And(words(2)),
        "or": lambda: Or(words(3)),
        "phrase": lambda: Phrase(pair(), POSITIONAL_FIELDS),
        "sloppy phrase": lambda: Phrase(pair()[::-1], POSITIONAL_FIELDS, 2),
        "prefix": lambda: Prefix(random.choice(exact)[:3], POSITIONAL_FIELDS),
        "fuzzy": lambda: Fuzzy(misspelled(random.choice(exact)), 1, POSITIONAL_FIELDS),
    }
    return {kind: [make() for _ in range(QUERIES_PER_KIND)] for kind, make in kinds.items()}


@pytest.mark.parametrize(
    "kind", ["words", "and", "or", "phrase", "sloppy phrase", "prefix", "fuzzy"]
)
def test_engines_agree_on_real_pages(kind, queries, readers):
    for query in queries[kind]:
        first, *others = (reader.search(query, 10) for reader in readers)
        for found in others:
            assert [match.key for match in found.best] == [match.key for match in first.best]
            assert (found.total, found.pages) == (first.total, first.pages), query
            assert [match.score for match in found.best] == pytest.approx(
                [match.score for match in first.best], abs=1e-4
            )
    assert (
        sum(readers[0].search(query, 1).total > 0 for query in queries[kind]) > QUERIES_PER_KIND / 4
    )
