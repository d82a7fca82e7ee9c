"""Completions of a typed text: names of pages."""

from dataclasses import dataclass
from enum import StrEnum


class Completion(StrEnum):
    """How a name completes the text, best first: an earlier kind ranks above all later ones."""

    NAME = "name"
    """The text is a prefix of the name, without case, accents, punctuation and spacing."""

    WORDS = "words"
    """The last word of the text is a prefix of a word of the name; all others are whole words."""

    FUZZY = "fuzzy"
    """As `WORDS`, with one typo per word of four letters or more."""

    DECLARED = "declared"
    """The text is a prefix of a name that a heading declares, or of a last part of it."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A page whose name completes the text."""

    id: str
    title: str
    url: str
    """Relative to the source folder; with the anchor of the section that declares the name."""

    category: str
    completion: Completion
    alias: str | None
    """The alias or declared name that completes the text; None if the title does."""
