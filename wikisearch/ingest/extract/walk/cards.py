"""Headings that are the titles of other pages, in cards of links to them."""

from itertools import islice

from wikisearch.ingest.html.element import Element, ancestors, elements_in, leads_away, next_element
from wikisearch.ingest.html.plain_text import MAX_HEADING_LENGTH, plain_text

_MAX_AROUND = 4
"""Elements above a heading that can be the link to its page."""


def is_in_card(heading: Element) -> bool:
    """Return whether a heading is in a link to another place, which is the whole card."""
    return any(map(leads_away, islice(ancestors(heading), _MAX_AROUND)))


def drop_after(heading: Element) -> None:
    """Drop what follows the title of a card: the first words of another page, in a link to it."""
    after = next_element(heading)
    while after is not None:
        after.dropped = after.dropped or "navigation"
        after = next_element(after)


def is_whole_link(heading: Element, text: str) -> bool:
    """Return whether all words of a heading, which are `text`, are a link to another place."""
    link = next(filter(leads_away, elements_in(heading)), None)
    return link is not None and plain_text(link, MAX_HEADING_LENGTH) == text
