"""Sections that have the query as their name -> which of them come first.

Many sections of reference pages declare the same name: `split`, `__getattr__`. Those in the form as
typed come first, then those that most pages link to.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from wikisearch.model.results import MatchType
from wikisearch.search.candidates import NameOrder, RankedSection
from wikisearch.search.matched_query import TIERS
from wikisearch.search.names.name_form import name_form
from wikisearch.search.understand import Understood
from wikisearch.search.view import IndexView

_TITLE = TIERS[MatchType.TITLE]
_HEADING, _HEADING_END = TIERS[MatchType.HEADING], TIERS[MatchType.HEADING_END]
_CALLED = TIERS[MatchType.CALLED]
_HEADINGS = (_HEADING, _HEADING_END)
_COMPARED = {
    _TITLE: (_TITLE,),
    _CALLED: (_CALLED, *_HEADINGS),
    _HEADING: _HEADINGS,
    _HEADING_END: _HEADINGS,
}
"""For the best tier of a query, the tiers of the names that are compared."""

_MAX_NAMES = 20
"""Sections with the same name whose titles are compared with the query."""


def with_name_order(
    view: IndexView, understood: Understood, sections: Mapping[str, RankedSection]
) -> Mapping[str, RankedSection]:
    """Add the order of names to the sections with the best names, if several have one."""
    if understood.compared:
        order = NameOrder(is_compared=True)
        return {
            key: each._replace(name=order) if key in understood.compared else each
            for key, each in sections.items()
        }
    tier = min((section.tier for section in sections.values()), default=len(TIERS))
    named = [section for section in sections.values() if section.tier in _COMPARED.get(tier, ())]
    if len(named) < 2:  # noqa: PLR2004 - nothing to choose
        return sections
    links = {each.match.key: _links(view, each) for each in named}
    named.sort(key=lambda each: (each.tier, -links[each.match.key], each.order))
    ordered = _with_forms(view, understood.names, named[:_MAX_NAMES], links)
    return {**sections, **{each.match.key: each for each in _demoted(ordered)}}


def _links(view: IndexView, section: RankedSection) -> int:
    """Count the pages that link to a section, or to the page that is called so.

    The score of a page with the name as its title has the links of the page already.
    """
    if section.tier == _TITLE:
        return 0
    links = view.site.incoming if section.tier == _CALLED else view.site.section_links
    return links.get(section.match.key, 0)


def _with_forms(
    view: IndexView,
    names: Iterable[str],
    chosen: Sequence[RankedSection],
    links: Mapping[str, int],
) -> list[RankedSection]:
    stored = view.sections.fetch(section.match.key for section in chosen)
    return [
        section._replace(
            name=NameOrder(
                max(
                    name_form(content.title, name, is_page=section.tier < _HEADING)
                    for name in names
                ),
                links[section.match.key],
            )
        )
        for section, content in zip(chosen, stored, strict=True)
    ]


def _demoted(sections: Iterable[RankedSection]) -> Iterator[RankedSection]:
    """Give names of another form the tier of headings that have the form as typed.

    `named tuple` is no better name for `namedtuple` than a heading that ends with it, and the file
    `list.html` no better one for `list` than a heading that more pages link to.
    """
    exact = [each for each in sections if each.tier in _HEADINGS and each.name.form]
    last = max((each.tier for each in exact), default=0)
    links = max((each.name.links for each in exact), default=0)
    for each in sections:
        is_worse = each.tier in _HEADINGS or (each.tier == _CALLED and each.name.links < links)
        is_demoted = is_worse and not each.name.form and each.tier < last
        yield each._replace(tier=last) if is_demoted else each
