"""One suite for every engine: what the reference engine answers, all must answer."""

import pytest
from hypothesis import HealthCheck, given, settings
from worlds import queries, worlds

from wikisearch.engines.memory import MemoryEngine
from wikisearch.engines.registry import engine_named

ENGINES = ("whoosh",)


@pytest.mark.parametrize("name", ENGINES)
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(documents=worlds(), asked=queries)
def test_every_engine_finds_ranks_and_scores_as_the_reference_does(
    name, documents, asked, tmp_path_factory
):
    directory = tmp_path_factory.mktemp("index")
    with (
        _built(MemoryEngine(), directory, documents) as oracle,
        _built(engine_named(name), directory, documents) as engine,
    ):
        expected, found = oracle.search(asked, 5), engine.search(asked, 5)
        assert [match.key for match in found.best] == [match.key for match in expected.best]
        assert [match.page for match in found.best] == [match.page for match in expected.best]
        assert [match.score for match in found.best] == pytest.approx(
            [match.score for match in expected.best], abs=1e-4
        )
        assert (found.total, found.pages) == (expected.total, expected.pages)


def _built(engine, directory, documents):
    writer = engine.create(directory)
    writer.add(documents)
    writer.finish()
    return engine.open(directory)
