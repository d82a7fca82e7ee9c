"""Sections that have the query as their name -> which of them come first.

Many sections of reference pages declare the same name: `split`, `__getattr__`. Those in the form as
typed come first, then those that most pages link to.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

from wikisearch.analysis.names.name_keys import is_written_as_code
from wikisearch.model.results import MatchType
from wikisearch.search.retrieval.candidates import NameOrder, RankedSection
from wikisearch.search.retrieval.matched_query import TIERS
from wikisearch.search.understanding.name_form import name_form
from wikisearch.search.understanding.understand import Understood
from wikisearch.search.view.index_view import IndexView

_TITLE = TIERS[MatchType.TITLE]
_HEADING, _HEADING_END = TIERS[MatchType.HEADING], TIERS[MatchType.HEADING_END]
_FOLDED = TIERS[MatchType.FOLDED]
_CALLED = TIERS[MatchType.CALLED]
_HEADINGS = (_HEADING, _HEADING_END)
_COMPARED = {
    _TITLE: (_TITLE,),
    _FOLDED: (_FOLDED, _CALLED, *_HEADINGS),
    _CALLED: (_CALLED, *_HEADINGS),
    _HEADING: _HEADINGS,
    _HEADING_END: _HEADINGS,
}
"""For the best tier of a query, the tiers of the names that are compared."""

_SEPARATOR = re.compile(r"(?<=\w)\.(?=\w)|::")

_tier = attrgetter("tier")

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
    compared = _COMPARED.get(min(map(_tier, sections.values()), default=len(TIERS)), ())
    # Most queries name nothing.
    named = [each for each in sections.values() if each.tier in compared] if compared else []
    if len(named) < 2:  # noqa: PLR2004 - nothing to choose
        return sections
    links = {each.match.key: _links(view, each) for each in named}
    named.sort(key=lambda each: (each.tier, -links[each.match.key], each.order))
    ordered = _with_forms(view, understood.names, named[:_MAX_NAMES], links)
    is_code = any(map(is_written_as_code, understood.names))
    return {**sections, **{each.match.key: each for each in _demoted(ordered, is_code=is_code)}}


def _links(view: IndexView, section: RankedSection) -> int:
    """Count the pages that link to a section, or to the page that is called so.

    The score of a page with the name as its title has the links of the page already.
    """
    if section.tier == _TITLE:
        return 0
    return view.site.links_to(section.match.key)


def _with_forms(
    view: IndexView,
    names: Iterable[str],
    chosen: Sequence[RankedSection],
    links: Mapping[str, int],
) -> list[RankedSection]:
    stored = view.sections.fetch(section.match.key for section in chosen)
    return [
        section._replace(name=_name_order(section, content.title, names, links))
        for section, content in zip(chosen, stored, strict=True)
    ]


def _name_order(
    section: RankedSection, title: str, names: Iterable[str], links: Mapping[str, int]
) -> NameOrder:
    is_page = section.tier < _HEADING and section.tier != _FOLDED
    form = max(name_form(title, name, is_page=is_page) for name in names)
    if form and any(" " in name and len(name) == len(title) for name in names):
        form += 1
    parts = len(_SEPARATOR.findall(title.partition("(")[0])) if section.tier == _HEADING_END else 0
    return NameOrder(form, parts, links[section.match.key])


def _demoted(sections: Sequence[RankedSection], *, is_code: bool) -> Iterator[RankedSection]:
    """Give worse names the tier of the best heading that has the form as typed.

    That heading is the one that most pages link to. `named tuple` is no better name for
    `namedtuple` than a heading that ends with it, and the file `list.html` no better one for `list`
    than a heading that more pages link to. A name in a program is never a name in other words.
    """
    headings = [each for each in sections if each.tier in _HEADINGS]
    best = max(headings, key=lambda each: (each.name.form, each.name.links), default=None)
    for each in sections:
        if best is not None and each.tier < best.tier and _is_worse(each, best, is_code=is_code):
            # With the parts of the best heading, so that links decide.
            name = each.name._replace(parts=best.name.parts)
            yield each._replace(tier=best.tier, name=name)
        else:
            yield each


def _is_worse(section: RankedSection, heading: RankedSection, *, is_code: bool) -> bool:
    name, other = section.name, heading.name
    if section.tier in _HEADINGS:
        return (name.form, name.links) < (other.form, other.links)
    is_worse = is_code if section.tier == _FOLDED else name.links < other.links
    return bool(other.form) and not name.form and is_worse
