"""One spelling for what readers take for the same letters."""

import re
import unicodedata

# Accents of Latin, Greek and Cyrillic, but й is a letter of its own; points of Hebrew; vowel and
# reading signs of Arabic, and what only draws a word out.
_MARKS = re.compile(
    "[\u0300-\u0305\u0307-\u036f]+|(?<!и)\u0306"
    "|[\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7]+"
    "|[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]+"
    "|[\u08d3-\u08e1\u08e3-\u08ff]+"
)

# Letters that Unicode does not take apart, though a keyboard without them does.
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th", "ŋ": "n"}
    # Forms of one Arabic letter, of which writers use now this, now that; Persian has its own.
    | {"ٱ": "ا", "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ہ": "ه", "ھ": "ه", "ە": "ه"}
    | {chr(zero + digit): str(digit) for zero in (0x660, 0x6F0) for digit in range(10)}
)


def fold(text: str) -> str:
    """Without case, accents and compatibility forms: `Café` and `CAFE´` become `cafe`.

    Marks that may be left out go, as accents are and the vowels of Arabic and Hebrew; the vowel
    signs of other scripts are letters.
    """
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", text.casefold())
    text = _MARKS.sub("", text).casefold()
    return unicodedata.normalize("NFC", text).translate(_UNDECOMPOSED)


def without_case(name: str) -> str:
    """Spell a name so that two that differ in case and white space only are equal."""
    return " ".join(name.casefold().split())
