"""Sections -> pages: each page once, with its sections in order."""

from collections import defaultdict
from collections.abc import Iterable
from functools import partial
from itertools import starmap
from operator import attrgetter
from typing import NamedTuple

from wikisearch.model.results import MatchType
from wikisearch.search.retrieval.candidates import NO_NAME, RankedSection
from wikisearch.search.retrieval.matched_query import TIERS

_TITLE_WORDS = TIERS[MatchType.TITLE_WORDS]

_by_order = attrgetter("order")


def _by_name(section: RankedSection) -> tuple[int, float, int, int, bool]:
    form, parts, links, is_compared = section.name
    return section.tier, -form, parts, -links, not is_compared


class RankedPage(NamedTuple):
    """A page with its matching sections."""

    id: str
    sections: tuple[RankedSection, ...]
    """Best first; the section that the query names comes before all others."""

    best: RankedSection
    """The section with the highest score, which is the score of the page."""

    named: RankedSection
    """The section with the best match type, which is the match type of the page."""

    coverage: float
    """Share of the title's words that the query has, where that decides the order; or else the
    form of the name: see `NameOrder`."""

    order: tuple[int, float, int, int, float, str]
    """Sort key among pages: match type, title coverage, parts and links of the name, score, id."""


_new_page = partial(tuple.__new__, RankedPage)
"""Makes a page of all its fields; `RankedPage` itself calls a Python function."""


def roll_up(sections: Iterable[RankedSection]) -> list[RankedPage]:
    """Group sections by page, in no order of pages."""
    pages: defaultdict[str, list[RankedSection]] = defaultdict(list)
    for section in sections:
        pages[section.match.page].append(section)
    return list(starmap(ranked_page, pages.items()))


def ranked_page(page: str, sections: list[RankedSection], coverage: float = 0.0) -> RankedPage:
    """Make a page of its sections, which are sorted in place."""
    if len(sections) > 1:
        sections.sort(key=_by_order)
        best = named = sections[0]
        for section in sections:
            if section.tier != best.tier or section.name is not NO_NAME:
                named = min(sections, key=_by_name)
                _move_to_front(named, sections)
                break
    else:
        [best] = [named] = sections
    coverage = coverage or named.name.form
    name = named.name
    order = named.tier, -coverage, name.parts, -name.links, best.order[0], page
    return _new_page((page, tuple(sections), best, named, coverage, order))


def with_more_sections(page: RankedPage, more: Iterable[RankedSection]) -> RankedPage:
    """Add sections to a page, which keeps its place in the ranking."""
    known = {section.match.key for section in page.sections}
    added = [section for section in more if section.match.key not in known]
    if not added:
        return page
    sections = sorted((*page.sections, *added), key=_by_order)
    _move_to_front(page.named, sections)
    return page._replace(sections=tuple(sections))


def _move_to_front(named: RankedSection, sections: list[RankedSection]) -> None:
    """Put the section that the query names before sections that score more.

    A class is looked up by its name, and its constructor has the same name.
    """
    if named.tier < _TITLE_WORDS and named is not sections[0]:
        sections.remove(named)
        sections.insert(0, named)
