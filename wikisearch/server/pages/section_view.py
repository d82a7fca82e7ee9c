"""The sections of a page -> values for HTML: nested lists, and links with addresses."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from wikisearch.index import Index
from wikisearch.model.ids import find_target
from wikisearch.model.page import Link, Page, Section
from wikisearch.render.section_blocks import (
    Block,
    Code,
    DataTable,
    Inline,
    ItemList,
    ListItem,
    Paragraph,
    page_blocks,
)
from wikisearch.server.pages.page_directory import directory_of
from wikisearch.server.pages.server_links import ServerLinks

_DEEPEST = 6
"""HTML has no deeper heading."""


@dataclass(slots=True)
class ListBlock:
    """A list, with the lists inside its items."""

    is_numbered: bool
    items: list["ItemBlock"] = field(default_factory=list)


@dataclass(slots=True)
class ItemBlock:
    """An item of a list."""

    paragraphs: tuple[Inline, ...]
    lists: list[ListBlock] = field(default_factory=list)


class BlockView(NamedTuple):
    """A block, and the name of the macro that shows it."""

    kind: str
    block: Paragraph | ItemBlock | DataTable | Code


class SectionView(NamedTuple):
    """A section as the page shows it."""

    title: str
    """Empty for the top of the page."""
    anchor: str
    level: int
    blocks: list[BlockView]


class ReaderLinks:
    """Finds the addresses of the links of a page."""

    def __init__(self, index: Index, page: Page, links: ServerLinks) -> None:
        self._ids = directory_of(index).ids
        self._page = page.id
        self._links = links

    def of(self, link: Link) -> str:
        """Return the address of the reader view that a link leads to; empty for no page."""
        target = find_target(link.target, self._ids)
        if target is None or (target == self._page and not link.anchor):
            return ""
        return self._links.term(target, link.anchor)


def section_views(page: Page) -> list[SectionView]:
    """Return the sections of a page; a paragraph that is the definition has the kind `lead`."""
    return [
        _section_view(section, list(map(_block_view, blocks)), page)
        for section, blocks in page_blocks(page)
    ]


def _section_view(section: Section, blocks: list[BlockView], page: Page) -> SectionView:
    is_top = section.level <= 1
    if is_top and blocks and plain_text(blocks[0]) == page.definition:
        blocks[0] = blocks[0]._replace(kind="lead")
    level = min(max(section.level, 2), _DEEPEST)
    return SectionView("" if is_top else section.title, section.anchor, level, blocks)


def plain_text(view: BlockView) -> str:
    """Return the text of a paragraph; empty for another block."""
    block = view.block
    return "".join(piece.text for piece in block.text) if isinstance(block, Paragraph) else ""


def _block_view(block: Block) -> BlockView:
    match block:
        case Paragraph():
            return BlockView("paragraph", block)
        case ItemList(items):
            return BlockView("lists", _nested(items))
        case DataTable():
            return BlockView("table", block)
        case Code():
            return BlockView("code", block)


def _nested(items: Iterable[ListItem]) -> ItemBlock:
    """Return an item around all lists; an item of another kind begins another list."""
    root = ItemBlock(())
    around = [root]
    for item in items:
        del around[max(item.depth, 1) :]
        lists = around[-1].lists
        if not lists or lists[-1].is_numbered != item.is_numbered:
            lists.append(ListBlock(item.is_numbered))
        made = ItemBlock(item.paragraphs)
        lists[-1].items.append(made)
        around.append(made)
    return root
