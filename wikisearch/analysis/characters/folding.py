"""Folding: letters that readers consider equal get one spelling."""

import re

from wikisearch.analysis.characters.normalization import normalize

# Accents of Latin, Greek and Cyrillic (but й is a letter of its own), points of Hebrew, and the
# vowel signs, reading signs and elongation of Arabic.
_OPTIONAL_MARKS = re.compile(
    "[\u0300-\u0305\u0307-\u036f]+|(?<!и)\u0306"
    "|[\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7]+"
    "|[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]+"
    "|[\u08d3-\u08e1\u08e3-\u08ff]+"
)

# Letters that Unicode does not decompose, but that are often typed without their marks.
_UNDECOMPOSED = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ð": "d",
        "þ": "th",
        "ŋ": "n",
        "♯": "#",
    }
    # Variants of one Arabic letter, which writers use interchangeably; Persian has its own.
    | {"ٱ": "ا", "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ہ": "ه", "ھ": "ه", "ە": "ه"}
    | {chr(zero + digit): str(digit) for zero in (0x660, 0x6F0) for digit in range(10)}
)


def fold(text: str) -> str:
    """Remove case, accents and compatibility forms: `Café` and `CAFE´` become `cafe`.

    Optional marks are dropped: accents, and the vowels of Arabic and Hebrew. The vowel signs of
    other scripts are letters and stay.
    """
    if text.isascii():
        return text.lower()
    text = normalize("NFKD", text.casefold())
    text = _OPTIONAL_MARKS.sub("", text).casefold()
    return normalize("NFC", text).translate(_UNDECOMPOSED)


def without_case(name: str) -> str:
    """Spell a name so that names that differ only in case and white space are equal."""
    return " ".join(name.casefold().split())
