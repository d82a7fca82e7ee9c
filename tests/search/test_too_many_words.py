"""A beginning or a misspelling that stands for more words than are looked at is said to."""

from tests.search.wikis import ask, page, wiki
from wikisearch.engines.memory import MemoryEngine

PAGES = [page("Carpentry", "A cart, a card, a care."), page("Trade", "A card.")]


def test_who_asks_for_too_many_words_is_told_and_finds_the_commonest(tmp_path):
    with wiki(PAGES, MemoryEngine(1), tmp_path) as reader:
        for query in ("car*", "carx~1", "trade OR car*"):
            found = ask(reader, query)
            assert [warning for warning in found.warnings if "too many words" in warning], query
            assert {hit.id for hit in found.hits} == {"carpentry", "trade"}


def test_who_does_not_is_told_nothing(tmp_path):
    with wiki(PAGES, MemoryEngine(), tmp_path) as reader:
        for query in ("car*", "carx~1", "card"):
            assert ask(reader, query).warnings == ()
