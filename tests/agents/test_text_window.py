"""A long text is read in parts: nothing is lost, nothing comes twice, and no part is too long."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikisearch.agents.answer_budget import AnswerLimits, answer_text, answer_value
from wikisearch.agents.text_window import text_window
from wikisearch.agents.tool_table import call_tool

BLOCKS = st.lists(
    st.one_of(
        st.text('ab \n"\\é深', max_size=400).map(str.strip).filter(bool),
        st.just("## Heading"),
        st.text("xy\n", max_size=300).map(lambda code: f"```\n{code}\n```"),
    ),
    min_size=1,
    max_size=12,
)


def parts(blocks, room):
    offset = 0
    while offset is not None:
        window = text_window(blocks, offset, room)
        assert len(json.dumps(window.text, ensure_ascii=False)) - 2 <= room
        assert window.next_offset is None or window.next_offset > offset
        yield window.text
        offset = window.next_offset


@given(BLOCKS, st.integers(150, 600))
def test_all_of_a_text_is_read_in_order(blocks, room):
    read = "".join("".join(parts(blocks, room)).replace("```", "").split())
    assert read == "".join("\n\n".join(blocks).replace("```", "").split())


def test_a_part_ends_at_the_end_of_a_block():
    blocks = ["# Title", "a " * 50, "## Next", "b " * 50]
    first, second = parts(blocks, 150)
    assert first == f"# Title\n\n{'a ' * 50}".strip()
    assert second == f"## Next\n\n{'b ' * 50}"


def test_code_that_is_cut_has_its_fence_in_both_parts():
    code = "````\n" + "\n".join(f"line {number}" for number in range(50)) + "\n````"
    found = list(parts([code], 200))
    assert len(found) > 2
    for part in found:
        assert part.startswith("````\n")
        assert part.endswith("\n````")
        assert all(line.startswith("line ") for line in part.splitlines()[1:-1])


@pytest.mark.parametrize("offset", [0, 3, 10**9])
def test_an_offset_beyond_the_end_gives_the_end(offset):
    window = text_window(["abc"], offset, 100)
    assert window.text == "abc"[offset:]
    assert window.next_offset is None


def test_a_page_is_read_by_its_offsets(index):
    limits = AnswerLimits(max_chars=2_000)
    offset, texts = 0, []
    while offset is not None:
        answer = call_tool(index, limits, "fetch", {"id": "transformer", "offset": offset})
        assert len(answer_text(answer)) <= 2_000
        value = answer_value(answer)
        texts.append(value["text"].split("\n", 1)[1].rpartition("\n")[0])
        offset = value["metadata"].get("next_offset")
    assert len(texts) > 1
    whole = call_tool(index, AnswerLimits(max_chars=10**6), "fetch", {"id": "transformer"})
    assert "".join("".join(texts).split()) in "".join(whole.text.split())
