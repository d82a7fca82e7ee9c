"""Results and pages as text."""

import re
from dataclasses import replace

import pytest

from tests.search.wikis import ask, page, wiki
from wikisearch.model.manifest import FileStamp, Manifest, Refusal
from wikisearch.model.page import Link, LinkKind
from wikisearch.model.results import Timings
from wikisearch.model.snippet import Snippet
from wikisearch.render.columns import width
from wikisearch.render.display import DisplayOptions
from wikisearch.render.page_text import manifest_lines, page_lines
from wikisearch.render.text import first_sentence, text_lines

COLUMNS = 60
WHOLE_ESCAPES = re.compile(r"\x1b\[[0-9;]*m")

MODEL = page(
    "Foundation Model",
    "A large model. It is trained on much data.",
    {"Deep Dive": "", "Deep Dive › The Cost Barrier": "The cost is a barrier.", "Cost": ""},
    aliases=["FM"],
    category="Basics",
)
GPU = page("GPU", "At a cost.")


def lines(reader, query, *, color=False, flat=False, **options):
    results = replace(ask(reader, query, **options), milliseconds=1.0)
    return rendered(text_lines(results, DisplayOptions(flat=flat, columns=COLUMNS)), color=color)


def rendered(printed, *, color=False):
    return [line.text(color=color) for line in printed]


def test_a_hit_is_a_block_of_title_definition_and_sections():
    assert lines(wiki([MODEL, GPU]), "cost barrier") == [
        "2 terms found, some with only some of the words (1.0 ms)",
        "",
        "1. Foundation Model  [Basics]",
        "   A large model.",
        "   Deep Dive › The Cost Barrier",
        "   foundation-model.html#the-cost-barrier",
        "   The cost is a barrier.",
        "   Cost  foundation-model.html#cost",
        "",
        "2. GPU",
        "   gpu.html",
        "   At a cost.",
    ]


def test_a_hit_by_name_has_the_reason():
    found = lines(wiki([MODEL]), "fm")
    assert found[:4] == [
        "1 term found (1.0 ms)",
        "",
        "1. Foundation Model  [Basics]",
        "   matches the alias: FM",
    ]


@pytest.mark.parametrize("query", ["cost", "foundation model", "barrier", "fm", "data", "model"])
def test_every_hit_shows_its_definition(query):
    # Its sections are louder than its beginning, or it has a heading that is the query.
    loud = {
        "Cost": "",
        "Model": "Foundation model, FM; FM model of a foundation: foundation model.",
    }
    reader = wiki(
        [page("Foundation Model", MODEL.definition, {"Barrier": "x", **loud}, aliases=["FM"])]
    )
    assert "A large model." in "\n".join(lines(reader, query))


def test_the_numbers_continue_on_the_second_page():
    found = lines(wiki([MODEL, GPU]), "cost", limit=1, offset=1)
    assert [line for line in found if re.match(r"\d+\. ", line)] == ["2. GPU"]


def test_the_number_of_printed_sections_is_limited():
    reader = wiki([page("Model", "x", {f"Cost {number}": "y" for number in range(8)})])
    found = lines(reader, "cost")
    assert sum("model.html#" in line for line in found) == 3
    assert found[-1] == "   and 5 more sections"


@pytest.mark.parametrize(
    ("matching", "more"), [(3, None), (4, "1 more section"), (40, "37 more sections")]
)
def test_all_matching_sections_are_counted_not_only_those_that_were_fetched(matching, more):
    parts = {f"Part {number}": "The zebra is here." for number in range(matching)}
    found = lines(wiki([page("Animals", "Intro text.", parts)]), "zebra")
    counted = [
        line.strip().removeprefix("and ") for line in found if line.strip().startswith("and ")
    ]
    assert counted == ([more] if more else [])


