"""Page ids and section keys: one key per section, for any file name and anchor."""

from hypothesis import example, given
from hypothesis import strategies as st

from wikisearch.model.ids import page_id
from wikisearch.model.stored_pages import is_page_key, section_key

SIGNS = "ab#%23/\n\t\r\0\x7f\x85\u2028 é.html"
NAMES = st.text(SIGNS, min_size=1, max_size=12)
SECTIONS = st.tuples(NAMES, st.text(SIGNS, max_size=8))


@given(SECTIONS, SECTIONS)
@example(("hash#tag.html", ""), ("hash.html", "tag"))
@example(("hash.html", "tag#x"), ("hash#tag.html", "x"))
def test_sections_of_different_pages_have_different_keys(one, other):
    """Two files with one id are one page: the second file is refused."""
    pages = [page_id(path) for path, _ in (one, other)]
    keys = [
        section_key(page, anchor) for page, (_, anchor) in zip(pages, (one, other), strict=True)
    ]
    is_same = pages[0] == pages[1] and one[1] == other[1]
    assert (keys[0] == keys[1]) == is_same


@given(NAMES)
def test_an_id_is_one_line_and_the_key_of_the_top_of_its_page(path):
    name = page_id(path)
    assert is_page_key(name)
    assert len(f"{name}.".splitlines()) == 1
    assert name.isprintable()


@given(NAMES, st.text(SIGNS, min_size=1, max_size=8))
def test_a_section_key_starts_with_the_page_id(path, anchor):
    key = section_key(page_id(path), anchor)
    assert key.partition("#") == (page_id(path), "#", anchor)
    assert not is_page_key(key)


@given(st.text("ab#%23/\n\t"))
def test_an_id_maps_to_itself(path):
    """Link targets, which are ids, are looked up like paths."""
    assert page_id(page_id(path)) == page_id(path)


def test_only_reserved_characters_are_encoded():
    assert page_id("C#/a b%c+é.html") == "C%23/a b%c+é"
    assert page_id("a\nb\tc\x85.htm") == "a%0Ab%09c%C2%85"
