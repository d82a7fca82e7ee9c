"""Terms that have to do with a term, and why."""

from dataclasses import dataclass
from enum import StrEnum


class Relation(StrEnum):
    """Why a term is related to another."""

    LINKED_BOTH_WAYS = "linked_both_ways"
    """The content of each links to the other."""

    LINKED_TO = "linked_to"
    """The term that was asked for links to it."""

    LINKED_FROM = "linked_from"
    """It links to the term that was asked for."""

    SHARED_LINKS = "shared_links"
    """Other pages link to both, or both link to them."""

    ALIKE = "alike"
    """Its text has telling words of the term that was asked for."""


@dataclass(frozen=True, slots=True)
class RelatedTerm:
    """A term that is related to another."""

    id: str
    title: str
    url: str
    """Relative to the source folder."""

    category: str
    score: float
    """How closely, beside the others of the same answer; above 0."""

    relations: tuple[Relation, ...]
    shared: int
    """Other pages that are linked with both, in either direction."""
