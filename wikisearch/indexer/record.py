"""What an index remembers of each source file, so that an update need not read it again."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from wikisearch.model.manifest import Refusal
from wikisearch.model.page_stats import PageStats


class LinkTarget(NamedTuple):
    """Where a link leads."""

    target: str
    """Id of the page, as the link has it."""

    anchor: str
    is_content: bool
    """False for navigation; true in running text and in lists of related terms."""

    text: str = ""
    """Link text in running text; empty if it is too long for a name."""


class PageTargets(NamedTuple):
    """Anchors and links of one page."""

    ids: frozenset[str]
    """Its anchors: ids that links may lead to."""

    links: tuple[LinkTarget, ...]

    def to_row(self) -> tuple[list[str], tuple[LinkTarget, ...]]:
        """Encode as a JSON row."""
        return sorted(self.ids), self.links

    @classmethod
    def from_row(cls, row: Sequence[Any]) -> "PageTargets":
        """Decode a JSON row; raises a built-in exception for any other value."""
        ids, links = row
        return cls(frozenset(ids), tuple(map(LinkTarget._make, links)))


class RecordKind(StrEnum):
    """What a source file is."""

    PAGE = "page"
    REDIRECT = "redirect"
    DUPLICATE = "duplicate"
    REFUSED = "refused"
    CLASH = "clash"
    """Refused because another file has the same id, usually with another suffix."""


class Record(NamedTuple):
    """What an index remembers of one source file."""

    path: str
    id: str
    digest: str
    """Hash of its bytes; empty if the next build must read it again."""

    kind: RecordKind
    note: str = ""
    """Reason of a refusal; path of the original of a duplicate; target of a redirect."""

    title: str = ""
    """Title of a page or a redirect."""

    aliases: tuple[str, ...] = ()
    category: str = ""
    acronyms: tuple[tuple[str, str], ...] = ()
    """Short and long names that its text explains."""

    names: tuple[str, ...] = ()
    """Titles of redirects to the page."""

    language: str = ""
    """Language the page was read in."""

    has_text: bool = True
    stats: PageStats = PageStats()
    survey: str = ""
    """Fingerprint of what the page was compared with: the survey of its folder."""
    text: str = ""
    """Hash of the text of a page; empty for a short page, and for a redirect that is not a copy."""
    url: str = ""
    """Live address of a page; empty for a file."""
    is_named_by_file: bool = True
    """Whether the file name may name the page: it is in the main language, or has the words."""

    @classmethod
    def from_row(cls, row: Sequence[Any]) -> "Record":
        """Decode a JSON row; raises a built-in exception for any other value."""
        values = list(row)
        values[_KIND] = RecordKind(values[_KIND])
        values[_STATS] = PageStats.from_row(values[_STATS])
        for field in _LISTS:
            values[field] = tuple(values[field])
        values[_ACRONYMS] = tuple((short, long) for short, long in values[_ACRONYMS])
        return cls._make(values)


_KIND = Record._fields.index("kind")
_STATS = Record._fields.index("stats")
_ACRONYMS = Record._fields.index("acronyms")
_LISTS = tuple(map(Record._fields.index, ("aliases", "names")))


def refusals(records: Mapping[str, Record]) -> tuple[Refusal, ...]:
    """Return the refused files with the reason, in order of path."""
    return tuple(
        Refusal(path, records[path].note)
        for path in sorted(records)
        if records[path].kind in (RecordKind.REFUSED, RecordKind.CLASH)
    )
