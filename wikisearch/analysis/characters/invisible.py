"""Characters that only allow or forbid a line break: no part of a word, in pages and in queries."""

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u180e\u200b\u2060\ufeff"))
# The joiners U+200C and U+200D stay: Persian, Indic scripts and emoji need them.


def without_invisible(text: str) -> str:
    """Remove soft hyphens, zero-width spaces, word joiners and byte order marks."""
    return text if text.isascii() else text.translate(_INVISIBLE)
