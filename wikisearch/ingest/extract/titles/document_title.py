"""`<title>` -> the title of the page without the name of the site."""

import re

from wikisearch.ingest.html.plain_text import cut_heading, plain_text
from wikisearch.ingest.html.tree import Tree
from wikisearch.ingest.profiles.profile import Profile

_NUMBERED = re.compile(r"([A-Z]|\d+(?:\.\d+)*)\s+[-–—]\s+(.+?)\s+[-|–—]\s+[^|–—]*$")
_NO_TITLE = "<no title>"
"""What Sphinx writes for a page without a heading."""


def full_document_title(tree: Tree) -> str:
    """Return the words of the first `<title>` that has any."""
    elements = tree.by_name.get("title", ())
    return cut_heading(next((text for element in elements if (text := plain_text(element))), ""))


def document_title(full: str, profile: Profile) -> str:
    """Remove what the site adds to `<title>`."""
    for pattern in profile.title_suffix:
        short = re.sub(pattern, "", full)
        if numbered := _NUMBERED.match(full):
            # "A - Keywords - Site" is "A. Keywords".
            short = f"{numbered[1]}. {numbered[2]}"
        # "Manual (Index - C)" has no suffix: the dash is in brackets.
        if short and short != full and short.count("(") <= short.count(")"):
            return "" if short == _NO_TITLE else short
    return "" if full == _NO_TITLE else full
