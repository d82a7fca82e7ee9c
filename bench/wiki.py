"""A made-up wiki of any size. Words follow Zipf's law; sections are as long as real ones.

A larger wiki starts with the pages of a smaller one, so that sizes can be compared.
"""

import html
from bisect import bisect
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import accumulate, count
from pathlib import Path
from random import Random

from wikisearch import Link, LinkKind, Page, Section

_COMMON = (
    "the of and to in a is that for it as with be on are this by or an at from which not can "
    "when if but will into all"
)
COMMON = tuple(_COMMON.split())
"""Stop words; they are the most frequent words here too."""

_WORDS = 30_000
_SHORT = 300
_SYLLABLES = [
    first + vowel + last for first in "bdfglmnprstv" for vowel in "aeiou" for last in "nrsl"
]
_ENDINGS = ("", "", "", "s", "ed", "ing")

_LENGTHS = (3, 7, 10, 13, 16, 19, 23, 28, 32, 38, 45, 53, 62, 76, 93, 117, 150, 208, 326, 800)
"""Words in a section of the Python documentation, at each twentieth of the sections."""

_CATEGORIES = ("Fundamentals", "Methods", "Models", "Data", "Safety", "Tools", "People", "History")
_SUBSECTIONS = range(9)
_TOPIC = 12
_ON_TOPIC = 0.1
"""Share of a page's words that come from its topic."""

RELATED = "Related Concepts"
_DEEP = "Deep Dive"
_MAIN = 2
_SUFFIX = ".html"

_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title} | Made-up Wiki</title></head><body>
<nav class="breadcrumb" aria-label="Breadcrumb"><a href="index.html">Wiki</a></nav>
<main><article><p class="category">{category}</p><h1>{title}</h1>
<p class="definition">{definition}</p>
{sections}</article></main></body></html>
"""


def write(folder: Path, sections: int, seed: int = 1) -> None:
    """Write a wiki with this number of sections into an empty folder."""
    folder.mkdir(parents=True)
    for name, page in pages(sections, seed):
        (folder / name).write_text(page, encoding="utf-8")


def pages(sections: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Yield file name and HTML of each page of a wiki with this number of sections."""
    for number, wanted in enumerate(shapes(sections, seed)):
        page = entry(number, wanted, seed)
        yield page.path, _html(page)


def shapes(sections: int, seed: int = 1) -> Iterator[int]:
    """Yield the number of sections of each page."""
    for number in count():
        wanted = min(sections, _shape(seed, number))
        if not wanted:
            return
        yield wanted
        sections -= wanted


def in_order(sections: int, seed: int = 1) -> list[tuple[int, int]]:
    """Number and section count of each page, in order of ids, as a folder is read."""
    every = enumerate(shapes(sections, seed))
    return sorted(every, key=lambda page: _name(seed, page[0]).removesuffix(_SUFFIX))


def entry(number: int, wanted: int, seed: int = 1, names: int = 0) -> Page:
    """Page with `wanted` sections, as wikisearch reads it from the HTML.

    Its text contains `names` words that no other page has, so that a larger wiki has more
    different words.
    """
    title = _title(seed, number)
    random = _random(seed, number, "text")
    writer = _Text(random, _topic(seed, number) + _own_names(seed, number, names))
    parts = [(_MAIN, "Why It Matters"), (_MAIN, _DEEP)]
    parts += [
        (_MAIN + 1, f"{writer.words(2).title()} {place}") for place in range(max(0, wanted - 4))
    ]
    below = [_part(title, *part, writer.section()) for part in parts[: wanted - 1]]
    links = [Link("index", "", "Wiki", LinkKind.NAVIGATION)]
    if wanted > len(below) + 1:
        links += _related(seed, number, random)
        # Each line is an item of a list with one link.
        layout = " ".join(f"b1@{index}" for index in range(1, len(links)))
        related = _part(title, _MAIN, RELATED, "\n".join(link.text for link in links[1:]))
        below.append(replace(related, layout=layout))
    category = random.choice(_CATEGORIES)
    definition = writer.section()
    path = _name(seed, number)
    return Page(
        id=path.removesuffix(_SUFFIX),
        path=path,
        title=title,
        aliases=(),
        category=category,
        definition=definition,
        language="en",
        sections=(Section(title, "", 1, (title,), definition), *below),
        links=tuple(links),
    )


