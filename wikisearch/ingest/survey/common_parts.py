"""The facts of the sampled pages -> what the pages of each group share."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import PurePosixPath

from wikisearch.ingest.survey.line_keys import heading_key, line_key
from wikisearch.ingest.survey.majority import FEW, most
from wikisearch.ingest.survey.page_facts import PageFacts
from wikisearch.ingest.survey.page_groups import PageGroups
from wikisearch.ingest.survey.shared_titles import (
    affix_of_titles,
    find_shared_documents,
    find_shared_titles,
)
from wikisearch.ingest.survey.survey import NO_SURVEY, FolderSurvey, Survey, Trait
from wikisearch.ingest.survey.title_affixes import without_affixes
from wikisearch.ingest.survey.title_categories import category_separator
from wikisearch.model.ids import INDEX

_NEARLY_ALL = 0.75
_NOTICE_SHARE = 0.05
"""Share of the pages with a line that holds no content by its form: some kinds of pages."""
_START_SHARE = 0.25
"""Share of start pages from which on any page is the start page of its folder."""
_MIN_WIDE = 6
"""Pages whose content is all of `<body>` that are compared with each other alone."""

Counts = dict[str, int]
"""On how many pages each line is, by key."""


def compare_pages(facts: Mapping[str, PageFacts], groups: PageGroups) -> Survey:
    """Compare the sampled pages, which are by path."""
    members: dict[str, list[PageFacts]] = {}
    for path in sorted(facts):
        members.setdefault(groups.name(path), []).append(facts[path])
    every = _distinct(facts[path] for path in sorted(facts))
    whole = _compare(every)
    if sum(PurePosixPath(path).stem == INDEX for path in facts) < _START_SHARE * len(facts):
        whole = replace(whole, traits=whole.traits | {Trait.START_IS_RARE})
    folders = {name: _merge(_compare(_distinct(pages)), whole) for name, pages in members.items()}
    return Survey(groups, folders, whole)


def _distinct(pages: Iterable[PageFacts]) -> list[PageFacts]:
    """Keep one of the pages with the same text."""
    return list({page.content: page for page in pages}.values())


def _compare(pages: Sequence[PageFacts]) -> FolderSurvey:
    count = len(pages)
    if count < 2:  # noqa: PLR2004 - one page has nothing in common with itself
        return NO_SURVEY
    prefix = affix_of_titles(pages, at_start=True)
    suffix = affix_of_titles(pages, at_start=False)
    affixes = prefix, suffix
    documents = {without_affixes(page.document_title, *affixes) for page in pages}
    shared = find_shared_titles(pages, prefix, suffix)
    top = _on_most(pages, lambda page: page.top)
    bottom = _on_most(pages, lambda page: page.bottom)
    named = _named_pages(pages, affixes, shared)
    sentences = _shared_sentences(named)
    repeated = top.keys() | bottom | sentences
    own = _in_cards([page for page in pages if page.first_sentence in repeated], pages, affixes)
    return FolderSurvey(
        pages=count,
        top={key: count for key, count in top.items() if key not in own},
        bottom={key: count for key, count in bottom.items() if key not in own},
        links=_on_most(pages, lambda page: page.links),
        link_words=frozenset(_on_most(pages, lambda page: page.link_words)),
        notices=_frequent((page.notices for page in pages), max(FEW, int(_NOTICE_SHARE * count))),
        shared_sentences=(sentences - own) | _shared_descriptions(named),
        prefix=prefix,
        suffix=suffix,
        category_separator=category_separator(documents - {""}),
        shared_titles=shared,
        shared_documents=find_shared_documents(pages, prefix, suffix),
        traits=frozenset(_traits(pages, shared)),
    )


def _traits(pages: Sequence[PageFacts], shared_titles: frozenset[str]) -> Iterator[Trait]:
    count, noindex = len(pages), sum(page.is_noindex for page in pages)
    yield Trait.COMPARED
    if 2 * noindex < count:
        yield Trait.NOINDEX_IS_RARE
    if noindex > _NEARLY_ALL * count:
        yield Trait.NOINDEX_IS_USUAL
    if 2 * sum(page.has_form for page in pages) < count:
        yield Trait.FORM_IS_RARE
    if shared_titles:
        yield Trait.TITLES_ARE_SHARED


def _on_most(pages: Sequence[PageFacts], lines: Callable[[PageFacts], Sequence[str]]) -> Counts:
    """Count the lines of most pages, or of nearly all pages whose content is all of `<body>`.

    A menu beside the content is in the text of those pages only.
    """
    found = _frequent(map(lines, pages), most(len(pages)))
    wide = [page for page in pages if page.content_element == "body"]
    if _MIN_WIDE <= len(wide) < len(pages):
        for key, count in _frequent(map(lines, wide), int(_NEARLY_ALL * len(wide)) + 1).items():
            found.setdefault(key, count)
    return found


def _frequent(sets: Iterable[Iterable[str]], needed: int) -> Counts:
    counts: Counter[str] = Counter()
    for keys in sets:
        counts.update(keys)
    return dict(sorted(pair for pair in counts.items() if pair[1] >= needed))


def _named_pages(
    pages: Sequence[PageFacts], affixes: tuple[str, str], shared: frozenset[str]
) -> list[tuple[str, PageFacts]]:
    """Pair each page with its title; a title of many pages is not the name of any of them."""
    return [
        (f"{at}" if without_affixes(page.title, *affixes) in shared else page.title, page)
        for at, page in enumerate(pages)
    ]


def _shared_sentences(named: Sequence[tuple[str, PageFacts]]) -> frozenset[str]:
    """Find the first sentences of pages with several titles: about a wiki, not about a term."""
    firsts = Counter(page.first_sentence for _, page in named)
    titled = ((key, name) for name, page in named for key in page.sentences if firsts[key] > 1)
    return _with_several_titles(titled, len(named))


def _shared_descriptions(named: Sequence[tuple[str, PageFacts]]) -> frozenset[str]:
    """Find the descriptions of pages with several titles, which a program has written."""
    titled = ((key, name) for name, page in named for key in page.descriptions)
    return _with_several_titles(titled, len(named))


def _with_several_titles(titled: Iterable[tuple[str, str]], pages: int) -> frozenset[str]:
    titles: dict[str, set[str]] = {}
    for key, title in titled:
        titles.setdefault(key, set()).add(title)
    needed = max(FEW, int(_NOTICE_SHARE * pages))
    return frozenset(key for key, names in titles.items() if len(names) >= needed)


def _in_cards(
    repeated: Iterable[PageFacts], pages: Sequence[PageFacts], affixes: tuple[str, str]
) -> set[str]:
    """Find first sentences that other pages show with the title of their page: in cards.

    They can have the name in `<title>`, which is "Lag" where the heading is "Class Lag".
    """
    prefix, suffix = affixes
    found: set[str] = set()
    for page in repeated:
        named = without_affixes(page.document_title, prefix, suffix)
        names = {key(title) for title in (page.title, named) for key in (heading_key, line_key)}
        others = (other for other in pages if other is not page)
        if any(_has_card(other, names, page.first_sentence) for other in others):
            found.add(page.first_sentence)
    return found


def _has_card(page: PageFacts, names: Container[str], sentence: str) -> bool:
    """Return whether a page has a sentence near its end, or directly below a name near its top."""
    if sentence in page.bottom and sentence not in page.sentences:
        return any(key in names for key in page.bottom)
    return any(key in names and below == sentence for key, below in pairwise(page.top))


def _merge(folder: FolderSurvey, whole: FolderSurvey) -> FolderSurvey:
    """Add what all pages of the wiki share to what those of a folder share."""
    if not folder.pages:
        return whole
    return FolderSurvey(
        pages=max(folder.pages, whole.pages),
        top={**whole.top, **folder.top},
        bottom={**whole.bottom, **folder.bottom},
        links={**whole.links, **folder.links},
        link_words=whole.link_words | folder.link_words,
        notices={**whole.notices, **folder.notices},
        shared_sentences=whole.shared_sentences | folder.shared_sentences,
        prefix=folder.prefix or whole.prefix,
        suffix=folder.suffix or whole.suffix,
        category_separator=folder.category_separator or whole.category_separator,
        shared_titles=whole.shared_titles | folder.shared_titles,
        shared_documents=whole.shared_documents | folder.shared_documents,
        traits=whole.traits | (folder.traits & {Trait.TITLES_ARE_SHARED}),
    )
