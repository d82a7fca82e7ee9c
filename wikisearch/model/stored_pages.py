"""Encoding of sections and pages as the bytes that an engine stores."""

import json
from typing import Any

from wikisearch.model.page import Link, LinkKind, Page, PageHead, Section

_PAGE = b',"page":'
_LINKS = b',"links":'
_KINDS = {kind.value: kind for kind in LinkKind}
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def section_key(page_id: str, anchor: str) -> str:
    """Key of a section: the page id, and `#anchor` unless the section is the top of the page."""
    return f"{page_id}#{anchor}" if anchor else page_id


def is_page_key(key: str) -> bool:
    """Whether a key is a page id, which is the key of the top of the page."""
    return "#" not in key


def encode_section(page: Page, section: Section) -> bytes:
    """Encode a section; the top of a page also has the metadata and links of the page."""
    record: dict[str, Any] = {
        "title": section.title,
        "anchor": section.anchor,
        "level": section.level,
        "hierarchy": section.hierarchy,
        "text": section.text,
        **({"synthetic": True} if section.anchor_is_synthetic else {}),
        **({"layout": section.layout} if section.layout else {}),
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
            "url": page.url,
            "anchors": [other.anchor for other in page.sections[1:]],
            "links": [(link.target, link.anchor, link.text, link.kind) for link in page.links],
        }
    return _ENCODER.encode(record).encode("utf-8", "surrogatepass")


def decode_section(stored: bytes) -> Section:
    """Decode a section, without the metadata of its page."""
    # Quotes in texts are escaped, so this separator occurs only once.
    section, more, _ = stored.partition(_PAGE)
    return _section(_record(section + b"}" if more else section))


def decode_head(stored: bytes) -> PageHead:
    """Decode the metadata of a page from the bytes of its top section."""
    # The links are last, and often most of the data, so they are cut off.
    return PageHead(**_head(_record(stored.partition(_LINKS)[0] + b"}}")["page"]))


def decode_page(stored: bytes) -> Page:
    """Decode a page from the bytes of its top section, without its other sections."""
    record = _record(stored)
    page = record["page"]
    return Page(
        **_head(page),
        sections=(_section(record),),
        links=tuple(
            [
                Link(target, anchor, text, _KINDS[kind])
                for target, anchor, text, kind in page["links"]
            ]
        ),
    )


def section_keys(stored: bytes) -> list[str]:
    """Keys of the other sections of a page, from the bytes of its top section."""
    page = _record(stored)["page"]
    return [section_key(page["id"], anchor) for anchor in page["anchors"]]


def _record(stored: bytes) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(stored.decode("utf-8", "surrogatepass"))
    return record


def _head(record: dict[str, Any]) -> dict[str, Any]:
    names = ("id", "path", "title", "category", "definition", "language", "url")
    return {name: record[name] for name in names} | {"aliases": tuple(record["aliases"])}


def _section(record: dict[str, Any]) -> Section:
    return Section(
        title=record["title"],
        anchor=record["anchor"],
        level=record["level"],
        hierarchy=tuple(record["hierarchy"]),
        text=record["text"],
        anchor_is_synthetic="synthetic" in record,
        layout=record.get("layout", ""),
    )
