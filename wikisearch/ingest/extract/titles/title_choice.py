"""A tree -> the title of the page, chosen among its headings, `<title>` and other names."""

import re
from dataclasses import replace
from itertools import chain, filterfalse
from pathlib import PurePosixPath

from wikisearch.ingest.extract.content.page_contents import is_contents_title
from wikisearch.ingest.extract.entries.definition_terms import TermReader
from wikisearch.ingest.extract.entries.entry_names import is_declaration
from wikisearch.ingest.extract.page_title import Title
from wikisearch.ingest.extract.parsed_page import ParsedPage
from wikisearch.ingest.extract.titles.compared_titles import (
    has_version,
    is_manual_page,
    lacks_signs,
    own_words,
)
from wikisearch.ingest.extract.titles.document_title import (
    document_title,
    full_document_title,
    is_file_title,
    last_step,
    name_like_file,
)
from wikisearch.ingest.extract.titles.exported_title import exported_title, first_line
from wikisearch.ingest.extract.titles.generic_titles import (
    file_name,
    is_generic_title,
    is_manual_heading,
    is_numbered_page,
    is_repeated,
    name_in_text,
    name_of_home,
    other_name,
    own_caption,
)
from wikisearch.ingest.extract.titles.manual_page import manual_name
from wikisearch.ingest.extract.titles.numbering import (
    has_number_of,
    has_same_number,
    same_but_number,
    without_number,
)
from wikisearch.ingest.extract.titles.page_h1 import (
    EMPTY_TITLES,
    LOWEST_LEAD,
    MainHeading,
    has_last_part,
    same_name,
    shown_headings,
)
from wikisearch.ingest.extract.titles.shorter_names import before_summary, without_kind
from wikisearch.ingest.html.element import TITLE_CLASSES, Element, ancestors
from wikisearch.ingest.html.plain_text import cut_heading, heading_text
from wikisearch.ingest.html.tree import Tree
from wikisearch.ingest.profiles.profile import Profile
from wikisearch.ingest.survey.survey import FolderSurvey, Trait
from wikisearch.model.ids import INDEX

_NUMBERED_FILE = re.compile(r"(?:[^\W\d_]{0,4}[-_.])?[^\W\d_]{0,4}\d{2,}")
"""The name of a file that a generator counts: `ld-idm532`."""
_WORDS = re.compile(r"\w+")


def find_title(page: ParsedPage, survey: FolderSurvey) -> Title:
    """Return what the profile selects, else the h1, else `<title>`, else a heading.

    What most titles of the wiki begin and end with is removed. A generic title is replaced by
    another name on the page. A title longer than `MAX_HEADING_LENGTH` is cut; its heading is then
    read as text.
    """
    tree, path = page.tree, page.path
    title = _find(page, survey)
    title = replace(title, text=survey.own_part(title.text))
    is_section = is_manual_heading(title.text) and not full_document_title(tree)
    if title.source != "profile" and (is_section or is_generic_title(title.text, survey)):
        named = _own_title(_full_title(tree, survey), page.profile, survey)
        if is_numbered_page(tree, title.text, title.heading, named, survey):
            return title
        name = other_name(tree, page.main, named, survey)
        if name is None and not is_section:
            name = first_line(page.main, survey)
        if name is not None:
            title = Title(*name)
        elif is_section or _is_shared(named, path, survey):
            title = Title(file_name(path), None, "file name")
    short = cut_heading(title.text)
    return title if short == title.text else replace(title, text=short, heading=None)


def _is_shared(named: str, path: str, survey: FolderSurvey) -> bool:
    """Return whether many pages have `<title>`, so that the name of the file is better."""
    is_numbered = bool(named) and _NUMBERED_FILE.fullmatch(PurePosixPath(path).stem) is not None
    return survey.has_trait(Trait.TITLES_ARE_SHARED) and not is_numbered


