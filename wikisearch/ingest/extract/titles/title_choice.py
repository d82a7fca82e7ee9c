"""A tree -> the title of the page, chosen among its headings, `<title>` and other names."""

import re
from dataclasses import replace
from itertools import chain
from pathlib import PurePosixPath

from wikisearch.ingest.extract.page_title import Title
from wikisearch.ingest.extract.parsed_page import ParsedPage
from wikisearch.ingest.extract.titles.captions import own_caption
from wikisearch.ingest.extract.titles.compared_titles import (
    has_version,
    is_manual_page,
    lacks_signs,
    own_words,
    without_site,
)
from wikisearch.ingest.extract.titles.document_title import (
    full_document_title,
    is_file_title,
    is_slug,
    last_step,
    name_like_file,
    own_title,
    title_of_page,
)
from wikisearch.ingest.extract.titles.exported_title import (
    exported_title,
    first_line,
    line_like_file,
    shown_line,
)
from wikisearch.ingest.extract.titles.generic_titles import (
    is_generic_document,
    is_generic_title,
    is_manual_heading,
    is_numbered_page,
    name_above_lead,
    name_of_home,
    naming_headings,
    other_name,
    whole_title,
)
from wikisearch.ingest.extract.titles.heading_of_title import (
    below_site,
    is_short_form,
    last_part,
    title_of_document,
    title_with_place,
    without_same_number,
)
from wikisearch.ingest.extract.titles.manual_page import manual_name
from wikisearch.ingest.extract.titles.numbering import same_but_number
from wikisearch.ingest.extract.titles.page_h1 import (
    EMPTY_TITLES,
    LOWEST_LEAD,
    MainHeading,
    is_file_above_headings,
    is_only,
    same_name,
)
from wikisearch.ingest.extract.titles.path_names import without_folders
from wikisearch.ingest.extract.titles.shorter_names import before_summary, without_kind
from wikisearch.ingest.extract.titles.substitute_names import (
    file_name,
    name_in_link,
    substitute_title,
)
from wikisearch.ingest.extract.titles.typed_bullets import without_bullet
from wikisearch.ingest.html.element import Element, ancestors
from wikisearch.ingest.html.plain_text import cut_heading, heading_text
from wikisearch.ingest.survey.survey import FolderSurvey, Trait
from wikisearch.model.ids import INDEX

Name = tuple[str, Element | None, str]
"""The text of a title, its heading, and where it was found."""

_NUMBERED_FILE = re.compile(r"(?:[^\W\d_]{0,4}[-_.])?[^\W\d_]{0,4}\d{2,}")
"""The name of a file that a generator counts: `ld-idm532`."""


def find_title(page: ParsedPage, survey: FolderSurvey) -> Title:
    """Return what the profile selects, else the h1, else `<title>`, else a heading.

    What most titles of the wiki begin and end with is removed. A generic title is replaced by
    another name on the page. A title longer than `MAX_HEADING_LENGTH` is cut; its heading is then
    read as text.
    """
    tree = page.tree
    title = _find(page, survey)
    title = replace(title, text=survey.own_part(title.text))
    if title.source != "profile" and (own := without_folders(title.text, page.path)) != title.text:
        title = replace(title, text=own, other=title.text)
    is_section = is_manual_heading(title.text) and not full_document_title(tree)
    is_generic = is_generic_title if title.heading is not None else is_generic_document
    if title.source != "profile" and (is_section or is_generic(title.text, survey)):
        named = own_title(tree, page.profile, survey)
        if title.heading is None and (line := shown_line(tree, page.main, title.text, survey)):
            return replace(title, text=line[0], heading=line[1], source=line[2])
        if _is_meant(page, title, named, survey):
            return title
        title = _other_title(page, title, named, survey)
    if title.heading is not None:
        title = replace(title, text=without_bullet(title.text, title.heading))
    short = cut_heading(title.text)
    return title if short == title.text else replace(title, text=short, heading=None)


def _last_part(page: ParsedPage, survey: FolderSurvey) -> Name | None:
    """Return the heading at the end of `<title>`, if its words can name the page."""
    full = survey.own_part(title_of_page(page.tree, survey))
    heading = last_part(page.tree, page.main, full, survey)
    text = "" if heading is None else without_same_number(heading_text(heading), full)
    if heading is None or is_generic_title(text, survey):
        return None
    return text, heading, "title element"


