"""A search -> the values of the page of results."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from markupsafe import Markup

from wikisearch.index import Index
from wikisearch.model.request import MAX_RESULTS, SearchRequest, Sort
from wikisearch.model.results import FacetValue, Hit, Results, SectionHit
from wikisearch.model.snippet import Snippet
from wikisearch.model.suggestion import Suggestion
from wikisearch.render.match_reason import match_reason
from wikisearch.render.text import first_sentence
from wikisearch.server.pages.original_file import OriginalLinks
from wikisearch.server.pages.server_links import SearchState, ServerLinks
from wikisearch.server.pages.text_direction import language_attributes

PER_PAGE = 10
"""Terms on a page of results."""

MAX_PAGE = MAX_RESULTS // PER_PAGE

_SECTIONS = 10
_FACETS = 8
"""Categories that are shown at once; the others follow a click."""

_NEAREST = 5
_SORTS = {Sort.RELEVANCE: "Best match", Sort.TITLE: "Title", Sort.LINKS: "Most linked"}


class SectionRow(NamedTuple):
    """A matching section as the page shows it."""

    title: str
    above: Sequence[str]
    """Headings above it."""
    url: str
    snippet: Snippet


class HitRow(NamedTuple):
    """A hit as the page shows it."""

    id: str
    title: str
    url: str
    category: str
    reason: str
    snippet: Snippet
    sections: Sequence[SectionRow]
    more_sections: int
    """Matching sections that are not in `sections`."""
    original_url: str
    why_url: str
    language_attributes: Markup


class ChoiceLink(NamedTuple):
    """A value that a link chooses, or a number of a page; no URL for a gap between numbers."""

    label: str
    url: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class FacetRow:
    """A category, with the link that adds or removes it."""

    value: str
    count: int
    url: str
    is_chosen: bool
    is_shown: bool


def results_values(index: Index, state: SearchState, links: ServerLinks) -> dict[str, Any]:
    """Search, and return all values of the page."""
    results = index.answer(_request(state))
    originals = OriginalLinks(index, links)
    values: dict[str, Any] = {
        "query": state.query,
        "chosen": state.categories,
        "sort": state.sort,
        "results": results,
        "hits": [_hit_row(hit, results, links, originals) for hit in results],
        "facets": _facet_rows(results.facets["category"], state, links),
        "sorts": [
            ChoiceLink(text, links.search(state._replace(sort=sort, page=1)), sort == state.sort)
            for sort, text in _SORTS.items()
        ],
        "pages": pagination(
            state.page, _last_page(results), lambda page: links.search(state._replace(page=page))
        ),
        "first_url": links.search(state._replace(page=1)),
        "unfiltered_url": links.search(state._replace(categories=(), page=1)),
        "literal_url": links.search(SearchState(_quoted(state.query), state.categories)),
        "suggestion_url": links.search(SearchState(results.suggestion or "", state.categories)),
        "nearest": (),
        "categories": (),
    }
    if not results.total:
        values["nearest"] = nearest_names(index, state.query)
        values["categories"] = index.categories()
    return values


def nearest_names(index: Index, query: str) -> Sequence[Suggestion]:
    """Return the terms whose names are most like a query, or like its words."""
    found = {each.id: each for each in index.suggest(query, limit=_NEAREST)}
    for word in query.split()[:_NEAREST] if query.strip() and not found else ():
        found |= {each.id: each for each in index.suggest(word, limit=2)}
    return tuple(found.values())[:_NEAREST]


def pagination(page: int, last: int, url: Callable[[int], str]) -> dict[str, Any] | None:
    """Return the links to other pages, as `url` makes them; None if there is only one page."""
    if last <= 1:
        return None
    shown = sorted({1, last, *range(max(1, page - 2), min(last, page + 2) + 1)})
    numbers = [ChoiceLink(f"{shown[0]:,}", url(shown[0]), shown[0] == page)]
    for before, number in pairwise(shown):
        if number > before + 1:
            numbers.append(ChoiceLink("…", ""))
        numbers.append(ChoiceLink(f"{number:,}", url(number), number == page))
    return {
        "links": numbers,
        "previous": url(page - 1) if 1 < page <= last else "",
        "next": url(page + 1) if page < last else "",
    }


def _request(state: SearchState) -> SearchRequest:
    return SearchRequest(
        state.query,
        PER_PAGE,
        (state.page - 1) * PER_PAGE,
        filters={"category": state.categories} if state.categories else {},
        facets=("category",),
        sort=Sort(state.sort),
        sections=_SECTIONS,
    )


def _last_page(results: Results) -> int:
    return min(-(-results.total // PER_PAGE), MAX_PAGE)


def _quoted(query: str) -> str:
    """Quote a query: the spelling of quoted words is not corrected."""
    return '"{}"'.format(query.replace('"', " ").strip())


def _hit_row(hit: Hit, results: Results, links: ServerLinks, originals: OriginalLinks) -> HitRow:
    below = [section for section in hit.sections if section.anchor]
    is_top_first = not hit.sections or not hit.sections[0].anchor
    shown = len(below)
    tops = len(hit.sections) - shown
    return HitRow(
        hit.id,
        hit.title,
        links.term(hit.id),
        hit.page.category,
        match_reason(hit),
        hit.snippet if is_top_first else Snippet(first_sentence(hit.definition), ()),
        [_section_row(hit, section, links) for section in below],
        hit.section_count - tops - shown,
        originals.of(hit.page, _best_url(hit)),
        links.why(results.rewritten_query or results.query, hit.id),
        language_attributes(hit.page.language),
    )


def _best_url(hit: Hit) -> str:
    return hit.sections[0].text_url if hit.sections else hit.url


def _section_row(hit: Hit, section: SectionHit, links: ServerLinks) -> SectionRow:
    url = links.term(hit.id, section.anchor, section.text_url)
    return SectionRow(section.title, section.hierarchy[1:-1], url, section.snippet)


def _facet_rows(
    values: Sequence[FacetValue], state: SearchState, links: ServerLinks
) -> list[FacetRow]:
    """Return the categories of the results; none if all results are in the only one."""
    if len(values) <= 1 and not state.categories:
        return []
    return list(_facets(values, state, links))


def _facets(
    values: Sequence[FacetValue], state: SearchState, links: ServerLinks
) -> Iterator[FacetRow]:
    counts = dict.fromkeys(state.categories, 0) | {each.value: each.count for each in values}
    for position, (value, count) in enumerate(counts.items()):
        is_chosen = value in state.categories
        chosen = (
            tuple(each for each in state.categories if each != value)
            if is_chosen
            else (*state.categories, value)
        )
        url = links.search(state._replace(categories=chosen, page=1))
        yield FacetRow(value, count, url, is_chosen, is_chosen or position < _FACETS)
