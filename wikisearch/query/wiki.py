"""Protocol for lookups that the planner needs: page names, links, synonyms, field values."""

from collections.abc import Iterable, Mapping
from typing import Protocol


class Wiki(Protocol):
    """Looks up values of page fields and synonyms."""

    def pages_named(self, name: str, /) -> tuple[str, ...]:
        """Return the ids of the pages with a name; an id is a name."""

    def pages_with_prefix(self, beginning: str, /) -> tuple[str, ...]:
        """Return the ids of the pages with a title or alias that begins with a text."""

    def link_targets(self, page: str, /) -> tuple[str, ...]:
        """Return the possible ids of the pages that a page links to in its content."""

    def link_keys(self, page: str, /) -> tuple[str, ...]:
        """Return the values of the keyword field `links_to` for a page."""

    def significant_terms(self, page: str, /) -> tuple[str, ...]:
        """Return the most significant scored tokens of a page, best first."""

    def synonyms(self, stems: tuple[str, ...], /) -> tuple[str, ...]:
        """Return the synonyms of a name, given as its stems in a language."""

    def word_forms(self, token: str, /) -> tuple[str, ...]:
        """Return the other words of the pages that have the stem of an exact token."""

    def unknown_value(self, field: str, value: str, /) -> tuple[str, ...]:
        """Return a note with the nearest values if no page has a value; else an empty tuple."""

    def has_section(self, heading: str, /) -> bool:
        """Whether a section has this folded heading."""

    def known_words(self, words: Iterable[str], /) -> frozenset[str]:
        """Return those of the words that some page has in any inflected form."""

    def compounds(self, word: str, /) -> Mapping[str, tuple[str, ...]]:
        """Return the longer words that are written together with a word, by language."""

    def has_phrase(self, text: str, /) -> bool:
        """Whether a section has the words of a text side by side."""

    def has_word(self, text: str, /) -> bool:
        """Whether a section has a word in exactly this form, including its punctuation."""


class NoWiki:
    """An empty wiki, for plans without page fields."""

    def pages_named(self, _: object, /) -> tuple[str, ...]:
        """No page, no name, no word."""
        return ()

    pages_with_prefix = link_targets = link_keys = significant_terms = pages_named
    synonyms = word_forms = pages_named

    def unknown_value(self, _field: str, _value: str, /) -> tuple[str, ...]:
        """No note."""
        return ()

    def has_section(self, _: str, /) -> bool:
        """No section."""
        return False

    def known_words(self, _words: Iterable[str], /) -> frozenset[str]:
        """No word."""
        return frozenset()

    def compounds(self, _word: str, /) -> Mapping[str, tuple[str, ...]]:
        """No compound."""
        return {}

    has_phrase = has_word = has_section


NO_WIKI = NoWiki()
