"""Sets of documents as whole numbers hold what they were made of."""

from random import Random

import pytest

from wikisearch.engines.whoosh.bitsets import bits_of, flags, lanes_of, numbers_in, packed, runs_in

DOCUMENTS = 5_000


@pytest.mark.parametrize("count", [0, 1, 199, 200, 201, 2_500, DOCUMENTS])
def test_a_set_is_the_documents_it_was_made_of(count):
    numbers = sorted(Random(count).sample(range(DOCUMENTS), count))
    bits = bits_of(numbers, DOCUMENTS)
    assert bits.bit_count() == count
    assert numbers_in(bits) == numbers
    assert int.from_bytes(packed(bits, DOCUMENTS), "little") == bits
    members = set(numbers)
    assert flags(bits, range(DOCUMENTS), DOCUMENTS) == [n in members for n in range(DOCUMENTS)]
    lanes = lanes_of(bits, 7).to_bytes(DOCUMENTS, "little")
    assert [number for number, lane in enumerate(lanes) if lane == 7] == numbers


def test_a_document_that_cannot_be_there_is_refused():
    for others in ([], range(DOCUMENTS)):
        with pytest.raises(IndexError):
            bits_of([*others, DOCUMENTS + 8], DOCUMENTS)


@pytest.mark.parametrize("seed", range(20))
def test_runs_are_counted_once_however_many_of_them_match(seed):
    random = Random(seed)
    pages = [random.randrange(1, 6) for _ in range(40)]
    documents = sum(pages)
    page_of = [page for page, size in enumerate(pages) for _ in range(size)]
    last = bits_of([sum(pages[: page + 1]) - 1 for page in range(len(pages))], documents)
    found = [n for n in range(documents) if random.random() < 0.3]
    assert runs_in(bits_of(found, documents), last) == len({page_of[n] for n in found})
