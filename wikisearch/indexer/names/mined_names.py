"""Records and link texts -> names of pages that are not a title or an alias.

The sources are the user's synonyms, acronyms that running text explains, link texts and file
names. A title or alias of one page is never mined as a name of another page.
"""

import json
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence

from wikisearch.analysis import Analyzer
from wikisearch.indexer.ledger import Ledger
from wikisearch.indexer.link_graph import LinkTexts
from wikisearch.indexer.names.file_names import name_in_path
from wikisearch.indexer.names.name_owners import NameOwners
from wikisearch.indexer.names.names_from_links import names_from_links
from wikisearch.indexer.record import Record
from wikisearch.model.digest import digest
from wikisearch.model.names import MinedName, NameSource, PageEntry, SiteNames, Synonym


def mine_names(
    ledger: Ledger,
    texts: LinkTexts,
    synonyms: Sequence[tuple[str, str]],
    analyzer: Analyzer,
    known: SiteNames | None = None,
) -> SiteNames:
    """Mine the names of all pages.

    `synonyms` are the user's pairs of names; no other source is used for their first names. A pair
    with an empty second name suppresses all mined names for the first one. `known`, the result of
    the last build, is returned if its inputs were the same.
    """
    records, pages = ledger.records.values(), ledger.terms
    translated = {record.id for record in records if not record.is_named_by_file}
    inputs = _fingerprint(
        pages,
        sorted(translated),
        [record.acronyms for record in records if record.acronyms],
        texts,
        synonyms,
        analyzer.fingerprint,
    )
    if known is not None and known.fingerprint == inputs:
        return known
    owners = NameOwners(pages, analyzer)
    own = [_synonym(name, other, NameSource.OWN, 0, analyzer) for name, other in synonyms]
    defined = {analyzer.folded_name(pair.name) for pair in own}
    pairs = _pairs(own, _acronyms(records, analyzer), analyzer)
    names = [name for pair in pairs for name in _names_from_pair(pair, owners, analyzer)]
    names += [
        name
        for source in (
            names_from_links(texts, owners, analyzer),
            _names_from_files(pages, translated, owners, analyzer),
        )
        for name in source
        if name.folded not in defined
    ]
    return SiteNames(pairs, _distinct(names), inputs)


def _pairs(
    own: Sequence[Synonym], acronyms: Sequence[Synonym], analyzer: Analyzer
) -> list[Synonym]:
    """Return the user's pairs, and the acronyms that these neither define nor suppress."""
    defined = {analyzer.folded_name(pair.name) for pair in own}
    suppressed = {analyzer.folded_name(pair.name) for pair in own if not pair.other}
    return [pair for pair in own if pair.other] + [
        pair
        for pair in acronyms
        if analyzer.folded_name(pair.name) not in defined
        and analyzer.folded_name(pair.other) not in suppressed
    ]


def _names_from_pair(pair: Synonym, owners: NameOwners, analyzer: Analyzer) -> Iterator[MinedName]:
    """Give the pages that have one name of a pair the other one, unless a page has it already."""
    for name, other in ((pair.name, pair.other), (pair.other, pair.name)):
        if not owners.owners(name):
            folded = analyzer.folded_name(name)
            for page in owners.owners(other):
                yield MinedName(name, page, pair.source, pair.pages, folded)


def _names_from_files(
    pages: Iterable[PageEntry], translated: Container[str], owners: NameOwners, analyzer: Analyzer
) -> Iterator[MinedName]:
    """File names that are unique, and no title or alias of any page.

    Translated pages often keep the file name, which names nothing in their own language.
    """
    names = {page.id: name_in_path(page.path) for page in pages if page.id not in translated}
    # The files ~vector and vector have the same name.
    folded = {page: analyzer.folded_name(name) for page, name in names.items()}
    counts = Counter(folded.values())
    for page, name in names.items():
        is_only = counts[folded[page]] == 1
        if is_only and any(map(str.isalpha, name)) and not owners.owners(name):
            yield MinedName(name, page, NameSource.SLUG, 1, folded[page])


def _acronyms(records: Iterable[Record], analyzer: Analyzer) -> list[Synonym]:
    """Return the acronyms in their usual spelling, with the number of pages that explain them."""
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


def _fingerprint(*inputs: object) -> str:
    return digest(json.dumps(inputs, sort_keys=True))


def _synonym(name: str, other: str, source: NameSource, pages: int, analyzer: Analyzer) -> Synonym:
    return Synonym(name, other, source, pages, analyzer.all_stems(name), analyzer.all_stems(other))


def _distinct(names: Iterable[MinedName]) -> Iterator[MinedName]:
    """Yield the first entry for each name of a page."""
    seen: set[tuple[str, str]] = set()
    for each in names:
        if (each.name, each.page) not in seen:
            seen.add((each.name, each.page))
            yield each
