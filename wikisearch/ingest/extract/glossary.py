"""Lists of definitions -> entries that stand as sections: terms of a glossary, functions, options.

A reader who looks for a term wants its place in the list, not the page. So the terms of a glossary
are entries, and so is whatever its author gave an address of its own. A long list of options or
settings without addresses is cut as well: as one section it would hold any words one looks for.
"""

import re
from collections.abc import Iterable

from wikisearch.ingest.extract.content import has_text, previous_element
from wikisearch.ingest.extract.definition_terms import addresses_of, term_of
from wikisearch.ingest.extract.title import Title
from wikisearch.ingest.html.element import Element, Text, plain_text
from wikisearch.ingest.html.tree import Tree
from wikisearch.ingest.profiles.profile import Profile

ENTRY_RANK = 7
"""Below every heading an entry may stand under; entries within entries stand deeper."""

_FEWEST = 3
"""Terms a list of definitions has, to be told by its shape."""
_TRIED = 50
"""Of the terms of a list, as many are looked at."""
_MOST = 0.8
"""Share of the words of a page that stand in a list when the page is that list."""
_LONG_LIST = 3000
"""Characters of a list of definitions that is more than a section should hold."""
_MOST_TERMS = 0.8
"""Share of what a long list explains that are terms, not sentences."""
_LONGEST_TERM = 100
_MOST_WORDS = 12
_NO_GLOSSARY = frozenset({"footnote", "citation", "field-list", "option-list", "docinfo"})
_WORD = re.compile(r"[^\W\d_]")
"""What makes it a name; a glossary may explain a mere sign, such as `...`."""
_ANY = re.compile(r"\S")


def mark_entries(tree: Tree, main: Element, profile: Profile, title: Title) -> None:
    """Mark the terms of a page that become sections of their own."""
    named = {element for css in profile.entries for element in css.select(tree)}
    judge = _Judge(main, profile, title.text)
    for holder, terms in _lists(tree.by_name.get("dt", ())).items():
        if not _NO_GLOSSARY.isdisjoint(holder.attrs.get("class", "").lower().split()):
            continue
        if terms == [title.heading]:
            continue
        addressed = [term for term in terms if any(addresses_of(term))]
        if not named.isdisjoint(terms) or judge.is_glossary(holder, terms):
            _mark(holder, terms, profile, _ANY)
        elif addressed and len(addressed) * 2 >= len(terms):
            _mark(holder, _with_their_like(terms, addressed), profile, _WORD)
        elif judge.is_long(holder, terms):
            _mark(holder, _with_their_like(terms, addressed), profile, _ANY)


def _lists(terms: Iterable[Element]) -> dict[Element, list[Element]]:
    """Put terms that stand in one list together."""
    found: dict[Element, list[Element]] = {}
    for term in terms:
        holder = term.parent
        while isinstance(holder, Element) and holder.name in ("div", "dt", "a"):
            holder = holder.parent
        if isinstance(holder, Element) and not term.dropped:
            found.setdefault(holder, []).append(term)
    return found


class _Judge:
    """Tells which lists of definitions on a page are glossaries."""

    def __init__(self, main: Element, profile: Profile, title: str) -> None:
        self._main = main
        self._profile = profile
        self._names = profile.glossary_names
        self._is_page_of_terms = self._says_glossary(title)
        self._size_of_page = -1

    def is_glossary(self, holder: Element, terms: list[Element]) -> bool:
        """Tell by its name, by the heading above it, or by how much of the page it is."""
        if len(terms) < _FEWEST or not all(map(self._is_term, terms[:_TRIED])):
            return False
        if self._is_page_of_terms or self._says_glossary(holder.attrs.get("class", "")):
            return True
        above = _heading_before(holder, self._main)
        if above is not None and self._says_glossary(plain_text(above)):
            return True
        return self._is_most_of_page(holder)

    def is_long(self, holder: Element, terms: list[Element]) -> bool:
        """Tell whether a list explains terms at such a length that each is worth a section."""
        if len(terms) < _FEWEST or _size(holder) < _LONG_LIST:
            return False
        return sum(map(self._is_term, terms)) >= _MOST_TERMS * len(terms)

    def _says_glossary(self, text: str) -> bool:
        text = text.lower()
        return any(name in text for name in self._names)

    def _is_term(self, term: Element) -> bool:
        name = term_of(term, self._profile)
        return bool(name) and len(name) <= _LONGEST_TERM and len(name.split()) <= _MOST_WORDS

    def _is_most_of_page(self, holder: Element) -> bool:
        """Tell whether hardly a word of the page stands outside the list."""
        if self._size_of_page < 0:
            self._size_of_page = _size(self._main)
        return _size(holder) >= max(_MOST * self._size_of_page, 1)


def _size(root: Element) -> int:
    size = 0
    waiting = [root]
    while waiting:
        for node in waiting.pop().contents:
            if isinstance(node, Text):
                size += len(node.strip())
            elif isinstance(node, Element) and not node.dropped:
                waiting.append(node)
    return size


def _heading_before(place: Element, main: Element) -> Element | None:
    """Find the heading that a list stands under, looking back and up."""
    node = place
    while node is not main:
        sibling = node.previous_sibling
        while sibling is not None:
            if isinstance(sibling, Element) and sibling.rank:
                return sibling
            sibling = sibling.previous_sibling
        if not isinstance(node.parent, Element):
            return None
        node = node.parent
    return None


def _with_their_like(terms: list[Element], addressed: list[Element]) -> list[Element]:
    """Add the terms that stand by themselves; one below another is only another way to call it."""
    known = set(addressed)
    return [term for term in terms if term in known or not _is_stacked(term)]


def _is_stacked(term: Element) -> bool:
    before = previous_element(term)
    return before is not None and before.name == "dt"


def _mark(holder: Element, terms: list[Element], profile: Profile, shape: re.Pattern[str]) -> None:
    rank = ENTRY_RANK
    above = holder.parent
    # The soup around the page is no Element, and searches itself for what it does not have.
    while isinstance(above, Element):
        if above.holds_entries:
            rank += 1
        above = above.parent
    for term in terms:
        if term.dropped or not has_text(term):
            continue
        name = term.entry_title = term_of(term, profile)
        before = previous_element(term)
        if before is not None and before.entry_title == name:
            # Another way to call what stands above it.
            continue
        if len(name) <= _LONGEST_TERM and shape.search(name):
            term.rank = rank
            holder.holds_entries = True
