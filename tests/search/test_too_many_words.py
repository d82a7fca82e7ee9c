"""A prefix or fuzzy term with too many expansions gives a note."""

from tests.search.wikis import ask, page, wiki
from wikisearch.engines.memory import MemoryEngine

PAGES = [page("Carpentry", "A cart, a card, a care."), page("Trade", "A card.")]


def test_too_many_expansions_give_a_note_and_the_most_frequent_count(tmp_path):
    with wiki(PAGES, MemoryEngine(1), tmp_path) as reader:
        for query in ("car*", "carx~1", "trade OR car*"):
            found = ask(reader, query)
            assert [warning for warning in found.warnings if "too many words" in warning], query
            assert {hit.id for hit in found.hits} == {"carpentry", "trade"}


def test_few_expansions_give_no_note(tmp_path):
    with wiki(PAGES, MemoryEngine(), tmp_path) as reader:
        for query in ("car*", "carx~1", "card"):
            assert ask(reader, query).warnings == ()
