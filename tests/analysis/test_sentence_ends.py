"""Where sentences end, in all scripts."""

import pytest

from wikisearch.analysis.characters.sentence_ends import (
    SENTENCE_END,
    SENTENCE_INSIDE,
    ends_paragraph,
    ends_sentence,
    ends_with_stop,
    is_question,
)

SENTENCES = {
    "Latin": ("A weir raises a stream.", "It keeps the mill running."),
    "Greek": ("Ο φράχτης υψώνει το νερό.", "Κρατά τον μύλο."),
    "Armenian": ("Ամբարտակը բարձրացնում է ջուրը։", "Այն պահում է ջրաղացը։"),
    "Arabic": ("هل يرفع السد الماء؟", "نعم يرفعه."),
    "Urdu": ("بند پانی کو اونچا کرتا ہے۔", "یہ چکی چلاتا ہے۔"),
    "Hindi": ("बाँध पानी को ऊपर उठाता है।", "यह चक्की चलाता है।"),
    "Sanskrit": ("सेतुः जलम् उन्नयति॥", "सः चक्रं चालयति॥"),
    "Amharic": ("ግድቡ ውሃውን ከፍ ያደርጋል።", "ወፍጮውን ያንቀሳቅሳል።"),
    "Burmese": ("ဆည်သည် ရေကို မြှင့်တင်သည်။", "ကြိတ်စက်ကို လည်စေသည်။"),
    "Khmer": ("ទំនប់លើកទឹកឡើង។", "វាបង្វិលម៉ាស៊ីន។"),
    "Chinese": ("堰抬高了溪流的水位。", "它让磨坊运转。"),
    "Japanese": ("堰は川の水位を上げる。", "水車を回す。"),
}
UNSPACED = {"Chinese", "Japanese"}


@pytest.mark.parametrize("script", SENTENCES)
def test_a_sentence_ends_in_each_script(script):
    first, second = SENTENCES[script]
    assert ends_sentence(first)
    assert ends_sentence(second)
    assert ends_with_stop(first)
    assert not ends_sentence(first[:-1])


@pytest.mark.parametrize("script", SENTENCES)
def test_the_end_of_a_sentence_is_found_inside_a_text(script):
    first, second = SENTENCES[script]
    text = f"{first}{'' if script in UNSPACED else ' '}{second}"
    assert [each.end() for each in SENTENCE_END.finditer(text)] == [len(first), len(text)]
    assert SENTENCE_INSIDE.search(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "They call: “Shut the sluice.”",
        "Es heißt „Schließ das Wehr.“",
        "Il dit « Ferme la vanne. »",
        "它说「关上水闸。」",
        "（它说关上水闸。）",
        "(It raises the water.)",
        "And so on …",
    ],
)
def test_closing_marks_follow_the_end_of_a_sentence(text):
    assert ends_sentence(text)


@pytest.mark.parametrize("text", ["It needs:", "它需要：", "It raises the water."])
def test_a_paragraph_also_ends_with_a_colon(text):
    assert ends_paragraph(text)


@pytest.mark.parametrize("text", ["", "sluice", "sluice(depth, ...)", "Open…", "Sluice (Inc.)"])
def test_a_term_does_not_end_with_a_stop(text):
    assert not ends_with_stop(text)


@pytest.mark.parametrize("text", ["A. Weir", "v1. Weir", "weir.py opens", "version 3.14 opens"])
def test_a_stop_in_a_name_or_a_number_does_not_end_a_sentence(text):
    assert SENTENCE_INSIDE.search(text) is None


def test_a_year_ends_a_sentence_and_begins_a_heading():
    text = "It was built in 1878. It still works."
    assert SENTENCE_END.search(text).end() == len("It was built in 1878.")
    assert SENTENCE_INSIDE.search("12. Weirs") is None


@pytest.mark.parametrize("text", ["Why?", "为什么？", "لماذا؟", "ለምን፧"])
def test_a_question_ends_with_the_mark_of_its_script(text):
    assert is_question(text)
    assert ends_with_stop(text)


def test_a_sentence_can_end_after_a_bracket():
    assert SENTENCE_INSIDE.search("It opens the gate (slowly). Water falls")
    assert not SENTENCE_INSIDE.search("gates of 3). Two of them")
