"""Terms related to a term, with reasons."""

from dataclasses import dataclass
from enum import StrEnum


class Relation(StrEnum):
    """Why a term is related to another."""

    LINKED_BOTH_WAYS = "linked_both_ways"
    """The content of each links to the other."""

    LINKED_TO = "linked_to"
    """The requested term links to it."""

    LINKED_FROM = "linked_from"
    """It links to the requested term."""

    SHARED_LINKS = "shared_links"
    """Other pages link to both, or both link to them."""

    ALIKE = "alike"
    """Its text shares significant terms with the requested term."""


@dataclass(frozen=True, slots=True)
class RelatedTerm:
    """A term that is related to another."""

    id: str
    title: str
    url: str
    """Relative to the source folder."""

    category: str
    score: float
    """Strength of the relation, relative to the other results; above 0."""

    relations: tuple[Relation, ...]
    shared: int
    """Number of other pages that are linked with both, in either direction."""