REASONS = [
    ("foundation model", "matches the title"),
    ("fm", "matches the alias: FM"),
    ("foundation-model", "matches the name, spelled differently: Foundation Model"),
    ("foundation models", "matches the name, in another word form: Foundation Model"),
    ("the cost barrier", "matches the heading: The Cost Barrier"),
]


@pytest.mark.parametrize(("query", "reason"), REASONS)
def test_a_hit_names_the_kind_of_name_that_matches(query, reason):
    assert f"   {reason}" in lines(wiki([MODEL]), query)


def test_a_hit_without_a_match_in_its_snippets_lists_the_matching_fields():
    reader = wiki([page("Loss", "A number.", aliases=["Cost Function"])])
    assert "   matches in: the alias Cost Function" in lines(reader, "cost")
    assert not [line for line in lines(wiki([GPU]), "cost") if "matches in" in line]


def test_an_empty_result_is_one_line():
    assert lines(wiki([GPU]), "zebra") == ["0 terms found (1.0 ms)"]
    assert lines(wiki([GPU]), "zebra", flat=True) == []


def test_flat_output_is_one_line_per_section():
    found = lines(wiki([MODEL, GPU]), "cost AND barrier", flat=True)
    assert len(found) == 1
    assert re.fullmatch(
        r" +\d\.\d{4}  foundation-model\.html#the-cost-barrier  Deep Dive › The Cost Barrier",
        found[0],
    )


def test_an_explanation_is_indented_below_its_hit():
    found = lines(wiki([MODEL, GPU]), "cost barrier", explain=True)
    place = next(number for number, line in enumerate(found) if "best section" in line)
    assert re.fullmatch(
        r"   \d\.\d{4}  a section matches the query; best section: .*", found[place]
    )
    assert re.fullmatch(r"      \d\.\d{4}  sum", found[place + 1])
    assert re.match(r"         \d\.\d{4}  cost: idf ", found[place + 2])


def test_the_time_of_each_step_is_printed_with_the_explanations():
    timings = Timings(parse=0.25, match=1.0, rank=2.0, excerpts=3.14)
    results = replace(ask(wiki([GPU]), "cost", explain=True), milliseconds=9.0, timings=timings)
    assert rendered(text_lines(results, DisplayOptions()))[:3] == [
        "1 term found (9.0 ms)",
        "parse 0.2 ms, match 1.0 ms, rank 2.0 ms, excerpts 3.1 ms",
        "",
    ]


def test_plain_lines_have_no_marks():
    text = "\n".join(lines(wiki([MODEL, GPU]), "cost barrier", explain=True))
    assert "\x1b" not in text
    assert "<mark>" not in text


def test_words_are_bold_in_color():
    assert "   At a \x1b[1mcost\x1b[0m." in lines(wiki([MODEL, GPU]), "cost", color=True)


@pytest.mark.parametrize("text", ["At a cost.", "a cost here " * 30])
def test_colour_changes_no_line(text):
    reader = wiki([MODEL, page("GPU", text)])
    colored = lines(reader, "cost", color=True)
    assert [WHOLE_ESCAPES.sub("", line) for line in colored] == lines(reader, "cost")


EVIL = "\x1b[31mcost\x1b]0;owned\x07\r\x9b2J\u202e\x00"


@pytest.mark.parametrize("color", [False, True])
@pytest.mark.parametrize("flat", [False, True])
def test_a_page_cannot_control_the_terminal(color, flat):
    evil = page(
        f"Title {EVIL}",
        f"Text {EVIL}",
        {f"Heading {EVIL}": f"cost {EVIL}"},
        aliases=[f"Alias {EVIL}"],
        category=f"Category {EVIL}",
        id=f"id{EVIL}",
        definition=f"Definition {EVIL}",
    )
    evil = replace(evil, links=(Link("x", "", f"Link {EVIL}", LinkKind.RELATED),))
    drawn = lines(wiki([evil]), "cost", color=color, flat=flat, explain=True)
    drawn += rendered(page_lines(evil, COLUMNS), color=color)
    for line in drawn:
        left = WHOLE_ESCAPES.sub("", line) if color else line
        assert not re.search("[\0-\x08\x0a-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", left)


