"""Sections and pages as the bytes an engine stores, and back."""

import json
from typing import Any

from wikisearch.model.page import Link, LinkKind, Page, PageHead, Section

_PAGE = b',"page":'
_LINKS = b',"links":'
_KINDS = {kind.value: kind for kind in LinkKind}


def section_key(page_id: str, anchor: str) -> str:
    """Key of a section: its page's id, and its anchor unless it is the top of the page."""
    return f"{page_id}#{anchor}" if anchor else page_id


def is_page_key(key: str) -> bool:
    """Whether a key can be that of the top of a page, which is the page's id."""
    return "#" not in key


def encode_section(page: Page, section: Section) -> bytes:
    """Bytes of a section; the one at the top of the page carries the page's own facts as well."""
    record: dict[str, Any] = {
        "title": section.title,
        "anchor": section.anchor,
        "level": section.level,
        "hierarchy": section.hierarchy,
        "text": section.text,
    }
    if section is page.sections[0]:
        record["page"] = {
            "id": page.id,
            "path": page.path,
            "title": page.title,
            "aliases": page.aliases,
            "category": page.category,
            "definition": page.definition,
            "language": page.language,
            "anchors": [other.anchor for other in page.sections[1:]],
            "links": [(link.target, link.anchor, link.text, link.kind) for link in page.links],
        }
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )


def decode_section(stored: bytes) -> Section:
    """Section of its bytes; what the top of a page says of the page is not looked at."""
    # A quote inside of a text is escaped, so this is nowhere else.
    section, more, _ = stored.partition(_PAGE)
    return _section(_record(section + b"}" if more else section))


def decode_head(stored: bytes) -> PageHead:
    """What is known of a page as a whole, from the bytes of its top section."""
    # Links are most of many a page, and come last.
    return PageHead(**_head(_record(stored.partition(_LINKS)[0] + b"}}")["page"]))


def decode_page(stored: bytes) -> Page:
    """Page of the bytes of its top section: all of it but the sections below the top."""
    record = _record(stored)
    facts = record["page"]
    return Page(
        **_head(facts),
        sections=(_section(record),),
        links=tuple(
            [
                Link(target, anchor, text, _KINDS[kind])
                for target, anchor, text, kind in facts["links"]
            ]
        ),
    )


def section_keys(stored: bytes) -> list[str]:
    """Keys of the sections below the top of a page, from the bytes of its top section."""
    facts = _record(stored)["page"]
    return [section_key(facts["id"], anchor) for anchor in facts["anchors"]]


def _record(stored: bytes) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(stored.decode("utf-8", "surrogatepass"))
    return record


def _head(record: dict[str, Any]) -> dict[str, Any]:
    names = ("id", "path", "title", "category", "definition", "language")
    return {name: record[name] for name in names} | {"aliases": tuple(record["aliases"])}


def _section(record: dict[str, Any]) -> Section:
    return Section(
        title=record["title"],
        anchor=record["anchor"],
        level=record["level"],
        hierarchy=tuple(record["hierarchy"]),
        text=record["text"],
    )
