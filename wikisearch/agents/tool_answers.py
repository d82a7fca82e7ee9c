"""What the tools answer: values that become one JSON object each."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from typing import Any

from wikisearch.query_log import LoggedSearch

_HIDDEN = {"is_hidden": True}
"""Metadata of a field that no client sees."""

_MARKED = {"is_marked": True}
"""Metadata of a field whose text is between the marks of untrusted text."""


def shown_fields(answer: Any) -> list["Field[Any]"]:
    """Return the fields of a dataclass, or of its value, that clients see."""
    return [each for each in fields(answer) if each.metadata != _HIDDEN]


def is_marked(shown: "Field[Any]") -> bool:
    """Return whether a field has the marks of untrusted text; no other field may have them."""
    return shown.metadata == _MARKED


def is_required(shown: "Field[Any]") -> bool:
    """Return whether a field is in every answer; one with a default is left out when empty."""
    return shown.default is MISSING and shown.default_factory is MISSING


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page in the answer of `search`."""

    id: str
    """Id of the page, for `fetch`."""

    title: str
    url: str
    """As in results; empty if it is longer than an answer allows."""

    match_type: str
    snippet: str
    section: str = ""
    """Id of the best section, for `fetch`; empty for the top of the page."""

    heading: str = ""
    """Title of that section."""

    more_sections: tuple[str, ...] = ()
    """Ids of the next best sections, of the best pages only."""


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """Pages that match a query, best first."""

    results: tuple[FoundPage, ...]
    total: int
    generation: str
    next_offset: int | None = None
    """Value of `offset` for the next results; None at the end."""

    notes: tuple[str, ...] = ()
    searched: LoggedSearch | None = field(default=None, metadata=_HIDDEN)
    """For the query log."""


@dataclass(frozen=True, slots=True)
class FetchMetadata:
    """Facts about a text that `fetch` returns."""

    page: str
    """Id of the page."""

    generation: str
    category: str = ""
    next_offset: int | None = None
    """Value of `offset` for the rest of the text; None at its end."""

    sections: Mapping[str, str] = field(default_factory=dict)
    """Anchor -> heading of the sections of the page; `page#anchor` is the id of one."""

    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FetchAnswer:
    """A page, a section, or a part of one, as Markdown."""

    id: str
    title: str
    url: str
    metadata: FetchMetadata
    """Comes before the text: a model reads the sections of a long page first."""

    text: str = field(metadata=_MARKED)
    """Markdown between the marks of untrusted text."""


@dataclass(frozen=True, slots=True)
class TermName:
    """Another name of a term, and its source."""

    name: str
    source: str


@dataclass(frozen=True, slots=True)
class DefineAnswer:
    """What a term means."""

    id: str
    title: str
    definition: str
    url: str
    generation: str
    category: str = ""
    names: tuple[TermName, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RelatedPage:
    """A related term, and why it is related."""

    id: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class RelatedAnswer:
    """The terms that are related to a term, closest first."""

    id: str
    title: str
    related: tuple[RelatedPage, ...]
    generation: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OutlineAnswer:
    """What is in the wiki, in order of ids."""

    pages: int
    """Number of pages in the wiki, or in the category."""

    terms: Mapping[str, str]
    """Id -> title, or title and start of the definition."""

    generation: str
    categories: Mapping[str, int] = field(default_factory=dict)
    """Number of pages of each category, most frequent first; only at the start."""

    next_offset: int | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NearPage:
    """A page or section that may be meant."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class ErrorAnswer:
    """Why a call has no answer, and what may be meant."""

    error: str
    generation: str = ""
    nearest: tuple[NearPage, ...] = ()


Answer = SearchAnswer | FetchAnswer | DefineAnswer | RelatedAnswer | OutlineAnswer | ErrorAnswer
