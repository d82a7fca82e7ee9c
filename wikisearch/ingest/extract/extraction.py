"""Bytes of an HTML file -> everything found in it, the Page among it."""

import re
from dataclasses import dataclass, replace

from wikisearch.errors import PageError
from wikisearch.ingest.extract.content import find_main, mark_parts
from wikisearch.ingest.extract.glossary import mark_entries
from wikisearch.ingest.extract.links import Site, collect_links, find_site
from wikisearch.ingest.extract.numbering import without_numbers
from wikisearch.ingest.extract.outline import Outline, outline
from wikisearch.ingest.extract.page_intro import read_page_intro
from wikisearch.ingest.extract.raw_sections import Content
from wikisearch.ingest.extract.sections import read_content
from wikisearch.ingest.extract.title import Title, find_title
from wikisearch.ingest.html.element import Element
from wikisearch.ingest.html.encoding import decode, is_binary
from wikisearch.ingest.html.tree import Tree
from wikisearch.ingest.html.tree_builder import build_tree
from wikisearch.ingest.profiles.profile import Choice, Profile, Profiles
from wikisearch.model.ids import page_id
from wikisearch.model.page import Page

LARGEST_PAGE = 64 * 1024 * 1024
"""Bytes; a longer file is no page anybody reads, and would fill the memory of a worker."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_CONTROLS = bytes((*range(9), 11, 12, *range(14, 32), 127))
_WITHOUT_CONTROLS = bytes.maketrans(_CONTROLS, b" " * len(_CONTROLS))


@dataclass(frozen=True, slots=True)
class Extraction:
    """A page, and how it was read."""

    page: Page
    site: Site
    choice: Choice
    tree: Tree
    main: Element
    title: Title
    content: Content
    outline: Outline


def extract(data: bytes, path: str, profiles: Profiles) -> Extraction:
    """Read HTML; raises PageError, which says why it cannot be read."""
    check_size(len(data), path)
    if not data.strip():
        raise PageError(path, "empty file")
    if is_binary(data):
        raise PageError(path, "binary, not HTML")
    markup = decode(data).encode("utf-8", "replace").translate(_WITHOUT_CONTROLS)
    tree, choice, main = _read(markup, profiles)
    profile = choice.profile
    found = find_title(tree, main, profile, path)
    mark_entries(tree, main, profile, found)
    content = read_content(main, profile, found.heading)
    title = _strip_numbers(found, content, profile)
    if title.heading is None and content.top.lines and content.top.lines[0].text == title.text:
        del content.top.lines[0]
    lead = read_page_intro(tree, content, profile, title.text)
    content.top.lines = list(lead.lines)
    outlined = outline(content, main, tree, title.text)
    site = find_site(tree, path)
    page = Page(
        id=page_id(path),
        path=path,
        title=title.text,
        aliases=lead.aliases,
        category=lead.category,
        definition=lead.definition,
        language=_language(main),
        sections=outlined.sections,
        links=collect_links(tree, content.links, _categories(tree, profile), site),
    )
    return Extraction(page, site, choice, tree, main, title, content, outlined)


def _read(markup: bytes, profiles: Profiles) -> tuple[Tree, Choice, Element]:
    """Parse a page, and find how it is to be read and where its content is."""
    tree = build_tree(markup, profiles.classes, profiles.menus)
    choice = profiles.choose(tree)
    mark_parts(tree, choice.profile)
    main = find_main(tree, choice.profile)
    if tree.menus and not _are_menus(tree, choice.profile, main):
        tree = build_tree(markup, profiles.classes)
        mark_parts(tree, choice.profile)
        main = find_main(tree, choice.profile)
    return tree, choice, main


def _are_menus(tree: Tree, profile: Profile, main: Element) -> bool:
    """Tell whether a page kept what its beginning promised: nothing in its menus is content."""
    place: object = main
    while isinstance(place, Element):
        if place in tree.menus:
            return False
        place = place.parent
    return bool(profile.menus) and all(menu.dropped for menu in tree.menus)


def check_size(size: int, path: str) -> None:
    """Raise PageError for what is too large to be a page."""
    if size > LARGEST_PAGE:
        raise PageError(path, f"{size:,} bytes, more than the {LARGEST_PAGE:,} a page may have")


def _strip_numbers(title: Title, content: Content, profile: Profile) -> Title:
    """Take the numbers of the generator off the title and the headings."""
    headings = [title.text, *(draft.title for draft in content.drafts)]
    stripped = without_numbers(headings, profile)
    if stripped is headings:
        return title
    for draft, heading in zip(content.drafts, stripped[1:], strict=True):
        draft.title = heading
    return replace(title, text=stripped[0])


def _categories(tree: Tree, profile: Profile) -> frozenset[Element]:
    """Elements that name the category of a page, and what is in them."""
    named = [element for selector in profile.category for element in selector.select(tree)]
    inside = [part for element in named for part in element.descendants]
    return frozenset(each for each in (*named, *inside) if isinstance(each, Element))


def _language(main: Element) -> str:
    """Find the language of the content, else of what stands around it."""
    place: object = main
    while isinstance(place, Element):
        tag = (place.attrs.get("lang") or place.attrs.get("xml:lang") or "").strip()
        if _LANGUAGE.fullmatch(tag):
            return tag
        place = place.parent
    return ""
