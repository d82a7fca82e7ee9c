"""The language and the direction of a text, as attributes of HTML."""

from functools import lru_cache

from markupsafe import Markup

_RIGHT_TO_LEFT = frozenset(
    (
        "ar",
        "arc",
        "arz",
        "azb",
        "bal",
        "ckb",
        "dv",
        "fa",
        "glk",
        "he",
        "khw",
        "ks",
        "lrc",
        "mzn",
        "nqo",
        "pnb",
        "ps",
        "rhg",
        "sd",
        "syr",
        "ug",
        "ur",
        "yi",
    )
)
"""Languages that are usually written from right to left (Unicode CLDR, character order)."""

_SCRIPTS = frozenset(
    ("adlm", "arab", "hebr", "mand", "mend", "nkoo", "rohg", "samr", "syrc", "thaa")
)
"""Subtags of scripts that are written from right to left."""


@lru_cache(256)
def direction(language: str) -> str:
    """Return `rtl` or `ltr` for a BCP 47 tag; `ltr` for an empty or unknown one."""
    first, *further = language.lower().replace("_", "-").split("-")
    scripts = [each for each in further if len(each) == 4]  # noqa: PLR2004 - letters of a script
    if scripts:
        return "rtl" if scripts[0] in _SCRIPTS else "ltr"
    return "rtl" if first in _RIGHT_TO_LEFT else "ltr"


@lru_cache(256)
def language_attributes(language: str) -> Markup:
    """Return the attributes `lang` and `dir`, with a space before them; `dir="auto"` for no tag."""
    if not language:
        return Markup(' dir="auto"')
    return Markup(' lang="{}" dir="{}"').format(language, direction(language))
