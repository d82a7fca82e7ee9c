"""The bytes of an HTML file -> everything found in it, including the Page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wikisearch.ingest.extract.code_pages import title_of_code_page
from wikisearch.ingest.extract.entries.page_entries import mark_entries
from wikisearch.ingest.extract.intro.page_intro import PROPERTY_LABELS, read_page_intro, with_name
from wikisearch.ingest.extract.lines.closing_lines import drop_closing_lines
from wikisearch.ingest.extract.lines.labelled_lines import take_labelled_lines
from wikisearch.ingest.extract.lines.marked_breadcrumbs import drop_marked_breadcrumbs
from wikisearch.ingest.extract.lines.pagers import drop_pager_labels, drop_pagers
from wikisearch.ingest.extract.lines.paragraph_numbers import drop_paragraph_numbers
from wikisearch.ingest.extract.lines.repeated_lines import RepeatedLine, drop_repeated_lines
from wikisearch.ingest.extract.lines.site_headings import join_site_headings
from wikisearch.ingest.extract.links.page_links import collect_links
from wikisearch.ingest.extract.links.site import Site, find_site
from wikisearch.ingest.extract.metadata.content_language import content_language
from wikisearch.ingest.extract.page_purpose import reason_to_leave_out
from wikisearch.ingest.extract.page_title import Title
from wikisearch.ingest.extract.parsed_page import ParsedPage, parse
from wikisearch.ingest.extract.raw_sections import Content
from wikisearch.ingest.extract.sections.outline import Outline, outline
from wikisearch.ingest.extract.titles.document_title import full_document_title, title_of_page
from wikisearch.ingest.extract.titles.numbering import (
    has_number_of,
    is_named_without_number,
    without_number,
    without_numbers,
)
from wikisearch.ingest.extract.titles.title_choice import find_title
from wikisearch.ingest.extract.titles.typed_bullets import without_bullet
from wikisearch.ingest.extract.walk.content_walk import read_content
from wikisearch.ingest.html.element import Element, elements_in
from wikisearch.ingest.page_input import PageInput
from wikisearch.ingest.profiles.profile import Profile
from wikisearch.ingest.profiles.profile_set import Profiles
from wikisearch.ingest.survey.survey import NO_SURVEY, FolderSurvey
from wikisearch.model.ids import page_id
from wikisearch.model.page import Page


@dataclass(frozen=True, slots=True)
class Extraction:
    """A page, and what it was made of."""

    page: Page
    parsed: ParsedPage
    site: Site
    title: Title
    content: Content
    outline: Outline
    repeated: tuple[RepeatedLine, ...]
    """Lines that were dropped because most pages of the wiki have them."""
    left_out: str
    """Why a build leaves the page out; empty if it does not."""


def extract(source: PageInput, profiles: Profiles, survey: FolderSurvey = NO_SURVEY) -> Extraction:
    """Extract a page from HTML; raises PageError for an empty, binary or too large file."""
    parsed = parse(source, profiles)
    tree, main, profile, path = parsed.tree, parsed.main, parsed.profile, source.path
    title = find_title(parsed, survey)
    mark_entries(parsed, title)
    content = _read(main, profile, title)
    join_site_headings(content, survey)
    repeated = drop_repeated_lines(tree, content, survey, full_document_title(tree))
    drop_marked_breadcrumbs(content, title.text)
    drop_pagers(content, survey)
    drop_pager_labels(content)
    drop_closing_lines(content, path, survey)
    left_out = reason_to_leave_out(parsed, title, content, survey)
    title = replace(title, text=title_of_code_page(tree, content, title.text, path))
    title = _strip_numbers(title, content, profile, title_of_page(tree, survey))
    if title.heading is None and content.top.lines:
        title = _without_first_line(title, content, survey)
    language = source.language or content_language(tree, main)
    intro = read_page_intro(parsed, content, title, language, survey)
    content.top.lines = list(intro.lines)
    site = find_site(tree, source)
    categories = _with_descendants(intro.categories)
    links, in_lines = collect_links(tree, content.links, categories, site)
    outlined = outline(parsed, content, title.text, in_lines, site)
    page = Page(
        id=source.id or page_id(path),
        path=path,
        title=title.text,
        aliases=with_name(intro.aliases, title.other),
        category=source.category or intro.category,
        definition=intro.definition,
        language=language,
        sections=outlined.sections,
        links=links,
        url=source.url,
    )
    page = _with_given_names(page, source)
    return Extraction(page, parsed, site, title, content, outlined, repeated, left_out)


def _without_first_line(title: Title, content: Content, survey: FolderSurvey) -> Title:
    """Take the first line off if it is the title, perhaps with what the site adds."""
    line = content.top.lines[0].text
    if title.text not in (line, without_bullet(line), survey.own_part(line)):
        return title
    del content.top.lines[0]
    return replace(title, is_first_line=True)


def _read(main: Element, profile: Profile, title: Title) -> Content:
    """Read the lines of a page that are text."""
    content = read_content(main, profile, title.heading)
    drop_paragraph_numbers(content)
    take_labelled_lines(content, PROPERTY_LABELS)
    return content


def _with_given_names(page: Page, source: PageInput) -> Page:
    """Add the names that the source knows; a title in the HTML becomes an alias."""
    if not (source.title or source.aliases):
        return page
    title = source.title or page.title
    names = dict.fromkeys((page.title, *page.aliases, *source.aliases))
    return replace(page, title=title, aliases=tuple(name for name in names if name != title))


def _strip_numbers(title: Title, content: Content, profile: Profile, full: str) -> Title:
    """Remove the numbers of the generator from the title and the headings."""
    headings = [title.text, *(raw.title for raw in content.raw_sections)]
    stripped = without_numbers(headings, profile)
    if stripped is headings:
        is_numbered = has_number_of(title.text, full) or is_named_without_number(title.text, full)
        return replace(title, text=without_number(title.text)) if is_numbered else title
    for raw, heading in zip(content.raw_sections, stripped[1:], strict=True):
        raw.title = heading
    return replace(title, text=stripped[0])


def _with_descendants(elements: Sequence[Element]) -> frozenset[Element]:
    inside = [part for element in elements for part in elements_in(element)]
    return frozenset((*elements, *inside))
