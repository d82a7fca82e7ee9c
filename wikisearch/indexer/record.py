"""What a generation keeps of every file of its source: enough not to read it again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from wikisearch.model.page_stats import PageStats
from wikisearch.model.report import BrokenLink


class LinkTarget(NamedTuple):
    """Where a link leads to."""

    target: str
    """Id of the page, as far as the link tells."""

    anchor: str
    is_content: bool
    """Whether it is more than navigation: in running text, or in a list of related terms."""

    text: str = ""
    """The words that link in running text, unless they are too many for a name."""


class PageTargets(NamedTuple):
    """What a page has to do with links."""

    ids: frozenset[str]
    """Anchors on it."""

    links: tuple[LinkTarget, ...]

    def to_row(self) -> tuple[list[str], tuple[LinkTarget, ...]]:
        """Write those of one page, for JSON."""
        return sorted(self.ids), self.links

    @classmethod
    def from_row(cls, row: Sequence[Any]) -> "PageTargets":
        """Read them; raises some exception of Python's for what is none."""
        ids, links = row
        return cls(frozenset(ids), tuple(map(LinkTarget._make, links)))


@dataclass(frozen=True, slots=True)
class LinkGraph:
    """What the links of all pages say together."""

    broken: tuple[BrokenLink, ...]
    incoming: Mapping[str, int]
    """Other pages whose content links to a page, by its id; pages without any are left out."""

    texts: Mapping[str, Mapping[str, int]]
    """For each text of links, the pages it leads to, and from how many pages it does."""


class RecordKind(StrEnum):
    """What a file turned out to be."""

    PAGE = "page"
    REDIRECT = "redirect"
    DUPLICATE = "duplicate"
    REFUSED = "refused"
    CLASH = "clash"
    """Refused because another file has the same id: the same name but for the suffix, as a rule."""


class Record(NamedTuple):
    """What became of one file."""

    path: str
    id: str
    digest: str
    """Hash of its bytes; empty when it must be read again whatever they are."""

    kind: RecordKind
    note: str = ""
    """Why it was refused; of which path it is a duplicate; where a redirect leads to."""

    title: str = ""
    """Of a page or a redirect."""

    aliases: tuple[str, ...] = ()
    category: str = ""
    acronyms: tuple[tuple[str, str], ...] = ()
    """Short and long names that its text explains."""

    names: tuple[str, ...] = ()
    """Titles of redirects, by which the page is found as well."""

    language: str = ""
    """Language that a page was read in."""

    has_text: bool = True
    stats: PageStats = PageStats()

    @classmethod
    def from_row(cls, row: Sequence[Any]) -> "Record":
        """Read what JSON has made of it; raises some exception of Python's for what is none."""
        facts = list(row)
        facts[_KIND] = RecordKind(facts[_KIND])
        facts[_STATS] = PageStats.from_row(facts[_STATS])
        for place in _LISTS:
            facts[place] = tuple(facts[place])
        facts[_ACRONYMS] = tuple((short, long) for short, long in facts[_ACRONYMS])
        return cls._make(facts)


_KIND = Record._fields.index("kind")
_STATS = Record._fields.index("stats")
_ACRONYMS = Record._fields.index("acronyms")
_LISTS = tuple(map(Record._fields.index, ("aliases", "names")))
