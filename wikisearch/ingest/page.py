"""Bytes of an HTML file -> Page."""

import re
import stat
from pathlib import Path

from wikisearch.errors import PageError
from wikisearch.ingest.anchors import find_anchors
from wikisearch.ingest.builder import build_tree
from wikisearch.ingest.content import find_main, mark_parts
from wikisearch.ingest.drafts import Content, Draft
from wikisearch.ingest.element import Element
from wikisearch.ingest.encoding import decode, is_binary
from wikisearch.ingest.lead import read_lead
from wikisearch.ingest.links import collect_links, page_id
from wikisearch.ingest.profile import Profiles, standard_profiles
from wikisearch.ingest.sections import read_content
from wikisearch.ingest.title import find_title
from wikisearch.ingest.tree import Tree
from wikisearch.model.page import Page, Section

LARGEST_PAGE = 64 * 1024 * 1024
"""Bytes; a longer file is no page anybody reads, and would fill the memory of a worker."""

_LISTING_LINKS = 30
_LISTING_SHARE = 0.9
"""Of the words of a listing, as many as these are links."""
_LISTING_LINES = 0.8
"""Of the lines below the top of an index page, as many as these are links."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_CONTROLS = bytes((*range(9), 11, 12, *range(14, 32), 127))
_WITHOUT_CONTROLS = bytes.maketrans(_CONTROLS, b" " * len(_CONTROLS))


def read_page(path: str | Path, root: str | Path | None = None) -> Page:
    """Read a file below `root` (by itself when None); raises PageError, which says why."""
    file = Path(path)
    name = file.relative_to(root).as_posix() if root is not None else file.name
    name = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    try:
        found = file.stat()
        if not stat.S_ISREG(found.st_mode):
            raise PageError(name, "not a file")
        if found.st_size > LARGEST_PAGE:
            raise PageError(name, _too_large(found.st_size))
        data = file.read_bytes()
    except OSError as error:
        raise PageError(name, f"cannot be read: {error.strerror or error}") from error
    return parse_page(data, name)


def parse_page(data: bytes, path: str, profiles: Profiles | None = None) -> Page:
    """Extract a page from HTML; `path` is its place below the source folder, suffix included.

    A listing, a page with hardly a word outside more than 30 links such as an A to Z index, keeps
    its title and links only: it is found by its name and does not answer every query. An index page
    with some prose keeps the prose, without its lists.
    """
    if len(data) > LARGEST_PAGE:
        raise PageError(path, _too_large(len(data)))
    if not data.strip():
        raise PageError(path, "empty file")
    if is_binary(data):
        raise PageError(path, "binary, not HTML")
    profiles = profiles or standard_profiles()
    markup = decode(data).encode("utf-8", "replace").translate(_WITHOUT_CONTROLS)
    tree = build_tree(markup, profiles.classes)
    profile = profiles.choose(tree)
    mark_parts(tree, profile)
    main = find_main(tree, profile)
    title = find_title(tree, main, profile, path)
    content = read_content(main, profile, title.heading)
    lead = read_lead(tree, content, profile, title.text)
    content.top.lines = list(lead.lines)
    return Page(
        id=page_id(path),
        path=path,
        title=title.text,
        aliases=lead.aliases,
        category=lead.category,
        definition=lead.definition,
        language=_language(main),
        sections=_sections(content, main, tree, title.text),
        links=collect_links(tree, content.links, path),
    )


def _sections(content: Content, main: Element, tree: Tree, title: str) -> tuple[Section, ...]:
    """Give every draft its place below the headings before it."""
    if _is_listing(content):
        return (Section(title, "", 1, (title,), ""),)
    sections = [Section(title, "", 1, (title,), _text(content.top))]
    above: list[Draft] = []
    drafts = _without_lists(content)
    anchors = find_anchors(drafts, main, tree.ids)
    for draft, anchor in zip(drafts, anchors, strict=True):
        while above and above[-1].rank >= draft.rank:
            above.pop()
        above.append(draft)
        hierarchy = (title, *(higher.title for higher in above))
        sections.append(Section(draft.title, anchor, len(hierarchy), hierarchy, _text(draft)))
    return tuple(sections)


def _text(draft: Draft) -> str:
    return "\n".join(line.text for line in draft.lines)


def _without_lists(content: Content) -> list[Draft]:
    """Leave out the lists of links that make up an index page with some prose on top."""
    if len(content.links) <= _LISTING_LINKS:
        return content.drafts
    lines = [line for draft in content.drafts for line in draft.lines]
    if sum(line.is_link for line in lines) < _LISTING_LINES * len(lines):
        return content.drafts
    return [draft for draft in content.drafts if not _is_list(draft)]


def _is_list(draft: Draft) -> bool:
    links = sum(line.is_link for line in draft.lines)
    return links >= len(draft.lines) / 2


def _is_listing(content: Content) -> bool:
    if len(content.links) <= _LISTING_LINKS:
        return False
    drafts = (content.top, *content.drafts)
    words = sum(len(line.text.split()) for draft in drafts for line in draft.lines)
    linked = sum(len(anchor.text.split()) for anchor in content.links)
    return linked >= _LISTING_SHARE * words


def _language(main: Element) -> str:
    """Find the language of the content, else of what stands around it."""
    place: object = main
    while isinstance(place, Element):
        tag = (place.attrs.get("lang") or place.attrs.get("xml:lang") or "").strip()
        if _LANGUAGE.fullmatch(tag):
            return tag
        place = place.parent
    return ""


def _too_large(size: int) -> str:
    return f"{size:,} bytes, more than the {LARGEST_PAGE:,} a page may have"
