"""`python -m bench.suggest`: processor time of completion over many made-up titles.

A session types whole titles, letter by letter; the other classes are the most expensive ones.
"""

import argparse
import random
import time
from collections.abc import Iterable

from bench.figures import percentile
from wikisearch.analysis import Analyzer
from wikisearch.model.names import PageEntry
from wikisearch.search.suggest.complete import Completer

_CONSONANTS, _VOWELS, _ENDS = "bcdfghjklmnprstvwz", "aeiou", ("", "n", "r", "s", "ing", "tion")
_LIMIT = 10


def made_up_titles(count: int, seed: int = 7) -> list[str]:
    """Titles of one to four words; deterministic."""
    chance = random.Random(seed)
    words = sorted(
        {
            "".join(_syllable(chance) for _ in range(chance.randint(1, 4))) + chance.choice(_ENDS)
            for _ in range(count // 2)
        }
    )
    titles: dict[str, None] = {}
    while len(titles) < count:
        many = chance.choice((1, 2, 2, 2, 3, 3, 4))
        titles[" ".join(chance.choice(words) for _ in range(many)).title()] = None
    return list(titles)


def made_up_terms(titles: Iterable[str]) -> list[PageEntry]:
    """Entries of pages with these titles."""
    return [
        PageEntry(f"page{number}", f"page{number}.html", title, (), "")
        for number, title in enumerate(titles)
    ]


def _syllable(chance: random.Random) -> str:
    return chance.choice(_CONSONANTS) + chance.choice(_VOWELS)


def _slipped(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, max(2, len(word) - 1))
    letter = chance.choice("aeiourst")
    before, after = word[:place], word[place:]
    return chance.choice(
        (before + after[1:], before + letter + after, before + letter + after[1:])
        + ((before + after[1] + after[0] + after[2:],) if after[1:] else ())
    )


def _classes(titles: list[str], chance: random.Random) -> dict[str, list[str]]:
    picked = [chance.choice(titles) for _ in range(1_000)]
    return {
        "a session of typing": [
            title[:end] for title in picked[:300] for end in range(1, len(title) + 1)
        ],
        "one letter": [title[:1] for title in picked],
        "an inner word": [title.split()[-1][: chance.randint(2, 6)] for title in picked],
        "words in another order": [" ".join(reversed(title.split()))[:-2] for title in picked],
        "a slip": [_slipped(title[: chance.randint(5, 20)], chance) for title in picked],
        "nothing": ["zzzq" + title[:6] for title in picked],
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser("python -m bench.suggest", description=__doc__)
    parser.add_argument("--titles", type=int, default=20_000)
    titles = made_up_titles(parser.parse_args().titles)
    chance = random.Random(11)
    terms = made_up_terms(titles)
    incoming = {term.id: chance.randint(1, 300) for term in terms[::2]}
    began = time.process_time()
    completer = Completer(terms, incoming, Analyzer())
    print(f"{len(titles):,} titles indexed in {time.process_time() - began:.2f} s")
    for name, typed in _classes(titles, chance).items():
        taken = []
        for text in typed:
            began = time.process_time()
            completer.suggestions(text, _LIMIT)
            taken.append((time.process_time() - began) * 1000)
        half, most = percentile(taken, 0.5), percentile(taken, 0.95)
        print(f"{name:24} p50 {half:6.2f} ms   p95 {most:6.2f} ms")


if __name__ == "__main__":
    main()
