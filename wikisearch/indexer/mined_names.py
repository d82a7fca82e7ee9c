"""The records of all pages -> names that they go by without bearing them.

Of three sources: acronyms that running text explains, words that other pages link with, and names
of files. A name that some page bears is never given to another.
"""

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from wikisearch.analysis import Analyzer, entry_names
from wikisearch.indexer.ledger import Ledger
from wikisearch.indexer.record import Record
from wikisearch.model.ids import without_suffix
from wikisearch.model.names import MinedName, NameSource, PageEntry, SiteNames, Synonym

MOST_WORDS = 6
"""Words of a link's text that may be a name."""

FEWEST_LINKS = 3
"""Pages that must link so, for a text that shares no word with the title."""

LEAST_SHARE = 0.8
"""Of the pages that link with a text, how many must lead to the same page."""

Texts = Mapping[str, Mapping[str, int]]
"""For each text of links, the pages it leads to, and from how many pages it does."""


def mine_names(
    ledger: Ledger,
    texts: Texts,
    own: Sequence[tuple[str, str]],
    analyzer: Analyzer,
    known: SiteNames | None = None,
) -> SiteNames:
    """Find the names; `own` are pairs of the user's, and what they name is looked for nowhere else.

    A pair with an empty name takes back all that would be found for the other one. What is `known`
    is given back when it was found in the same.
    """
    every, listed = ledger.records.values(), ledger.terms
    acronyms = [record.acronyms for record in every if record.acronyms]
    made_of = _fingerprint(listed, acronyms, texts, own, analyzer.fingerprint)
    if known is not None and known.fingerprint == made_of:
        return known
    book = _Book(listed, analyzer)
    pairs = [_synonym(name, other, NameSource.OWN, 0, analyzer) for name, other in own]
    settled = {analyzer.folded_name(pair.name) for pair in pairs}
    refused = {analyzer.folded_name(pair.name) for pair in pairs if not pair.other}
    pairs = [pair for pair in pairs if pair.other]
    pairs += [
        pair
        for pair in _explained(every, analyzer)
        if analyzer.folded_name(pair.name) not in settled
        and analyzer.folded_name(pair.other) not in refused
    ]
    called = [name for pair in pairs for name in book.called_so(pair)]
    called += [
        name
        for name in (*book.linked_as(texts), *book.filed_as(listed))
        if name.folded not in settled
    ]
    return SiteNames(pairs, _first_of_each(called), made_of)


class _Book:
    """Which page bears which name."""

    def __init__(self, listed: Iterable[PageEntry], analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._bearers: dict[str, list[str]] = {}
        self._terms = {term.id: term for term in listed}
        for term in self._terms.values():
            for name in dict.fromkeys(map(analyzer.stemmed_name, entry_names(term))):
                self._bearers.setdefault(name, []).append(term.id)

    def called_so(self, pair: Synonym) -> Iterable[MinedName]:
        """Pages that bear one of the two names, and so go by the other."""
        for name, other in ((pair.name, pair.other), (pair.other, pair.name)):
            if not self._bearers_of(name):
                folded = self._analyzer.folded_name(name)
                for page in self._bearers_of(other):
                    yield MinedName(name, page, pair.source, pair.pages, folded)

    def linked_as(self, texts: Texts) -> Iterable[MinedName]:
        """Texts that lead to one page, from several or with a word of its title."""
        folded = {text: self._analyzer.folded_name(text) for text in texts}
        # <vector> and vector are one name, which either leads to one page or is none.
        alike: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for text, pages in texts.items():
            alike[folded[text]].update(pages)
        for text, pages in sorted(texts.items()):
            page, count = max(pages.items(), key=lambda each: (each[1], each[0]))
            words = self._analyzer.scored(text)
            if not 0 < len(words) <= MOST_WORDS or self._bearers_of(text):
                continue
            telling = not all(word in self._analyzer.stop_words for word in words)
            linked = alike[folded[text]]
            if not telling or linked[page] < LEAST_SHARE * linked.total():
                continue
            if count >= FEWEST_LINKS or (count > 1 and self._shares_word(page, words)):
                yield MinedName(text, page, NameSource.LINK, count, folded[text])

    def filed_as(self, listed: Iterable[PageEntry]) -> Iterable[MinedName]:
        """Names of files that no page bears and no other file has."""
        slugs = {term.id: without_suffix(term.path).rpartition("/")[2] for term in listed}
        names = {page: re.sub("[-_]", " ", slug).strip() for page, slug in slugs.items()}
        # A file ~vector has the name of a file vector.
        folded = {page: self._analyzer.folded_name(name) for page, name in names.items()}
        counts = Counter(folded.values())
        for page, name in names.items():
            is_only = counts[folded[page]] == 1
            if is_only and any(map(str.isalpha, name)) and not self._bearers_of(name):
                yield MinedName(name, page, NameSource.SLUG, 1, folded[page])

    def _shares_word(self, page: str, words: Sequence[str]) -> bool:
        """Whether one of these words is in the title of a page, or in an alias."""
        term = self._terms.get(page)
        names = (term.title, *term.aliases) if term else ()
        return not set(words).isdisjoint(self._analyzer.scored(" ".join(names)))

    def _bearers_of(self, name: str) -> list[str]:
        return self._bearers.get(self._analyzer.stemmed_name(name), [])


def _explained(records: Iterable[Record], analyzer: Analyzer) -> list[Synonym]:
    """Acronyms of all pages, each in its commonest spelling, by how many pages explain it."""
    spellings: dict[tuple[str, str], Counter[tuple[str, str]]] = {}
    for record in records:
        for short, long in set(record.acronyms):
            key = (analyzer.folded_name(short), analyzer.stemmed_name(long))
            spellings.setdefault(key, Counter())[short, long] += 1
    found = []
    for counts in spellings.values():
        (short, long), _ = min(counts.items(), key=lambda each: (-each[1], each[0]))
        found.append(_synonym(short, long, NameSource.ACRONYM, sum(counts.values()), analyzer))
    return sorted(found, key=lambda pair: (-pair.pages, pair.name, pair.other))


def _fingerprint(*facts: object) -> str:
    data = json.dumps(facts, sort_keys=True).encode()
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _synonym(name: str, other: str, source: NameSource, pages: int, analyzer: Analyzer) -> Synonym:
    return Synonym(name, other, source, pages, analyzer.exact(name), analyzer.exact(other))


def _first_of_each(called: Iterable[MinedName]) -> Iterable[MinedName]:
    seen: set[tuple[str, str]] = set()
    for each in called:
        if (each.name, each.page) not in seen:
            seen.add((each.name, each.page))
            yield each
