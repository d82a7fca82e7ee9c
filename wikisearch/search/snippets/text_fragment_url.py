"""Text fragment URLs: links that scroll a browser to the matching words of a section.

Text fragments: https://wicg.github.io/scroll-to-text-fragment/
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import compress, count, starmap
from operator import itemgetter
from typing import TypeAlias

from wikisearch.analysis.characters.combining_marks import MARKS
from wikisearch.model.cache_sizes import CHARACTERS
from wikisearch.search.snippets.highlighter import Passage

Span: TypeAlias = tuple[int, int]

MAX_EXACT = 80
"""Characters; of a longer match, the link has only the first and the last words."""

_WORDS = 3
"""Words at each end of a long match, and of context on each side of a short match."""

_MAX_WORD = 40
"""Characters without a space; a longer run is text in a script without spaces."""

_BREAK = "\n"
"""Joins texts of one line, which are encoded in one call."""

_UNSAFE = re.compile("{0}(?: +{0})*".format(rf"[^A-Za-z0-9_.~% {_BREAK}]+"))
"""Characters to percent-encode, and spaces between them, beside the percent sign itself."""

_MAX_MATCH = 300
"""Characters; for a longer match the link has no text fragment, as a browser may refuse it."""


def text_fragment_url(url: str, passage: Passage) -> str:
    """Add to the URL of a section a text fragment for the marked words of a passage.

    The text has one line per block, and a text fragment stays within one line. Without marked
    words, the result is `url`.
    """
    ranges = list(starmap(_best_range, _lines(passage)))
    if not ranges:
        return url
    _, line, start, end = max(ranges, key=itemgetter(0))
    start, end = _whole_words(line, start, end)
    if end - start > _MAX_MATCH:
        return url
    directive = _directive(line, start, end)
    return f"{url}{'' if '#' in url else '#'}:~:text={directive}"


def _lines(passage: Passage) -> Iterator[tuple[str, list[Span]]]:
    """Yield the lines with marked words, and the spans of these words in the line."""
    text = passage.text
    start, end = 0, -1
    within: list[Span] = []
    for first, last in passage.spans:
        if first > end:
            if within:
                yield text[start:end], within
            start, end, within = text.rfind("\n", 0, first) + 1, text.find("\n", first), []
            end = len(text) if end < 0 else end
        if last <= end:
            within.append((first - start, last - start))
    if within:
        yield text[start:end], within


def _best_range(line: str, spans: list[Span]) -> tuple[tuple[int, int], str, int, int]:
    """Return the shortest range of a line with all its different marked words, after its score.

    The score is higher for more different words, then for a shorter range.
    """
    words = [line[start:end].casefold() for start, end in spans]
    different = len(set(words))
    if different == len(words):
        start, end = spans[0][0], spans[-1][1]
        return (different, start - end), line, start, end
    inside: defaultdict[str, int] = defaultdict(int)
    first = 0
    best: Span | None = None
    for word, (_, end) in zip(words, spans, strict=True):
        inside[word] += 1
        while inside[words[first]] > 1:
            inside[words[first]] -= 1
            first += 1
        start = spans[first][0]
        if len(inside) == different and (best is None or end - start < best[1] - best[0]):
            best = start, end
    start, end = best or spans[0]
    return (different, start - end), line, start, end


def _whole_words(line: str, start: int, end: int) -> tuple[int, int]:
    """Extend a range to whole words: a browser does not match a part of a word."""
    left, right = line.rfind(" ", 0, start) + 1, line.find(" ", end)
    right = len(line) if right < 0 else right
    if start - left > _MAX_WORD and _no_word_character().search(line, left, start):
        before = map(_is_separator, reversed(line[left:start]))
        left = next((start - n for n in compress(count(), before)), left)
    if right - end > _MAX_WORD and _no_word_character().search(line, end, right):
        after = map(_is_separator, line[end:right])
        right = next((end + n for n in compress(count(), after)), right)
    while left < start and not line[left].isalnum():
        left += 1
    while right > end and not _is_word_character(line[right - 1]):
        right -= 1
    return left, right


@cache
def _no_word_character() -> re.Pattern[str]:
    """Pattern of all separators, and of few other characters; few texts need it."""
    return re.compile(rf"[^\w{MARKS}]|_")


@lru_cache(CHARACTERS)
def _is_separator(character: str) -> bool:
    return unicodedata.category(character)[0] in "PSZ"


def _is_word_character(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character) in {"Mn", "Mc", "Me", "Pc"}


def _directive(line: str, start: int, end: int) -> str:
    words = line[start:end].split(" ")
    if end - start > MAX_EXACT and len(words) >= 2 * _WORDS:
        return ",".join(_encoded(" ".join(words[:_WORDS]), " ".join(words[-_WORDS:])))
    if len(words) > _WORDS:
        return _encoded(line[start:end])[0]
    # A short match may be elsewhere on the page too: the words around it identify it.
    before = " ".join(line[:start].rstrip().rsplit(" ", _WORDS)[-_WORDS:])
    after = " ".join(line[end:].lstrip().split(" ", _WORDS)[:_WORDS])
    around = [words if len(words) <= _MAX_WORD else "" for words in (before, after)]
    before, exact, after = _encoded(around[0], line[start:end], around[1])
    return f"{before}-," * bool(before) + exact + f",-{after}" * bool(after)


def _encoded(*texts: str) -> list[str]:
    """Percent-encode texts of one line, and dashes too: a dash is an operator of the directive."""
    # Many times faster than urllib.parse.quote: most texts have only spaces to encode.
    joined = _BREAK.join(texts).replace("%", "%25")
    return _UNSAFE.sub(_escaped, joined).replace(" ", "%20").split(_BREAK)


def _escaped(match: re.Match[str]) -> str:
    return "%" + match[0].encode(errors="replace").hex("%").upper()
