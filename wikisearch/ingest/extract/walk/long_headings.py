"""A heading that is a long signature -> its name, and the whole line."""

from wikisearch.ingest.extract.entries.entry_names import MAX_NAME_LENGTH, name_by_address
from wikisearch.ingest.html.element import BLOCKS, Element, address_of, elements_in, leads_away
from wikisearch.ingest.html.plain_text import plain_text

_MAX_LENGTH = 4000
"""Characters of a signature; a longer heading is one that nobody closed."""
_MAX_PARTS = 400


def name_of_signature(heading: Element) -> tuple[str, str]:
    """Return the name that the address of a long heading names, and its line.

    Both are empty if there is no name, or if the heading has the page in it.
    """
    parts = list(elements_in(heading, _MAX_PARTS))
    if any(part.name in BLOCKS for part in parts):
        return "", ""
    line = plain_text(heading, _MAX_LENGTH)
    if len(line) > _MAX_LENGTH:
        return "", ""
    # Types in a signature are links to other pages, and have names as well.
    own = (part for part in (heading, *parts) if not leads_away(part))
    addresses = filter(None, map(address_of, own))
    names = (name_by_address(line, address) for address in addresses)
    name = next((name for name in names if 0 < len(name) <= MAX_NAME_LENGTH), "")
    return name, line if name else ""