def _random(seed: int, number: int, what: str) -> Random:
    """A separate generator for each purpose, so that no page depends on an earlier one."""
    return Random(f"{seed} {number} {what}")


def _shape(seed: int, number: int) -> int:
    """Sections of a page: its top, why it matters, a deep dive with parts, related pages."""
    return 4 + _random(seed, number, "shape").choice(_SUBSECTIONS)


def _topic(seed: int, number: int) -> list[str]:
    words, _ = vocabulary()
    random = _random(seed, number, "topic")
    # Evenly over the orders of magnitude: pages are about known things and about rare ones.
    ranks = [int(100 * (len(words) / 100) ** random.random()) for _ in range(_TOPIC)]
    return [words[rank] for rank in ranks]


def _title(seed: int, number: int) -> str:
    length = _random(seed, number, "title").choice((1, 1, 2, 2, 3))
    return " ".join(_topic(seed, number)[:length]).title()


def _name(seed: int, number: int) -> str:
    return f"{_title(seed, number).lower().replace(' ', '-')}-{number}{_SUFFIX}"


def _own_names(seed: int, number: int, names: int) -> list[str]:
    random = _random(seed, number, "names")
    return ["".join(random.choice(_SYLLABLES) for _ in range(4)) for _ in range(names)]


def _part(page: str, level: int, title: str, text: str) -> Section:
    above = (page, _DEEP) if level > _MAIN else (page,)
    anchor = title.lower().replace(" ", "-")
    return Section(title, anchor, level, (*above, title), text, anchor_is_synthetic=True)


def _related(seed: int, number: int, random: Random) -> list[Link]:
    others = sorted(random.sample(range(number), min(number, 5))) or [number]
    return [
        Link(_name(seed, each).removesuffix(_SUFFIX), "", _title(seed, each), LinkKind.RELATED)
        for each in others
    ]


def _html(page: Page) -> str:
    listed = "".join(
        f'<li><a href="{link.target}{_SUFFIX}">{link.text}</a></li>' for link in page.links[1:]
    )
    below = (
        f"<h{part.level}>{part.title}</h{part.level}>"
        + (f"<ul>{listed}</ul>" if part.title == RELATED else f"<p>{part.text}</p>")
        for part in page.sections[1:]
    )
    return _PAGE.format(
        title=html.escape(page.title),
        category=page.category,
        definition=page.definition,
        sections="\n".join(below),
    )


class _Text:
    """Generates the sections of one page."""

    def __init__(self, random: Random, topic: list[str]) -> None:
        self._random = random
        self._topic = topic

    def words(self, count: int) -> str:
        return " ".join(self._drawn(count))

    def section(self) -> str:
        words = self._drawn(self._length())
        sentences = []
        while words:
            length = self._random.randint(8, 25)
            sentences.append(" ".join(words[:length]).capitalize() + ".")
            words = words[length:]
        return " ".join(sentences)

    def _length(self) -> int:
        place = self._random.random() * (len(_LENGTHS) - 1)
        low, high = _LENGTHS[int(place)], _LENGTHS[int(place) + 1]
        return round(low + (high - low) * (place % 1))

    def _drawn(self, count: int) -> list[str]:
        words, weights = vocabulary()
        random, topic = self._random.random, self._topic
        return [
            topic[int(random() * len(topic))]
            if random() < _ON_TOPIC
            else words[bisect(weights, random() * weights[-1], 0, len(words) - 1)]
            for _ in range(count)
        ]


@cache
def vocabulary() -> tuple[list[str], list[float]]:
    """Words, most frequent first, and the sums of their weights: 1 / (rank + 2.7) ^ 1.07."""
    random = Random("vocabulary")
    words = dict.fromkeys(COMMON)
    while len(words) < _WORDS:
        # Frequent words are short.
        syllables = random.choice((1, 2) if len(words) < _SHORT else (2, 3))
        stem = "".join(random.choice(_SYLLABLES) for _ in range(syllables))
        words[stem + random.choice(_ENDINGS)] = None
    weights = accumulate(1 / (rank + 2.7) ** 1.07 for rank in range(len(words)))
    return list(words), list(weights)
