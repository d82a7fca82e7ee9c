"""A `<meta http-equiv=refresh>` -> where the page redirects to, if it does so soon."""

import re
from typing import NamedTuple

_REFRESH = re.compile(
    r"""\s*+(\d++)(?:\.\d*+)?+\s*+[;,]\s*+(?:url\s*+=\s*+)?+["']?+\s*+(.*)""",
    re.IGNORECASE | re.DOTALL,
)
_MAX_DELAY_LENGTH = 10
"""Seconds; a page with a longer delay is for reading."""
_MAX_WORDS = 100
"""Words of a page that is shown for a moment before it redirects."""


class Refresh(NamedTuple):
    """What a browser does after a delay."""

    delay: float
    """Seconds."""
    url: str
    """As the page has it."""

    def redirects(self, words: int) -> bool:
        """Return whether a page with so many words only redirects, and is not for reading."""
        return not self.delay or (self.delay <= _MAX_DELAY_LENGTH and words <= _MAX_WORDS)


def parse_refresh(content: str) -> Refresh | None:
    """Parse the attribute `content`; None if it has no address."""
    match = _REFRESH.match(content)
    if match is None:
        return None
    url = match[2].rstrip()
    if url.endswith(('"', "'")):
        url = url[:-1].rstrip()
    # Unlike `int`, `float` accepts any number of digits.
    return Refresh(float(match[1]), url) if url else None
