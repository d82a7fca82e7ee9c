"""A long Markdown text -> the part that an answer has room for, cut between blocks."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from wikisearch.agents.answer_budget import json_text

_SEPARATOR = "\n\n"
"""Between blocks."""

_fence = re.compile("`{3,}").match


@dataclass(frozen=True, slots=True)
class TextWindow:
    """A part of a text, and where the rest begins."""

    text: str
    next_offset: int | None
    """Characters of the text before the rest; None at the end."""


def text_length(blocks: Sequence[str]) -> int:
    """Return the number of characters of a text."""
    return len(_SEPARATOR.join(blocks))


def text_window(blocks: Sequence[str], offset: int, room: int) -> TextWindow:
    """Return the text of Markdown blocks from an offset, at most `room` characters long as JSON.

    The end is the end of a block; of a block that alone is too long, the end of a line or a word.
    Code that is cut has its fence in both parts.
    """
    text = _SEPARATOR.join(blocks)
    begin = min(offset, len(text))
    opening = _open_fence(blocks, begin)
    head = f"{opening}\n" if opening else ""
    rest = head + text[begin:]
    if _json_length(rest) <= room:
        return TextWindow(rest, None)
    longest = max((len(_opening_fence(block)) for block in blocks), default=0)
    end = _end(text, blocks, begin, room - _json_length(f"{head}\n") - longest)
    closing = _open_fence(blocks, end)
    tail = f"\n{closing}" if closing else ""
    return TextWindow(f"{head}{text[begin:end].rstrip()}{tail}", end)


def _end(text: str, blocks: Sequence[str], begin: int, room: int) -> int:
    """Return the end of the part that has room: after half of it, at the best place to cut."""
    most = bisect_right(range(room), room, key=lambda n: _json_length(text[begin : begin + n])) - 1
    earliest, latest = begin + max(1, most // 2), begin + max(1, most)
    starts = _starts(blocks)
    last = bisect_right(starts, latest) - 1
    while last > 0 and blocks[last - 1].startswith("#"):  # a heading belongs to what follows
        last -= 1
    if starts[last] >= earliest:
        return starts[last]
    for mark in ("\n", ". ", " "):
        found = text.rfind(mark, earliest, latest)
        if found >= 0:
            return found + len(mark)
    return latest


def _open_fence(blocks: Sequence[str], position: int) -> str:
    """Return the fence of the code that a position is inside of, or nothing."""
    starts = _starts(blocks)
    index = bisect_left(starts, position) - 1
    if not 0 <= index < len(blocks) or position >= starts[index] + len(blocks[index]):
        return ""
    return _opening_fence(blocks[index])


def _opening_fence(block: str) -> str:
    found = _fence(block)
    return found[0] if found else ""


def _starts(blocks: Sequence[str]) -> list[int]:
    """Return the position of each block, and the end of the text."""
    return [0, *accumulate(len(block) + len(_SEPARATOR) for block in blocks)]


def _json_length(text: str) -> int:
    """Characters of a text inside the quotes of JSON."""
    return len(json_text(text)) - 2
