"""What a query may ask about the pages of a wiki before it is asked of an engine."""

from typing import Protocol


class Wiki(Protocol):
    """Answers what fields that ask about pages, and other names, are about."""

    def called(self, name: str, /) -> tuple[str, ...]:
        """Ids of the pages that bear a name; its id is one."""

    def titled(self, beginning: str, /) -> tuple[str, ...]:
        """Ids of the pages whose title or alias begins so."""

    def linked_from(self, page: str, /) -> tuple[str, ...]:
        """Ids that the links in the content of a page may mean."""

    def link_keys(self, page: str, /) -> tuple[str, ...]:
        """Values of `links_to` that mean this page."""

    def significant_terms(self, page: str, /) -> tuple[str, ...]:
        """Scored tokens that tell a page from others, most telling first."""

    def other_names(self, tokens: tuple[str, ...], /) -> tuple[str, ...]:
        """Other names of what these exact tokens are the name of."""

    def unknown_value(self, field: str, value: str, /) -> tuple[str, ...]:
        """Note with the nearest values if no page has this value in a field; else nothing."""

    def has_part(self, heading: str, /) -> bool:
        """Whether a section is called so; the heading is folded."""


class NoWiki:
    """Knows nothing: for plans that are made of words alone."""

    def called(self, _: object, /) -> tuple[str, ...]:
        """No page, no name, no word."""
        return ()

    titled = linked_from = link_keys = significant_terms = other_names = called

    def unknown_value(self, _field: str, _value: str, /) -> tuple[str, ...]:
        """No note."""
        return ()

    def has_part(self, _: str, /) -> bool:
        """No section."""
        return False
