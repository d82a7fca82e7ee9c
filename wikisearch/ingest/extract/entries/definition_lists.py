"""Definition lists -> entries that become sections: terms of a glossary, functions, options.

A reader who searches for a term wants its definition, not the page. So each term of a glossary is
an entry, and so is each term with an address of its own. A long list of options or settings without
addresses is split too: as one section, it matches too many queries.
"""

from collections.abc import Collection, Iterable
from functools import cache, partial
from typing import Any

from wikisearch.ingest.extract.entries.definition_terms import TermReader
from wikisearch.ingest.extract.entries.list_entries import MAX_TERM_LENGTH, mark_list
from wikisearch.ingest.extract.page_title import Title
from wikisearch.ingest.extract.parsed_page import ParsedPage
from wikisearch.ingest.html.element import Element, TextNode, ancestors, previous_element
from wikisearch.ingest.html.plain_text import plain_text
from wikisearch.ingest.html.text_measures import text_size
from wikisearch.ingest.profiles.profile import Profile

_MIN_TERMS = 3
_TERMS_CHECKED = 50
_MIN_SHARE = 0.8
"""Share of the text of the page in a list, if the page is that list."""
_LONG_LIST = 3000
"""Characters; a longer list is split."""
_MIN_TERMS_SHARE = 0.8
"""Share of the entries of a list that are terms, not sentences."""
_MAX_WORDS = 12
_WRAPPERS = ("div", "dt", "a")
"""Elements that can be between terms and what is around them."""
_LIST_WRAPPERS = (*_WRAPPERS, "section", "article")
"""Elements that can be between a list and its terms."""
_OTHER_LISTS = frozenset({"footnote", "citation", "field-list", "option-list", "docinfo"})
"""Classes of definition lists that never become sections."""


def mark_definition_lists(page: ParsedPage, title: Title) -> None:
    """Mark the terms of definition lists that become sections."""
    tree, profile = page.tree, page.profile
    selected = {element for css in profile.entries for element in css.select(tree)}
    reader = TermReader(profile, tree.ids)
    finder = _GlossaryFinder(page.main, profile, title.text, reader)
    for holder, terms in _lists(tree.by_name.get("dt", ())).items():
        if not _OTHER_LISTS.isdisjoint(holder.attrs.get("class", "").lower().split()):
            continue
        if terms == [title.heading]:
            continue
        addressed = [term for term in terms if reader.addresses(term)]
        if not selected.isdisjoint(terms) or finder.is_glossary(holder, terms):
            mark_list(holder, terms, reader, signs=True)
        elif addressed and len(addressed) * 2 >= len(terms):
            mark_list(holder, _without_variants(terms, addressed), reader)
        elif finder.is_long(holder, terms):
            mark_list(holder, _without_variants(terms, addressed), reader, signs=True)
        elif len(addressed) >= _MIN_TERMS and finder.has_terms(terms):
            mark_list(holder, _without_variants(terms, addressed), reader)


def _lists(terms: Iterable[Element]) -> dict[Element, list[Element]]:
    """Group terms by the list that contains them."""
    found: dict[Element, list[Element]] = {}
    lists_by_parent: dict[Element | None, Element | None] = {}
    for term in terms:
        parent = term.parent
        if parent not in lists_by_parent:
            lists_by_parent[parent] = _list_of(term)
        holder = lists_by_parent[parent]
        if holder is not None and not (term.dropped or _is_title(term)):
            found.setdefault(holder, []).append(term)
    return found


def _list_of(term: Element) -> Element | None:
    """Return the list around a term; without one, the element around it and its wrappers."""
    above = next((each for each in ancestors(term) if each.name not in _LIST_WRAPPERS), None)
    if above is None or above.name == "dl":
        return above
    return next((each for each in ancestors(term) if each.name not in _WRAPPERS), None)


def _is_title(term: Element) -> bool:
    """Return whether a term is the heading of a section, which begins one by itself."""
    nodes: list[Any] = term.contents
    return any(type(node) is not TextNode and node.rank for node in nodes)


def _without_variants(terms: list[Element], addressed: list[Element]) -> list[Element]:
    """Omit terms directly below another one, unless they have an address of their own."""
    known = set(addressed)
    return [term for term in terms if term in known or not _is_variant(term)]


def _is_variant(term: Element) -> bool:
    before = previous_element(term)
    return before is not None and before.name == "dt"


class _GlossaryFinder:
    """Decides which definition lists of a page are glossaries."""

    def __init__(self, main: Element, profile: Profile, title: str, reader: TermReader) -> None:
        self._main = main
        self._reader = reader
        self._names = profile.glossary_names
        self._is_page_of_terms = _has_name(title, self._names)
        self._headings: dict[Element, Element | None] = {}
        # Many lists can be below one heading. A method here would be a cycle, as in `TermReader`.
        self._is_heading_of_glossary = cache(partial(_is_named, names=profile.glossary_names))

    def is_glossary(self, holder: Element, terms: list[Element]) -> bool:
        """Decide by the names around a list, or by its share of the page."""
        if len(terms) < _MIN_TERMS or not self._is_named_or_large(holder):
            return False
        return all(map(self._is_term, terms[:_TERMS_CHECKED]))

    def _is_named_or_large(self, holder: Element) -> bool:
        if self._is_page_of_terms or _has_name(holder.attrs.get("class", ""), self._names):
            return True
        above = self._heading_before(holder)
        if above is not None and self._is_heading_of_glossary(above):
            return True
        return text_size(holder) >= max(_MIN_SHARE * text_size(self._main), 1)

    def is_long(self, holder: Element, terms: list[Element]) -> bool:
        """Decide whether a list defines terms at such a length that each needs a section."""
        if len(terms) < _MIN_TERMS or text_size(holder) < _LONG_LIST:
            return False
        return self.has_terms(terms)

    def has_terms(self, terms: list[Element]) -> bool:
        """Decide whether most entries of a list are terms, not sentences."""
        return sum(map(self._is_term, terms)) >= _MIN_TERMS_SHARE * len(terms)

    def _is_term(self, term: Element) -> bool:
        name = self._reader.name(term)
        return bool(name) and len(name) <= MAX_TERM_LENGTH and len(name.split()) <= _MAX_WORDS

    def _heading_before(self, holder: Element) -> Element | None:
        """Find the closest heading before a list among its siblings and those of its ancestors.

        Lists come in document order, so what is found for one is the start for the next.
        """
        climbed: list[Element] = []
        heading: Element | None = None
        for node in (holder, *ancestors(holder)):
            if node is self._main:
                break
            climbed.append(node)
            if node in self._headings:
                heading = self._headings[node]
                break
            before = self._sibling_before(node)
            if before is not None:
                heading = before if before.rank else self._headings[before]
                break
        self._headings.update(dict.fromkeys(climbed, heading))
        return heading

    def _sibling_before(self, node: Element) -> Element | None:
        """Find the closest sibling that is a heading, or whose heading is known."""
        sibling = node.previous_sibling
        while sibling is not None:
            if isinstance(sibling, Element) and (sibling.rank or sibling in self._headings):
                return sibling
            sibling = sibling.previous_sibling
        return None


def _is_named(heading: Element, names: Collection[str]) -> bool:
    return _has_name(plain_text(heading), names)


def _has_name(text: str, names: Collection[str]) -> bool:
    text = text.lower()
    return bool(text) and any(name in text for name in names)
