"""A definition is not longer than a short paragraph; the sections keep the text."""

import pytest

from wikisearch.ingest import parse_page
from wikisearch.ingest.extract.intro.definition_limit import (
    MAX_DEFINITION_LENGTH,
    limited_definition,
)

SENTENCE = "A sluice is a gate that holds back the water of a mill. "


@pytest.mark.parametrize(
    "text", ["", "Short.", "a" * MAX_DEFINITION_LENGTH, SENTENCE * 17 + "An end without a stop"]
)
def test_a_short_definition_stays(text):
    assert limited_definition(text[:MAX_DEFINITION_LENGTH]) == text[:MAX_DEFINITION_LENGTH]


@pytest.mark.parametrize(
    ("sentence", "space"),
    [
        (SENTENCE.strip(), " "),
        ("He asks: “Is a sluice the gate of a mill?”", " "),
        ("水門は水車の水をせき止める門です。", ""),
        ("error 42 in module foo.", " "),
        ("बाँध पानी को ऊपर उठाता है।", " "),
        ("ဆည်သည် ရေကို မြှင့်တင်သည်။", " "),
    ],
)
def test_a_long_definition_ends_with_a_sentence(sentence, space):
    text = (sentence + space) * 400
    found = limited_definition(text)
    assert text.startswith(found)
    assert found.endswith(sentence)
    assert MAX_DEFINITION_LENGTH - len(sentence + space) < len(found) <= MAX_DEFINITION_LENGTH


@pytest.mark.parametrize("before", range(12))
def test_a_sentence_that_does_not_fit_is_left_out_as_a_whole(before):
    text = "a" * before + " " + SENTENCE * 40
    assert limited_definition(text).endswith("of a mill.")


@pytest.mark.parametrize("before", range(8))
def test_words_without_a_sentence_end_with_an_ellipsis(before):
    text = "a" * before + " " + "gate, water " * 400
    found = limited_definition(text)
    assert found.removesuffix("…").split(" ")[-1] in ("gate", "water")
    assert found.endswith("…")
    assert len(found) <= MAX_DEFINITION_LENGTH


def test_a_text_without_spaces_is_cut_between_letters_with_their_marks():
    for before in range(4):
        found = limited_definition("x" * before + "e\u0301\u0323" * 2000)
        assert found.endswith("e\u0301\u0323…")
        assert MAX_DEFINITION_LENGTH - 4 < len(found) <= MAX_DEFINITION_LENGTH


@pytest.mark.parametrize(
    "words", ["error 42 in module foo. ", "gate and water ", "Sluices hold back water. "]
)
def test_the_sections_keep_the_text_of_a_long_definition(words):
    text = (words * 8000).strip()
    page = parse_page(f"<h1>Log</h1><p>{text}".encode(), "log.html")
    assert 0 < len(page.definition) <= MAX_DEFINITION_LENGTH
    assert [section.text for section in page.sections] == [text]


def test_a_long_description_in_the_head_is_limited():
    head = f'<title>Log</title><meta name=description content="{SENTENCE * 60}">'
    page = parse_page(f"{head}<h1>Log</h1><table><tr><td>1".encode(), "log.html")
    assert page.definition.endswith("of a mill.")
    assert len(page.definition) <= MAX_DEFINITION_LENGTH
