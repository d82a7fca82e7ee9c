"""Snippets: short, from the best fragment, with the matching words highlighted."""

import subprocess
import sys

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.search.wikis import ANALYZER, ask, page, wiki
from tests.steps import assert_linear
from wikisearch.analysis import Vocabulary
from wikisearch.query import parse, plan_query
from wikisearch.search.snippets.fragmenter import MAX_SNIPPET
from wikisearch.search.snippets.highlighter import Highlighter

MAX_LENGTH = MAX_SNIPPET + len("… ") + len(" …")

# Query, text, and the highlighted parts of it.
MARKED = [
    ("cost", "The cost of costs.", ["cost", "costs"]),
    ("costs", "The COST of it", ["COST"]),
    ("cost barrier", "A barrier, a cost.", ["barrier", "cost"]),
    ('"cost barrier"', "The cost barrier is a barrier.", ["cost barrier"]),
    ("cost -barrier", "A barrier, a cost.", ["cost"]),
    ("-cost", "A cost.", []),
    ("c++", "C and C++ and C#", ["C++"]),
    ("c", "C and C++ and C#", ["C"]),
    (".net", "The .NET runtime", ["NET"]),
    ("gpt4", "Of GPT-4, GPT4 and BERT-4o", ["GPT-4", "GPT4"]),
    ("gpt-4", "Of GPT 4", ["GPT 4"]),
    ("kmeans", "By k-means!", ["k-means"]),
    ("fine-tuning", "finetuning, fine tuning", ["finetuning", "fine tuning"]),
    ("usa", "In the U.S.A. too", ["U.S.A"]),
    ("café", "CAFE cafe\u0301", ["CAFE", "cafe\u0301"]),
    ("emb*", "Embedding and ember, member", ["Embedding", "ember"]),
    ("tokn~", "A token, tokens", ["token"]),
    ("title:cost", "A cost.", ["cost"]),
    ("model", "The model's weights", ["model"]),
    ("हिन्दी", "यह हिन्दी है", ["हिन्दी"]),
    ("straße", "Die Strasse", ["Strasse"]),
    ("zebra", "Nothing here.", []),
    ("cost", "", []),
]


@pytest.mark.parametrize(("query", "text", "expected"), MARKED)
def test_only_matching_words_are_highlighted(query, text, expected):
    assert marked(snippet(query, text)) == expected


words = st.sampled_from(
    ["cost", "costs", "Barrier", "model.", "k-means", "GPT-4", "é", "日本", "\n", "x" * 50]
)
queries = st.sampled_from(
    ["cost", "barrier cost", "kmeans", "gpt-4 model", "mod*", "zebra", "日本"]
)


@given(st.lists(words, max_size=120).map(" ".join), queries)
def test_highlights_are_in_order_and_do_not_overlap(text, query):
    found = snippet(query, text)
    cut = snippet(query, query)
    end = 0
    for start, stop in found.spans:
        assert end <= start < stop <= len(found.text)
        end = stop
    forms = {token for each in marked(cut) for token in ANALYZER.scored(each)}
    for each in marked(found):
        assert forms & set(ANALYZER.scored(each)) or each.lower().startswith("mod")
    assert len(found.text) <= MAX_LENGTH
    assert "\n" not in found.text
    assert found.text.removeprefix("… ").removesuffix(" …") in " ".join(text.split())


@given(st.text(), st.text(max_size=20))
def test_any_text_gives_a_snippet(text, query):
    found = snippet(query, text)
    assert len(found.text) <= MAX_LENGTH
    assert all(0 <= start < end <= len(found.text) for start, end in found.spans)


PIECES = [
    "日本",
    "ไทยกำ",
    "\u1112\u1161\u11ab",
    "한",
    "👩‍👩‍👧",
    "👍🏽",
    "🇩🇪",
    "🇫",
    "e\u0301",
    "\u0301",
]
PIECES += ["ि", "्", "\u093c", "क", "က္", "က", "ា", "ក", "ا", "ِ", "\u0d4e", "\u1cf5", "ำ"]
PIECES += ["क्षि", "1️⃣", "\u0600", "\u200d", "cost", "x", "é", " ", ". "]
unspaced = st.lists(st.sampled_from(PIECES), max_size=200).map("".join)


@given(unspaced | st.text(max_size=600), st.sampled_from(["cost", "日本", "ไทย", "e", "1", "한"]))
@settings(max_examples=300)
def test_no_grapheme_is_split(text, query):
    found = snippet(query, text)
    line = " ".join(text.split())
    passage, before = found.text, 0
    if passage != line:
        before = 2 * passage.startswith("… ")
        passage = passage[before:].removesuffix(" …")
    ends = {0, *(match.end() for match in regex.finditer(r"\X", line))}
    starts = [place for place in ends if line.startswith(passage, place)]
    whole = [place for place in starts if place + len(passage) in ends]
    assert any(
        all({place + start - before, place + end - before} <= ends for start, end in found.spans)
        for place in whole
    )