def _find(page: ParsedPage, survey: FolderSurvey) -> Title:
    tree, main, profile, path = page.tree, page.main, page.profile, page.path
    for selector in profile.title:
        for element in selector.select(tree):
            if text := heading_text(element):
                return Title(text, _heading_around(element), "profile")
    full = _full_title(tree, survey)
    named = _own_title(full, profile, survey)
    step = last_step(full)
    is_empty = named.casefold() in EMPTY_TITLES or is_file_title(named, path)
    empty = named if is_empty else step
    if empty:
        full = named = ""
    heading = exported_title(tree, main, named)
    heading = heading or MainHeading(tree, main, named, full, survey).find()
    if heading is not None:
        title = _title_of_h1(tree, heading, named, survey)
        return replace(title, other=title.other or name_like_file(title.text, full, path))
    last = _last_part(tree, main, full)
    if last is not None:
        return Title(_without_same_number(heading_text(last), full), last, "title element")
    first = next(filterfalse(is_contents_title, shown_headings(tree, main)), None)
    stem = PurePosixPath(path).stem
    if named and not (first is not None and _is_short_form(named, stem, first, tree)):
        name = manual_name(tree) if first is None else ""
        return Title(name, None, "pre") if name else _title_of_document(tree, profile, named, first)
    if first is not None:
        return Title(heading_text(first), first, "heading")
    if empty and (step or stem == INDEX):
        return Title(empty, None, "title element")
    name = manual_name(tree) or name_in_text(main, stem) or file_name(path)
    return Title(name, None, "file name")


def _title_of_h1(tree: Tree, heading: Element, named: str, survey: FolderSurvey) -> Title:
    whole = survey.own_part(heading_text(heading))
    text = own_words(heading, whole, full_document_title(tree), _full_title(tree, survey))
    caption = own_caption(tree, heading, named, text)
    if caption is not None:
        return Title(named, caption, "caption")
    is_longer = same_but_number(text, named) or is_manual_page(named, text)
    is_longer = is_longer or lacks_signs(text, named)
    # "Rock Quartz" for `Rock.Quartz`: its parts are links.
    is_longer = is_longer or has_version(text, named)
    is_longer = is_longer or (
        " " in text and not named.isalnum() and " " not in named and same_name(text, named)
    )
    if home := name_of_home(text, named):
        return Title(home, heading, "title element")
    other = without_kind(text, named) or before_summary(text)
    return Title(named if named and is_longer else text, heading, "h1", other)


def _own_title(full: str, profile: Profile, survey: FolderSurvey) -> str:
    """Return `<title>` without the name of the site."""
    return survey.own_part(document_title(full, profile))


def _full_title(tree: Tree, survey: FolderSurvey) -> str:
    """Return `<title>` without what most titles begin with."""
    return survey.without_prefix(full_document_title(tree))


def _title_of_document(tree: Tree, profile: Profile, named: str, first: Element | None) -> Title:
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
    return Title(named, place, "title element")


def _last_part(tree: Tree, main: Element, full: str) -> Element | None:
    """Find the heading at the end of `<title>`, after the name of the site, or its number."""
    for heading in shown_headings(tree, main):
        text = heading_text(heading)
        names = {text, without_number(text)} - {""}
        if any(full.endswith((f": {name}", f"- {name}", f"| {name}")) for name in names):
            return heading
        if has_number_of(text, full):
            return heading
    return None


def _without_same_number(heading: str, full: str) -> str:
    """Remove the number from a heading if `<title>` has it elsewhere: "Chapter 1: Quartz"."""
    short = without_number(heading)
    return short if full.endswith(short) and not full.endswith(heading) else heading


def _is_longer_form(heading: str, named: str) -> bool:
    """Return whether a heading has the number of `<title>`, its words and more."""
    if not has_same_number(heading, named):
        return False
    return set(_WORDS.findall(named)) <= set(_WORDS.findall(heading))


def _is_short_form(named: str, stem: str, first: Element, tree: Tree) -> bool:
    """Return whether `<title>` is the file name, and the only high heading is longer."""
    if named.casefold() != stem.casefold() or first.rank > LOWEST_LEAD:
        return False
    is_only = len(tree.by_name.get(first.name, ())) == 1
    text = heading_text(first)
    if is_declaration(" ".join(text.split()[-2:]).lower()) and text.endswith(f" {named}"):
        return False  # "Class Gauge"
    return is_only and named.casefold() in text.casefold()


def _heading_around(element: Element) -> Element:
    """Return the heading that contains the title, else its own element."""
    return next((place for place in chain((element,), ancestors(element)) if place.rank), element)


def _part_of(tree: Tree, named: str) -> tuple[str, Element | None]:
    """Find the title within `<title>`: some sites put their own name first."""
    for name in TITLE_CLASSES:
        for element in tree.by_class.get(name, ()):
            text = heading_text(element)
            if text and text != named and named.endswith((f": {text}", f" - {text}", f"| {text}")):
                return text, element
            # "Member List", while the page is called "Sluice Member List".
            if (text == named or text.endswith(f" {named}")) and not element.rank:
                return text, element
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
