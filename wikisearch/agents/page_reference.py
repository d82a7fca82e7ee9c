"""What a call names, an id, a name or an address -> the page and the section."""

from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import unquote

from wikisearch.agents.short_text import quoted_value, shortened
from wikisearch.agents.tool_answers import NearPage
from wikisearch.agents.untrusted_text import visible_id
from wikisearch.errors import TermNotFoundError
from wikisearch.index import Index
from wikisearch.model.page import Page, Section
from wikisearch.model.stored_pages import section_key
from wikisearch.search.suggest.nearest import nearest_names

_MAX_NEAR, _MAX_FOUND, _MAX_TITLE = 3, 2, 120
_HERE = "in this generation of the wiki"
_TEXT_FRAGMENT = ":~:"
_SEPARATORS = str.maketrans("-_/#.", "     ")


class NotFoundError(Exception):
    """Nothing has the id or the name; `nearest` are pages or sections that may be meant."""

    def __init__(self, problem: str, nearest: tuple[NearPage, ...]) -> None:
        super().__init__(problem)
        self.problem = problem
        self.nearest = nearest


@dataclass(frozen=True, slots=True)
class PageReference:
    """A page, and the section of it that is meant."""

    page: Page
    section: Section | None = None
    """None for the whole page."""

    @property
    def id(self) -> str:
        """Id for `fetch`."""
        return visible_id(section_key(self.page.id, self.section.anchor if self.section else ""))


def find_reference(index: Index, text: str) -> PageReference:
    """Return what an id, a name or an address refers to; raises NotFoundError."""
    page_id, _, fragment = text.partition("#")
    if fragment:  # nearly always the id of a section; `C#` is a name
        with suppress(TermNotFoundError):
            page = index.page(page_id)
            if page.id == page_id:
                return _section(page, fragment)
    try:
        page = index.page(text)
    except TermNotFoundError:
        problem = f"no page {quoted_value(text)} {_HERE}"
        raise NotFoundError(problem, nearest_pages(index, text)) from None
    address = index.address(text) if fragment else None
    return _section(page, address.anchor if address and address.page == page.id else "")


def nearest_pages(index: Index, text: str) -> tuple[NearPage, ...]:
    """Return what a wrong id or name may mean: sections that a search finds, and a completion."""
    words = unquote(text).translate(_SEPARATORS)
    results = index.search(words, limit=_MAX_NEAR, sections=1, snippets=False)
    found = [near_page(section.id, " › ".join(section.hierarchy)) for _, section in results.flat()]
    named = [near_page(each.id, each.title) for each in index.suggest(text, limit=1)]
    nearest = (*found[:_MAX_FOUND], *named, *found[_MAX_FOUND:])
    return tuple(dict.fromkeys(nearest))[:_MAX_NEAR]


def near_page(page_id: str, title: str) -> NearPage:
    """Return what an error names."""
    return NearPage(visible_id(page_id), shortened(title, _MAX_TITLE))


def _section(page: Page, fragment: str) -> PageReference:
    fragment = fragment.partition(_TEXT_FRAGMENT)[0]
    if not fragment:
        return PageReference(page)
    sections = {section.anchor: section for section in page.sections}
    for anchor in (fragment, unquote(fragment)):
        if anchor in sections:
            return PageReference(page, sections[anchor])
    raise NotFoundError(
        f"page {quoted_value(page.id)} has no section {quoted_value(fragment)} {_HERE}",
        _nearest_sections(page, fragment),
    )


def _nearest_sections(page: Page, fragment: str) -> tuple[NearPage, ...]:
    sections = {section.anchor: section for section in page.sections if section.anchor}
    near = nearest_names(unquote(fragment), sections, str.casefold, or_any=True)
    return tuple(near_page(section_key(page.id, name), sections[name].title) for name in near)