@pytest.mark.parametrize(
    "sign", ["👩‍👩‍👧", "🇩🇪", "e\u0301", "กำ", "क्षि", "\u1112\u1161\u11ab", "日"]
)
def test_a_text_without_spaces_is_cut_between_characters(sign):
    found = snippet("zebra", sign * 300).text.removesuffix(" …")
    assert found == sign * (MAX_SNIPPET // len(sign))


@pytest.mark.parametrize("sign", ["\u0301", "🇩", "👩\u200d", "\u0600", "ก", "क्"])
def test_steps_for_a_snippet_grow_with_the_number_of_unusual_characters(sign):
    def text(size):
        return f"cost {sign * size} cost"

    assert_linear(lambda text: snippet("cost", text), text, 2_000)
    found = snippet("cost", text(300_000))
    assert len(found.text) <= MAX_LENGTH
    assert marked(found) == ["cost"]


def test_texts_in_common_scripts_do_not_import_the_grapheme_library():
    code = (
        "import sys; from wikisearch.search.snippets.graphemes import cut_before;"
        "texts = ['word', '日本語', 'ภาษาไทย', 'हिन्दी', 'العربية', 'русский', '한국어'];"
        "assert all(cut_before(text * 100, 8 * len(text)) == 8 * len(text) for text in texts);"
        "assert 'regex' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_snippet_shows_the_fragment_with_the_most_different_words():
    filler = "Nothing of interest is said in this sentence. " * 10
    text = f"{filler}Cost cost cost. {filler}Here a cost meets a barrier. {filler}"
    found = snippet("cost barrier", text)
    assert found.text.startswith("… Here a cost meets a barrier. ")
    assert found.text.endswith(" …")
    assert marked(found) == ["cost", "barrier"]


@pytest.mark.parametrize(
    ("filler", "sentence"),
    [
        ("Nothing is in this. ", "Here is a cost. "),
        ("It is late. Is it in this? ", "Here is a cost. "),
        ("इसमें कुछ नहीं कहा गया है। ", "यहाँ cost है। "),
        ("ليس هنا شيء؟ ", "هنا cost. "),
        ("这里什么也没有说。", "这里有cost。"),
        ("ここには何も書かれていない！", "ここにcost がある。"),
    ],
)
def test_a_snippet_begins_with_a_sentence_in_each_script(filler, sentence):
    found = snippet("cost", f"{filler * 30}{sentence}{filler * 30}")
    assert found.text.startswith(f"… {sentence.strip()}")


WORD = st.sampled_from(["a", "of", "filler", "sentence.", "lengthy" * 3, "end! So"])
FILLER = st.lists(WORD, max_size=60).map(" ".join)


@given(FILLER, st.lists(WORD, max_size=30).map(" ".join), FILLER)
def test_a_snippet_shows_all_the_words_that_it_was_chosen_for(before, between, after):
    text = f"{before} zebra {between} giraffe {after}"
    shown = marked(snippet("zebra giraffe", text))
    if len(between) < 150:
        assert shown == ["zebra", "giraffe"]
    else:
        assert shown


def test_context_before_the_first_word_does_not_push_the_last_word_out():
    before = "Lorem ipsum one. This sentence begins some seventy characters before the first zeb "
    text = f"{before}zebra {'filler text goes on for a while and ' * 4}giraffe {'at all. ' * 40}"
    assert marked(snippet("zebra giraffe", text)) == ["zebra", "giraffe"]


def test_a_short_text_is_shown_whole_in_one_line():
    assert snippet("cost", " The  cost\n\tof it. ").text == "The cost of it."


def test_a_text_without_the_words_shows_its_start():
    text = "word " * 100
    found = snippet("cost", text)
    assert text.startswith(found.text.removesuffix(" …"))
    assert found.text.endswith("word …")
    assert found.spans == ()


@pytest.mark.parametrize(
    ("piece", "end"), [("cost ", ""), ("xxxxx", ""), ("xxxxx", " cost"), ("word ", "cost")]
)
def test_steps_for_a_snippet_grow_with_the_length_of_the_text(piece, end):
    def text(size):
        return piece * size + end

    assert_linear(lambda text: snippet("cost", text), text, 1_000)
    found = snippet("cost", text(200_000))
    assert len(found.text) <= MAX_LENGTH
    assert bool(found.spans) == ("cost" in piece + end)


def test_a_hit_shows_the_snippet_of_its_best_section_with_the_words():
    reader = wiki([page("Model", "Large.", {"Cost": "", "Money": "The cost is high."})])
    hit = ask(reader, "cost")[0]
    assert hit.sections[0].title == "Cost"
    assert hit.snippet.text == "The cost is high."
    assert marked(hit.snippet) == ["cost"]


def test_a_hit_shows_its_best_section_if_the_definition_has_no_word_of_the_query():
    lead = "Version 2 has a gizmo. It is new."
    reader = wiki([page("Notes", lead, {"History": "Old."}, definition="Old widgets are small.")])
    hit = ask(reader, "gizmo")[0]
    assert marked(hit.snippet) == ["gizmo"]
    assert ask(reader, "notes")[0].snippet.text == "Old widgets are small."


@pytest.mark.parametrize(
    ("query", "apart", "together"),
    [
        ("key to the gate", "A key, a gate. The gate has a key. ", "It was the key to the gate."),
        ("石头小路", "小路和石头，石头和小路。", "这里有石头小路通向大门。"),
    ],
)
def test_a_snippet_shows_the_words_where_they_stand_as_typed(query, apart, together):
    filler = "Other things stand here. " * 20
    text = f"{apart}\n{filler}\n{together}\n{filler}"
    reader = wiki([page("Notes", text, definition=apart)])
    assert together in ask(reader, query)[0].snippet.text


def snippet(query, text):
    tree, _ = parse(query)
    return Highlighter(plan_query(tree, ANALYZER).strict, ANALYZER, Vocabulary(ANALYZER)).snippet(
        text
    )


def marked(found):
    return [found.text[start:end] for start, end in found.spans]
