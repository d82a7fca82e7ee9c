"""`<title>` -> the heading of the page that has its words, in whole or in part."""

import re
from itertools import islice

from wikisearch.ingest.extract.entries.definition_terms import TermReader
from wikisearch.ingest.extract.entries.entry_names import is_declaration
from wikisearch.ingest.extract.page_title import Title
from wikisearch.ingest.extract.parsed_page import ParsedPage
from wikisearch.ingest.extract.titles.document_title import full_document_title, is_address
from wikisearch.ingest.extract.titles.exported_title import line_with_title
from wikisearch.ingest.extract.titles.generic_titles import is_repeated
from wikisearch.ingest.extract.titles.numbering import (
    has_number_of,
    has_same_number,
    without_number,
)
from wikisearch.ingest.extract.titles.page_h1 import (
    LOWEST_LEAD,
    has_last_part,
    is_only,
    same_name,
    shown_headings,
)
from wikisearch.ingest.extract.titles.title_levels import without_levels
from wikisearch.ingest.html.element import (
    TITLE_CLASSES,
    Element,
    ancestors,
    leads_away,
    next_element,
)
from wikisearch.ingest.html.plain_text import heading_text
from wikisearch.ingest.html.tree import Tree
from wikisearch.ingest.profiles.profile import Profile
from wikisearch.ingest.survey.survey import FolderSurvey

_SIGNS = re.compile(r"^[^\w]+")
_WORDS = re.compile(r"\w+")


def title_of_document(tree: Tree, profile: Profile, named: str, first: Element | None) -> Title:
    """Take `<title>`, and find the element on the page with the same words."""
    named, place = _part_of(tree, named)
    place = place or _heading_named(tree, profile, named)
    is_lower = place is None or (first is not None and place.rank > first.rank)
    if is_lower and first is not None and heading_text(first).endswith(f" {named}"):
        place = first  # "Class Gauge", above its function "Gauge"
    elif is_lower and place is not None and is_repeated(tree, place):
        place = None  # one of several constructors
    if place is None and first is not None and _is_longer_form(heading_text(first), named):
        return Title(without_number(heading_text(first)), first, "title element")
    if place is None and first is not None and has_last_part(first, named, tree):
        return Title(without_number(heading_text(first)), first, "title element")
    if place is not None and has_same_number(heading_text(place), named):
        named = without_number(named)
    named = without_levels(tree, named) if place is None else named
    return Title(named, place, "title element")


def title_with_place(page: ParsedPage, named: str, full: str, survey: FolderSurvey) -> Title | None:
    """Find the first line with all of `<title>`, else the heading that it ends with."""
    tree, main = page.tree, page.main
    if (line := line_with_title(main, named, full, survey)) is not None:
        return Title(*line)
    below = _heading_below_book(tree, main, named, full) if is_address(named, page.path) else None
    last = below or last_part(tree, main, full, survey)
    if last is None:
        return None
    return Title(without_same_number(heading_text(last), full), last, "title element")


def _heading_below_book(tree: Tree, main: Element, named: str, full: str) -> Element | None:
    """Find the heading below that of the book, which `<title>` ends with after an address.

    "cut-stone - Rocks" with the headings "Rocks" and "Steine schneiden", of one rank.
    """
    book, heading = (*islice(shown_headings(tree, main), 2), None, None)[:2]
    if book is None or heading is None or book.rank != heading.rank:
        return None
    is_book = _SIGNS.sub("", full.removeprefix(named)) == heading_text(book)
    return heading if is_book and full.startswith(named) else None


def last_part(tree: Tree, main: Element, full: str, survey: FolderSurvey) -> Element | None:
    """Find the heading at the end of `<title>`, after the name of the site, or its number.

    It is not the name of the site, which can stand at the end as well. Some titles have no
    separator after the site: "Rocks Quartz" among many as "Rocks: Granite".
    """
    words = full.casefold()
    has_site = full == full_document_title(tree)
    for heading in shown_headings(tree, main):
        text = heading_text(heading)
        names = {text.casefold(), without_number(text).casefold()} - {""}
        is_end = any(words.endswith((f": {name}", f"- {name}", f"| {name}")) for name in names)
        is_end = is_end or (has_site and any(_is_after_site(name, full, survey) for name in names))
        if is_end and not survey.is_name_of_site(text):
            return heading
        if has_number_of(text, full):
            return heading
    return None


def _is_after_site(name: str, full: str, survey: FolderSurvey) -> bool:
    """Return whether `<title>` is the name of the site, a space and the name of a heading."""
    site = full[: -len(name)]
    is_end = site.endswith(" ") and full[len(site) :].casefold() == name
    return is_end and survey.is_name_of_site(site.rstrip())


def below_site(title: Title, named: str) -> tuple[str, Element, str] | None:
    """Return the heading directly below one with the name of the site and more: "Rocks 3.1"."""
    is_site = bool(named) and title.text.startswith(f"{named} ")
    below = next_element(title.heading) if is_site and title.heading is not None else None
    if below is None or not below.rank or not (text := heading_text(below)):
        return None
    return text, below, "heading"


def without_same_number(heading: str, full: str) -> str:
    """Remove the number from a heading if `<title>` has it elsewhere: "Chapter 1: Quartz"."""
    short = without_number(heading)
    return short if full.endswith(short) and not full.endswith(heading) else heading


def _is_longer_form(heading: str, named: str) -> bool:
    """Return whether a heading has the number of `<title>`, its words and more."""
    if not has_same_number(heading, named):
        return False
    return set(_WORDS.findall(named)) <= set(_WORDS.findall(heading))


def is_short_form(named: str, stem: str, first: Element, tree: Tree) -> bool:
    """Return whether `<title>` is the file name, and the only high heading is longer."""
    if named.casefold() != stem.casefold() or first.rank > LOWEST_LEAD:
        return False
    text = heading_text(first)
    if set(_WORDS.findall(text)) <= set(_WORDS.findall(named)):
        return False  # "Gauge Gauge", its kind and its name
    if is_declaration(" ".join(text.split()[-2:]).lower()) and text.endswith(f" {named}"):
        return False  # "Class Gauge"
    return is_only(tree, first) and named.casefold() in text.casefold()


def _part_of(tree: Tree, named: str) -> tuple[str, Element | None]:
    """Find the title within `<title>`: some sites put their own name first."""
    for name in TITLE_CLASSES:
        for element in tree.by_class.get(name, ()):
            text = heading_text(element)
            if text and text != named and named.endswith((f": {text}", f" - {text}", f"| {text}")):
                return text, element
            # "Member List", while the page is called "Sluice Member List".
            is_name = text == named or text.endswith(f" {named}")
            if is_name and not element.rank and not any(map(leads_away, ancestors(element))):
                return text, next((each for each in ancestors(element) if each.rank), element)
    return named, None


def _heading_named(tree: Tree, profile: Profile, named: str) -> Element | None:
    """Find the heading, not an h1, or the term with the same words as `<title>`."""
    for rank in range(2, 7):
        for heading in tree.by_name.get(f"h{rank}", ()):
            if same_name(heading_text(heading), named):
                return heading
    terms = tree.by_name.get("dt", ())
    if len(terms) == 1 and same_name(TermReader(profile, tree.ids).name(terms[0]), named):
        return terms[0]
    return None
