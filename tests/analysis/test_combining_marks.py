"""The marks that the tokenizer takes for letters, against Unicode's own table."""

import re
import sys
import unicodedata

from wikisearch.analysis.combining_marks import MARKS

_LISTED = re.compile(f"[{MARKS}]")
_PLANE = [chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000]


def test_every_mark_of_this_unicode_is_listed():
    marks = {each for each in _PLANE if unicodedata.category(each).startswith("M")}
    assert marks - _listed() == set()


def test_nothing_is_listed_that_this_unicode_knows_to_be_no_mark():
    # A Unicode older than the table does not know its newest marks yet.
    known = {each for each in _listed() if unicodedata.category(each) != "Cn"}
    assert {each for each in known if not unicodedata.category(each).startswith("M")} == set()


def test_ranges_ascend_and_do_not_touch():
    edges = [ord(each) for each in re.sub(r"(.)-", r"\1", MARKS)]
    assert edges == sorted(edges)
    assert all(ord(each) <= sys.maxunicode for each in MARKS)


def _listed():
    return {each for each in _PLANE if _LISTED.fullmatch(each)}
