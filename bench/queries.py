"""Sections -> queries of each class; the same for the same sections and seed."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from bench.sections import Section
from bench.wiki import COMMON

_LETTERS = re.compile(r"[A-Za-z]{3,}")
_PAIR = re.compile(r"(?<![\w-])([A-Za-z]{3,}) ([A-Za-z]{3,})(?![\w-])")
_TITLE = re.compile(r"[A-Za-z]{2,}(?: [A-Za-z]{2,})*")

MOST_COMMON = 60
"""The words of `or5` are sampled from this number of most frequent words."""

_MAX_NAME_LENGTH = 8
"""Words of a heading that somebody types."""

_LISTS = frozenset({"related concepts", "see also"})
"""Headings of lists of links; nobody searches for two words of such a list."""

_QUESTIONS = (
    "what is the {} of {}",
    "how does {} work with {}",
    "why is {} used for {}",
    "when should I use {} instead of {}",
    "what happens if {} is not {}",
    "how to make {} from {}",
)


@dataclass(frozen=True, slots=True)
class Query:
    """A query; each system writes it in its own query language."""

    kind: str
    """`term`, `and`, `or`, `phrase`, `prefix`, `fuzzy`, `fuzzy2`, `title` or `question`."""

    words: tuple[str, ...]
    """In lower case, but as typed in `heading` and `asked`. A question has all its words."""


class QuerySampler:
    """Samples queries from the words of some sections, and from questions."""

    def __init__(
        self, sections: Sequence[Section], seed: int = 1, questions: Sequence[str] = ()
    ) -> None:
        self._seed = seed
        self._questions = questions
        names = dict.fromkeys(each.heading or each.title for each in sections)
        self._names = [name for name in names if len(name.split()) <= _MAX_NAME_LENGTH]
        texts = (each for each in sections if each.heading.lower() not in _LISTS)
        self._sections = [each for each in texts if len(_words(each.text)) > 1]
        counts = Counter(
            word for each in self._sections for word in set(_words(f"{each.heading} {each.text}"))
        )
        self._known = {word for word, count in counts.items() if count > 1}
        self._common = [word for word, _ in sorted(counts.items(), key=_most_first)[:MOST_COMMON]]
        titles = (each.title for each in sections if _TITLE.fullmatch(each.title))
        self._titles = list(dict.fromkeys(titles))

    def sample(self, name: str, count: int) -> list[Query]:
        """At most `count` different queries of a class."""
        random = Random(f"{self._seed} {name}")
        make = CLASSES[name]
        sampled: dict[Query, None] = {}
        for _ in range(count * 20):
            query = make(self, random)
            if query.words:
                sampled[query] = None
            if len(sampled) == count:
                break
        return list(sampled)

    def word(self, random: Random, longest_less: int = 0) -> str:
        """A word of the texts; frequent words are more likely."""
        while True:
            words = _words(random.choice(self._sections).text)
            fit = [each for each in words if each in self._known and len(each) > longest_less]
            if fit:
                return random.choice(fit)

    def together(self, random: Random) -> tuple[str, ...]:
        """Two words of one section."""
        while True:
            words = _words(random.choice(self._sections).text)
            fit = sorted({each for each in words if each in self._known})
            if len(fit) > 1:
                return tuple(random.sample(fit, 2))

    def pair(self, random: Random) -> tuple[str, ...]:
        """Two adjacent words."""
        while True:
            pairs = [
                (match[1].lower(), match[2].lower())
                for match in _PAIR.finditer(random.choice(self._sections).text)
            ]
            fit = [pair for pair in pairs if self._known.issuperset(pair)]
            if fit:
                return random.choice(fit)

    def common(self, random: Random) -> tuple[str, ...]:
        """Five of the most frequent words."""
        return tuple(random.sample(self._common, min(5, len(self._common))))

    def title(self, random: Random) -> tuple[str, ...]:
        """Title of a page."""
        return tuple(random.choice(self._titles).lower().split()) if self._titles else ()

    def name(self, random: Random) -> tuple[str, ...]:
        """Title of a page or heading of a section, as typed."""
        return tuple(random.choice(self._names).split()) if self._names else ()

    def question(self, random: Random) -> tuple[str, ...]:
        """A question of a user."""
        return tuple(random.choice(self._questions).split()) if self._questions else ()


def _most_first(counted: tuple[str, int]) -> tuple[int, str]:
    return -counted[1], counted[0]


def _words(text: str) -> list[str]:
    return [word for word in _LETTERS.findall(text.lower()) if word not in _COMMON]


_COMMON = frozenset(COMMON)


def _misspelled(word: str, random: Random) -> str:
    place = random.randrange(1, len(word))
    return word[:place] + random.choice("abcdefghijklmnopqrstuvwxyz") + word[place + 1 :]


def _question(sampler: QuerySampler, random: Random) -> Query:
    text = random.choice(_QUESTIONS).format(*sampler.together(random))
    return Query("question", tuple(text.split()))


CLASSES: dict[str, Callable[[QuerySampler, Random], Query]] = {
    "term": lambda sampler, random: Query("term", (sampler.word(random),)),
    "and2": lambda sampler, random: Query("and", sampler.together(random)),
    "or2": lambda sampler, random: Query("or", (sampler.word(random), sampler.word(random))),
    "or3": lambda sampler, random: Query("or", tuple(sampler.word(random) for _ in range(3))),
    "or5": lambda sampler, random: Query("or", sampler.common(random)),
    "phrase": lambda sampler, random: Query("phrase", sampler.pair(random)),
    "prefix": lambda sampler, random: Query(
        "prefix", (sampler.word(random, 4)[: random.choice((3, 4))],)
    ),
    "fuzzy": lambda sampler, random: Query(
        "fuzzy", (_misspelled(sampler.word(random, 3), random),)
    ),
    "fuzzy2": lambda sampler, random: Query(
        "fuzzy2", (_misspelled(sampler.word(random, 5), random),)
    ),
    "title": lambda sampler, random: Query("title", sampler.title(random)),
    "question": _question,
    "heading": lambda sampler, random: Query("title", sampler.name(random)),
    "asked": lambda sampler, random: Query("question", sampler.question(random)),
}
"""Name of a class -> function that samples one query."""
