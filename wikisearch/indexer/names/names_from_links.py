"""Link texts -> additional names of the pages they lead to."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from wikisearch.analysis import Analyzer
from wikisearch.indexer.link_graph import LinkTexts
from wikisearch.indexer.names.name_owners import NameOwners
from wikisearch.model.names import MinedName, NameSource

MAX_WORDS = 6
"""Longest link text that may be a name, in words."""

MIN_LINKS = 3
"""Number of pages that must use a link text with no word of the title."""

MIN_SHARE = 0.8
"""Share of the pages with a link text that must lead to the same page."""


def names_from_links(
    texts: LinkTexts, owners: NameOwners, analyzer: Analyzer
) -> Iterator[MinedName]:
    """Yield the link texts that nearly always lead to one page, as names of it.

    They are not a title or an alias of any page. Several pages use them, or they share a word with
    the title.
    """
    folded = {text: analyzer.folded_name(text) for text in texts}
    # <vector> and vector are one name, which leads to one page or is not a name.
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text, pages in texts.items():
        counts[folded[text]].update(pages)
    for text, pages in sorted(texts.items()):
        page, count = max(pages.items(), key=lambda each: (each[1], each[0]))
        words = analyzer.scored(text)
        if not 0 < len(words) <= MAX_WORDS or owners.owners(text):
            continue
        linked = counts[folded[text]]
        only_stop_words = all(word in analyzer.stop_words for word in words)
        if only_stop_words or linked[page] < MIN_SHARE * linked.total():
            continue
        if count >= MIN_LINKS or (count > 1 and owners.shares_word(page, words)):
            yield MinedName(text, page, NameSource.LINK, count, folded[text])