@pytest.mark.parametrize("word", ["cost", "k-means-of-all-the-long-names"])
@pytest.mark.parametrize("around", ["/" * 55, " " + "long-" * 12, " " + "x" * 57 + "/"])
def test_a_line_never_breaks_within_a_mark(word, around):
    text = f"a{around}{word}{around} {word}"
    spans = tuple(match.span() for match in re.finditer(word, text))
    results = ask(wiki([page("Model", "cost")]), "cost")
    hit = replace(results[0], snippet=Snippet(text, spans))
    changed = replace(results, hits=(hit,))
    for line in rendered(text_lines(changed, DisplayOptions(columns=COLUMNS)), color=True):
        assert "\x1b" not in WHOLE_ESCAPES.sub("", line)
        assert line.count("\x1b[1m") + line.count("\x1b[2m") == line.count("\x1b[0m")


def test_lines_are_no_wider_than_the_given_width():
    reader = wiki([page("Model", "cost and some more words " * 40)])
    for color in (False, True):
        drawn = [WHOLE_ESCAPES.sub("", line) for line in lines(reader, "cost", color=color)]
        assert max(map(len, drawn)) <= COLUMNS


def test_lines_of_wide_characters_are_no_wider_than_the_given_width():
    text = "機械学習は人工知能の一分野であり、データから規則を学ぶ。" * 5
    reader = wiki([page("機械学習", text, {"費用": text})])
    shown = [line for line in lines(reader, "機械学習") if "%" not in line]  # URLs are not cut
    assert max(map(width, shown)) <= COLUMNS
    shown = page_lines(page("機械学習", text), COLUMNS)
    assert max(width(line) for line in rendered(shown)) <= COLUMNS


def test_a_whole_page_is_written_section_by_section():
    links = (
        Link("gpu", "", "GPU", LinkKind.RELATED),
        Link("token", "", "Token", LinkKind.RELATED),
        Link("other", "", "Other", LinkKind.BODY),
    )
    assert rendered(page_lines(replace(MODEL, links=links), COLUMNS)) == [
        "Foundation Model  [Basics]",
        "also: FM",
        "A large model. It is trained on much data.",
        "",
        "Deep Dive",
        "",
        "Deep Dive › The Cost Barrier",
        "The cost is a barrier.",
        "",
        "Cost",
        "",
        "Related: GPU, Token",
    ]


def test_statistics_of_an_index_are_printed_one_per_line():
    manifest = Manifest(
        format=1,
        engine="whoosh",
        language="en",
        analyzer="english-1",
        source="/corpus",
        built="2026-01-02T03:04:05+00:00",
        pages=1200,
        sections=34567,
        refused=(Refusal("a\x1b.html", "empty"),),
        files={"a": FileStamp(1000, 1), "b": FileStamp(24, 2)},
    )
    assert rendered(manifest_lines(manifest)) == [
        "pages          1,200",
        "sections      34,567",
        "refused            1",
        "bytes          1,024",
        "source    /corpus",
        "built     2026-01-02T03:04:05+00:00",
        "engine    whoosh",
        "language  en",
        "analyzer  english-1",
        "refused: a.html: empty",
    ]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("A weir raises a stream. It keeps a mill running.", "A weir raises a stream."),
        ("A weir raises a stream", "A weir raises a stream"),
        ("By J. Miller, of a weir. It works.", "By J. Miller, of a weir."),
        ("堰は川の水位を上げる。水車を回す。", "堰は川の水位を上げる。"),
        ("बाँध पानी को ऊपर उठाता है। यह चक्की चलाता है।", "बाँध पानी को ऊपर उठाता है।"),
        ("", ""),
    ],
)
def test_a_first_sentence_ends_in_each_script(text, first):
    assert first_sentence(text) == first
