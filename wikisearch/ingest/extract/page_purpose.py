"""What a page is for: copies, search forms and indexes are left out of a wiki."""

import re
from urllib.parse import unquote

from wikisearch.ingest.extract.links.link_relations import linked_addresses
from wikisearch.ingest.extract.links.site import address_endings
from wikisearch.ingest.extract.page_title import Title
from wikisearch.ingest.extract.parsed_page import ParsedPage
from wikisearch.ingest.extract.raw_sections import Content, RawSection
from wikisearch.ingest.extract.words.word_list import phrase_list
from wikisearch.ingest.html.element import ENTRY_RANK, Element, elements_in, is_shown_in
from wikisearch.ingest.html.tree import Tree
from wikisearch.ingest.survey.survey import FolderSurvey, Trait
from wikisearch.model.ids import INDEX, without_suffix

_MAX_FORM_WORDS = 40
"""Words on a page that is only a form for searching."""
_MAX_FORMS = 20
"""Forms of one page that are looked at."""
_MIN_PAGES = 2
_INDEX_TITLES = phrase_list("index_titles.txt")
_MAX_LETTER_LENGTH = 3
_OF_LETTER = re.compile(rf"(.*?)(?: [-–—] (.{{1,{_MAX_LETTER_LENGTH}}}))?", re.DOTALL)
"""A title, and the letter after a dash: `Index – W`."""
_NOT_FOUND = "404"
"""Name of the file that a server sends for a page that does not exist."""
_ENTRY_SHARE = 0.4
"""Share of the lines of an index that have a link; the others are summaries."""
_INDEX_SHARE = 0.8
"""Share of the lines of an index that begin with the letter above them."""
_AROUND_LETTER = " -–—"
_MAX_PROSE = 3
"""Lines without a link above the names: what they are, and the name of the site."""
_NOINDEX = frozenset({"noindex", "none"})
"""What forbids robots to index a page; `none` means noindex and nofollow."""
_WORD = re.compile(r"[\w-]+")
_HOST = re.compile(r"(?:https?:)?//[^/?#]*", re.IGNORECASE)


def reason_to_leave_out(
    page: ParsedPage, title: Title, content: Content, survey: FolderSurvey
) -> str:
    """Return why a page is left out of its wiki; empty if it is not.

    A feature that most pages have is ignored, except the declaration of another address.
    """
    tree, path = page.tree, page.path
    if has_noindex(tree):
        is_copy = _has_other_address(tree, path) and not survey.has_trait(Trait.NOINDEX_IS_USUAL)
        if is_copy or (_is_several_pages(content) and survey.has_trait(Trait.NOINDEX_IS_RARE)):
            return "noindex"
    if title.source == "file name" and not (content.raw_sections or _words(content)):
        return "empty page"
    if not content.raw_sections and _words(content) <= _MAX_FORM_WORDS:
        has_form = has_search_form(tree, page.main) and survey.has_trait(Trait.FORM_IS_RARE)
        if has_form or _is_search_page(tree, path):
            return "search form"
        if without_suffix(path).removesuffix(f"/{INDEX}") == _NOT_FOUND:
            return "error page"
    # The parts of a long index share their title.
    is_part = title.source == "file name" and _is_index_by_letter(content)
    is_index = is_part or is_general_index(content, title.text)
    return "index" if is_index and survey.has_trait(Trait.COMPARED) else ""


def _has_other_address(tree: Tree, path: str) -> bool:
    """Return whether a page declares that another page has the same content."""
    endings = tuple(f"/{ending}" for ending in address_endings(path))
    addresses = linked_addresses(tree, "canonical")
    paths = [unquote(_HOST.sub("", each).partition("#")[0].partition("?")[0]) for each in addresses]
    return bool(addresses) and not any(f"/{each}".endswith(endings) for each in paths)


def _words(content: Content) -> int:
    return sum(len(line.text.split()) for line in content.top.lines)


def _is_search_page(tree: Tree, path: str) -> bool:
    """Return whether a page declares that it is the page to search on."""
    addresses = linked_addresses(tree, "search")
    return any(
        each == "#" or (each and f"/{path}".endswith(f"/{each.removeprefix('./')}"))
        for each in addresses
    )


def _is_several_pages(content: Content) -> bool:
    """Return whether a page has the headings of several pages: a book on one page, for printing.

    Without this test, a wiki that forbids robots to index its usual pages would lose them.
    """
    return sum(raw.heading.name == "h1" for raw in content.raw_sections) >= _MIN_PAGES


def is_general_index(content: Content, title: str) -> bool:
    """Return whether a page lists all names of a wiki, from A to Z, or those with one letter."""
    match = _OF_LETTER.fullmatch(title.casefold())
    name, letter = match.groups() if match else (title, None)
    if name not in _INDEX_TITLES and name.rpartition(" ")[2] not in _INDEX_TITLES:
        return False
    headings = [raw for raw in content.raw_sections if raw.heading.rank < ENTRY_RANK]
    entries = [raw for raw in content.raw_sections if raw.heading.rank >= ENTRY_RANK]
    lines = [line for raw in (content.top, *content.raw_sections) for line in raw.lines]
    letters = [raw.title for raw in headings] + [each.text for each in lines if not each.linked]
    number = sum(len(each) <= _MAX_LETTER_LENGTH for each in letters) + bool(letter)
    linked = sum(line.linked > 0 for line in lines) + sum(map(_has_link, entries))
    share = _ENTRY_SHARE * (len(lines) + len(entries))
    return 2 * number > len(headings) and linked >= max(1, share)


def _is_index_by_letter(content: Content) -> bool:
    """Return whether below each heading, a letter, are names with that letter and their pages."""
    fits = total = 0
    for raw in content.raw_sections:
        letter = raw.title.strip(_AROUND_LETTER).casefold()
        if len(letter) != 1:
            return False
        total += len(raw.lines)
        fits += sum(
            line.linked > 0 and line.text.casefold().startswith(letter) for line in raw.lines
        )
    prose = sum(not line.linked for line in content.top.lines)
    return prose <= _MAX_PROSE and fits >= max(1, _INDEX_SHARE * total)


def _has_link(entry: RawSection) -> bool:
    inner = elements_in(entry.heading)
    return any(not each.attrs.get("href", "#").startswith("#") for each in inner)


def has_noindex(tree: Tree) -> bool:
    """Return whether a page asks robots not to index it."""
    return any(
        not _NOINDEX.isdisjoint(_WORD.findall(meta.attrs.get("content", "").lower()))
        for meta in tree.by_name.get("meta", ())
        if meta.attrs.get("name", "").strip().lower() == "robots"
    )


def has_search_form(tree: Tree, main: Element) -> bool:
    """Return whether the content has a form that only asks for pages."""
    return any(
        form.attrs.get("method", "get").strip().lower() == "get" and is_shown_in(form, main)
        for form in tree.by_name.get("form", ())[:_MAX_FORMS]
    )
