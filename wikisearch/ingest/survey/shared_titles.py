"""The titles of the sampled pages -> what most begin and end with, and those of many pages."""

from collections import Counter
from collections.abc import Sequence

from wikisearch.ingest.survey.majority import FEW, most
from wikisearch.ingest.survey.page_facts import PageFacts
from wikisearch.ingest.survey.title_affixes import (
    common_affix,
    without_affixes,
    without_title_prefix,
    without_title_suffix,
)

_MIN_HEADINGS = 4
"""Pages whose headings must share or lack an affix; fewer headings may be alike by chance."""
_HEADING_SHARE = 0.9
_TITLE_SHARE = 0.25
"""Share of the pages that makes a title no name."""


def find_shared_titles(pages: Sequence[PageFacts], prefix: str, suffix: str) -> frozenset[str]:
    """Find the titles that many pages have, and those of a few pages that no page shows."""
    count = len(pages)
    titles = [(without_affixes(page.title, prefix, suffix), page) for page in pages]
    counts = Counter(title for title, _ in titles)
    headings = {title for title, page in titles if page.is_shown}
    few, many = min(FEW, count), max(FEW, int(_TITLE_SHARE * count))
    return frozenset(
        title
        for title, number in counts.items()
        if number >= (few if title not in headings else many if count > FEW else count + 1)
    )


def find_shared_documents(pages: Sequence[PageFacts], prefix: str, suffix: str) -> frozenset[str]:
    """Find what many pages have as `<title>`, and what a few have that do not show it.

    If one page shows it in its heading, it is the name of that page, and of no other one.
    """
    documents = [without_affixes(page.document_title, prefix, suffix) for page in pages]
    headings = [without_affixes(page.title, prefix, suffix) * page.is_shown for page in pages]
    pairs = zip(documents, headings, strict=True)
    shown = Counter(document for document, heading in pairs if document == heading)
    many, few = max(FEW + 1, int(_TITLE_SHARE * len(pages))), min(FEW, len(pages))

    def needed(document: str) -> int:
        return min(many, shown[document] + 1 if shown[document] else few)

    counts = Counter(filter(None, documents))
    return frozenset(document for document, number in counts.items() if number >= needed(document))


def affix_of_titles(pages: Sequence[PageFacts], *, at_start: bool) -> str:
    """Find what most titles begin or end with."""
    separated = _separated_affix(pages, at_start=at_start)
    return separated or _affix_beside_headings(pages, at_start=at_start)


def _separated_affix(pages: Sequence[PageFacts], *, at_start: bool) -> str:
    """Find what most titles begin or end with, up to a separator.

    Where headings have it as well, it may belong to the names: nearly all pages must have it.
    """
    titles = {page.document_title for page in pages if page.document_title}
    affix = common_affix(titles, most(len(titles)), at_start=at_start)
    if not affix:
        return ""
    without = without_title_prefix if at_start else without_title_suffix

    def has_affix(title: str) -> bool:
        return without(title, affix) != title

    having = [page for page in pages if has_affix(page.document_title)]
    in_heading = [page for page in having if page.is_shown and has_affix(page.title)]
    if not in_heading or 2 * len(in_heading) < len(having):
        return affix
    enough = max(_MIN_HEADINGS, _HEADING_SHARE * len(titles))
    return affix if sum(map(has_affix, titles)) >= enough else ""


def _affix_beside_headings(pages: Sequence[PageFacts], *, at_start: bool) -> str:
    """Find the words before or after those of a heading in most titles: "Tides Neap tide".

    The heading proves that they do not belong to the name, so that a space separates them.
    """
    side = 0 if at_start else 1
    affixes = {page.document_title: page.title_edges[side] for page in pages if page.document_title}
    counts = Counter(filter(None, affixes.values()))
    affix = max(counts, key=lambda affix: (counts[affix], affix), default="")
    return affix if counts[affix] >= max(_MIN_HEADINGS, most(len(affixes))) else ""
