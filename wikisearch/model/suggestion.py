"""What a reader may be typing: a name of a page that begins so."""

from dataclasses import dataclass
from enum import StrEnum


class Completion(StrEnum):
    """How a name completes what was typed, best first: an earlier kind is above all of a later."""

    NAME = "name"
    """The name begins so, but for case, accents, punctuation and spacing."""

    WORDS = "words"
    """Words of the name begin so: the last typed word is a beginning, the others are whole."""

    FUZZY = "fuzzy"
    """The same, with a slip in words of four letters or more."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A page that what was typed may become."""

    id: str
    title: str
    url: str
    """Relative to the source folder."""

    category: str
    completion: Completion
    alias: str | None
    """The alias that completes it, which leads to the title; None when the title itself does."""