def _other_title(page: ParsedPage, title: Title, named: str, survey: FolderSurvey) -> Title:
    """Replace a title that cannot name a page, unless there is nothing better."""
    tree, path = page.tree, page.path
    is_section = is_manual_heading(title.text) and not full_document_title(tree)
    name: Name | None = _last_part(page, survey) or below_site(title, named)
    name = name or _longer_line(page, named, survey)
    # A part of a `<title>` that many pages have names none of them.
    is_shared = survey.is_shared_document(survey.own_part(full_document_title(tree)))
    name = name or other_name(tree, page.main, "" if is_shared else named, path, survey)
    if name is None and not is_section:
        name = whole_title(survey.own_part(title_of_page(tree, survey)), named, survey)
        name = name or first_line(page.main, survey)
    is_low = name is None or (name[1] is not None and name[1].rank > LOWEST_LEAD)
    if is_low and (linked := name_in_link(tree, path)):
        return Title(linked, None, "file name")
    if name is not None:
        return Title(*name)
    is_generic = is_generic_title(title.text, survey) and _is_shared(named, path, survey)
    return Title(file_name(path), None, "file name") if is_section or is_generic else title


def _longer_line(page: ParsedPage, named: str, survey: FolderSurvey) -> Name | None:
    """Return the first line if it is `<title>`, which other pages have as well, and more words."""
    line = first_line(page.main, survey)
    return line if line is not None and named and line[0].startswith(f"{named} ") else None


def _is_meant(page: ParsedPage, title: Title, named: str, survey: FolderSurvey) -> bool:
    """Return whether a generic title names its page all the same, which is `<title>` as well.

    It is a number, or that of the start page, or a word to which `<title>` adds the site.
    """
    if is_numbered_page(page.tree, title.text, title.heading, named, survey):
        return True
    full = full_document_title(page.tree)
    if not title.text or not same_name(title.text, named):
        return False
    is_in_root = "/" not in page.path
    is_start = PurePosixPath(page.path).stem == INDEX and (
        is_in_root or survey.has_trait(Trait.START_IS_RARE)
    )
    if is_start or title.heading is None or survey.is_shared_title(title.text):
        return is_start
    return not same_name(full, named)


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
    full = title_of_page(tree, survey)
    named = own_title(tree, profile, survey)
    step = last_step(full)
    is_empty = named.casefold() in EMPTY_TITLES or is_file_title(named, path)
    is_empty = is_empty or is_file_above_headings(tree, main, named, path)
    empty = named if is_empty else step
    if empty:
        full = named = ""
    heading = exported_title(tree, main, named)
    heading = heading or MainHeading(tree, main, named, full, survey).find()
    if heading is not None:
        title = _title_of_h1(page, heading, named, survey)
        return replace(title, other=title.other or name_like_file(title.text, full, path))
    if (part := title_with_place(page, named, full, survey)) is not None:
        return part
    first = next(naming_headings(tree, main), None)
    stem = PurePosixPath(path).stem
    named = "" if _is_site(named, path, survey) and is_only(tree, first) else named
    if named and not (first is not None and is_short_form(named, stem, first, tree)):
        name = manual_name(tree) if first is None else ""
        return Title(name, None, "pre") if name else title_of_document(tree, profile, named, first)
    if first is not None:
        return Title(heading_text(first), first, "heading")
    if empty and (step or stem == INDEX):
        return Title(empty, None, "title element")
    line = None if empty else line_like_file(main, path, survey)
    return substitute_title(tree, main, path) if line is None else Title(*line)


def _is_site(named: str, path: str, survey: FolderSurvey) -> bool:
    """Return whether `<title>` is only the name of the site, on another page than its start."""
    stem = PurePosixPath(path).stem
    is_start = stem == INDEX or stem.casefold() == named.casefold()
    return not is_start and survey.is_name_of_site(named)


def _title_of_h1(page: ParsedPage, heading: Element, named: str, survey: FolderSurvey) -> Title:
    tree = page.tree
    whole = survey.own_part(heading_text(heading))
    full = full_document_title(tree)
    text = own_words(heading, whole, full, title_of_page(tree, survey))
    if text != whole and survey.is_name_of_site(text):
        text = whole  # "Index – C" in "Index — Rocks"
    if without_site(text, named, full) != text and survey.own_part(full) == named:
        text = named
    caption = own_caption(tree, heading, named, text)
    if caption is not None:
        return Title(named, caption, "caption")
    is_longer = same_but_number(text, named) or is_manual_page(named, text)
    is_longer = is_longer or lacks_signs(text, named)
    # "Rock Quartz" for `Rock.Quartz`: its parts are links.
    is_longer = is_longer or has_version(text, named, full)
    is_one_word = " " in text and not named.isalnum() and " " not in named
    is_longer = is_longer or (
        is_one_word and same_name(text, named) and not is_slug(named, page.path)
    )
    if home := name_of_home(text, named):
        return Title(home, heading, "title element")
    if above := name_above_lead(heading, named, survey):
        return Title(above, None, "title element")
    other = without_kind(text, named) or before_summary(text)
    return Title(named if named and is_longer else text, heading, "h1", other)


def _heading_around(element: Element) -> Element:
    """Return the heading that contains the title, else its own element."""
    return next((place for place in chain((element,), ancestors(element)) if place.rank), element)
