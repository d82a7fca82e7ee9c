"""A line that names a page -> its words without a typed bullet: "* LAKES", "• Lakes"."""

import re

from wikisearch.ingest.html.element import Element

_SIGN = re.compile(r"[•◦▪▫■□●○◆◇►▶➤➢❖‣⁃]\s*(?=[^\W_])")
_STAR = re.compile(r"\*(\s*)(?=[^\W\d_])")
_IN_CODE = re.compile(r"[*_(=]")
"""Signs of code after a star: `*print-base*`, `*Lake_t`, `*Lake(int)`."""


def without_bullet(text: str, place: Element | None = None) -> str:
    """Remove the bullet from the words of a line or heading, which can be in an element.

    A star is a bullet in a line only: it is the name of an operator in a heading. "*args" is a
    name, and so is any word with another sign of code.
    """
    if sign := _SIGN.match(text):
        return text[sign.end() :]
    star = _STAR.match(text)
    if star is None or (place is not None and place.rank):
        return text
    words = text[star.end() :]
    is_name = not star[1] and words[0].islower()
    return text if is_name or _IN_CODE.search(words) else words
