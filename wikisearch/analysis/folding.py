"""One spelling for what readers take for the same letters."""

import re
import unicodedata

_LATIN_GREEK_CYRILLIC_MARKS = re.compile("[\u0300-\u036f]+")

# Letters that Unicode does not take apart, though a keyboard without them does.
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th", "ŋ": "n"}
)


def fold(text: str) -> str:
    """Without case, accents and compatibility forms: `Café` and `CAFE´` become `cafe`.

    Only marks of Latin, Greek and Cyrillic letters go: vowel signs of other scripts are letters.
    """
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", text.casefold())
    text = _LATIN_GREEK_CYRILLIC_MARKS.sub("", text).casefold()
    return unicodedata.normalize("NFC", text).translate(_UNDECOMPOSED)


def without_case(name: str) -> str:
    """Spell a name so that two that differ in case and white space only are equal."""
    return " ".join(name.casefold().split())
