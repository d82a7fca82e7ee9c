"""A section and its passage -> the link that leads a browser to the words that matched.

Text fragments: https://wicg.github.io/scroll-to-text-fragment/
"""

import unicodedata
from collections.abc import Iterator
from urllib.parse import quote

from wikisearch.model.results import Snippet

LONGEST_EXACT = 80
"""Characters; of a longer stretch, the link names the first words and the last."""

_WORDS = 3
"""Words named at either end of a long stretch, and beside a short one."""

_LONGEST_RUN = 40
"""Characters without a space; a longer run is writing without spaces, not a word."""

_LONGEST_TERM = 300
"""Characters; no link is worth more, and a browser may refuse it."""


def text_url(url: str, text: str, snippet: Snippet) -> str:
    """Address of a section, and of the words in it that the snippet of its text marks.

    The text has one line for each block, and a fragment stays in one. Without a mark, it is `url`.
    """
    stretch = max(_stretches(text, snippet), key=lambda each: each[0], default=None)
    if stretch is None:
        return url
    _, line, start, end = stretch
    start, end = _whole_words(line, start, end)
    if end - start > _LONGEST_TERM:
        return url
    directive = _directive(line, start, end)
    return f"{url}{'' if '#' in url else '#'}:~:text={directive}"


def _stretches(text: str, snippet: Snippet) -> Iterator[tuple[tuple[int, int], str, int, int]]:
    """Yield (worth, line, start, end) of each stretch of marks that stays in one line.

    The most different words are worth most, and of as many, the shortest stretch.
    """
    cut = 2 if snippet.text.startswith("… ") else 0
    passage = snippet.text[cut:].removesuffix(" …")
    lines = [" ".join(line.split()) for line in text.split("\n")]
    lines = [line for line in lines if line]
    shift = " ".join(lines).find(passage) - cut
    begin = 0
    for line in lines:
        spans = [(start + shift - begin, end + shift - begin) for start, end in snippet.spans]
        spans = [(start, end) for start, end in spans if start >= 0 and end <= len(line)]
        for place, (start, _) in enumerate(spans):
            different = set()
            for first, end in spans[place:]:
                different.add(line[first:end].casefold())
                yield (len(different), start - end), line, start, end
        begin += len(line) + 1


def _whole_words(line: str, start: int, end: int) -> tuple[int, int]:
    """Stretch a stretch to whole words: a browser takes no part of one for a match."""
    left, right = line.rfind(" ", 0, start) + 1, line.find(" ", end)
    right = len(line) if right < 0 else right
    if start - left > _LONGEST_RUN:
        left = next((place for place in range(start, left, -1) if _parts(line[place - 1])), left)
    if right - end > _LONGEST_RUN:
        right = next((place for place in range(end, right) if _parts(line[place])), right)
    while left < start and not line[left].isalnum():
        left += 1
    while right > end and not _belongs(line[right - 1]):
        right -= 1
    return left, right


def _parts(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "PSZ"


def _belongs(sign: str) -> bool:
    return sign.isalnum() or unicodedata.category(sign) in {"Mn", "Mc", "Me", "Pc"}


def _directive(line: str, start: int, end: int) -> str:
    words = line[start:end].split(" ")
    if end - start > LONGEST_EXACT and len(words) >= 2 * _WORDS:
        first, last = " ".join(words[:_WORDS]), " ".join(words[-_WORDS:])
        return f"{_encoded(first)},{_encoded(last)}"
    exact = _encoded(line[start:end])
    if len(words) > _WORDS:
        return exact
    # One word may stand anywhere on the page: its neighbours say which one is meant.
    before = " ".join(line[:start].rstrip().rsplit(" ", _WORDS)[-_WORDS:])
    after = " ".join(line[end:].lstrip().split(" ", _WORDS)[:_WORDS])
    prefix = f"{_encoded(before)}-," if 0 < len(before) <= _LONGEST_RUN else ""
    suffix = f",-{_encoded(after)}" if 0 < len(after) <= _LONGEST_RUN else ""
    return prefix + exact + suffix


def _encoded(words: str) -> str:
    """Percent-encoded; a dash too, for it marks what stands beside the words."""
    return quote(words, safe="", errors="replace").replace("-", "%2D")
