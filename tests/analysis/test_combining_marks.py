"""The combining marks of the tokenizer, compared with the Unicode character database."""

import re
import sys
import unicodedata

from wikisearch.analysis.characters.combining_marks import MARKS

_LISTED = re.compile(f"[{MARKS}]")
_PLANE = [chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000]


def test_every_combining_mark_is_listed():
    marks = {each for each in _PLANE if unicodedata.category(each).startswith("M")}
    assert marks - _listed() == set()


def test_only_combining_marks_are_listed():
    # An older Unicode version does not know the newest marks of the table.
    known = {each for each in _listed() if unicodedata.category(each) != "Cn"}
    assert {each for each in known if not unicodedata.category(each).startswith("M")} == set()


def test_ranges_ascend_and_do_not_touch():
    edges = [ord(each) for each in re.sub(r"(.)-", r"\1", MARKS)]
    assert edges == sorted(edges)
    assert all(ord(each) <= sys.maxunicode for each in MARKS)


def _listed():
    return {each for each in _PLANE if _LISTED.fullmatch(each)}
