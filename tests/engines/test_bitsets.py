"""Bitsets of documents have exactly the members that they were created from."""

from random import Random

import pytest

from wikisearch.engines.whoosh.bitsets import (
    bitset_bytes,
    bitset_of,
    byte_per_member,
    count_pages,
    members,
    membership,
)

DOCUMENTS = 5_000


@pytest.mark.parametrize("count", [0, 1, 199, 200, 201, 2_500, DOCUMENTS])
def test_a_bitset_has_the_members_it_was_created_from(count):
    numbers = sorted(Random(count).sample(range(DOCUMENTS), count))
    bits = bitset_of(numbers, DOCUMENTS)
    assert bits.bit_count() == count
    assert members(bits) == numbers
    assert int.from_bytes(bitset_bytes(bits, DOCUMENTS), "little") == bits
    expected = [number in set(numbers) for number in range(DOCUMENTS)]
    assert membership(bits, range(DOCUMENTS), DOCUMENTS) == expected
    values = byte_per_member(bits, 7).to_bytes(DOCUMENTS, "little")
    assert [number for number, value in enumerate(values) if value == 7] == numbers


def test_a_document_out_of_range_is_refused():
    for others in ([], range(DOCUMENTS)):
        with pytest.raises(IndexError):
            bitset_of([*others, DOCUMENTS + 8], DOCUMENTS)


@pytest.mark.parametrize("seed", range(20))
def test_a_page_with_several_matching_documents_is_counted_once(seed):
    random = Random(seed)
    pages = [random.randrange(1, 6) for _ in range(40)]
    documents = sum(pages)
    page_of = [page for page, size in enumerate(pages) for _ in range(size)]
    last = bitset_of([sum(pages[: page + 1]) - 1 for page in range(len(pages))], documents)
    found = [n for n in range(documents) if random.random() < 0.3]
    assert count_pages(bitset_of(found, documents), last) == len({page_of[n] for n in found})
