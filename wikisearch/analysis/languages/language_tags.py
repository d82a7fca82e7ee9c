"""Language tags: BCP 47 tags of pages -> primary languages."""

import re

DEFAULT_LANGUAGE = "en"
"""Language of a wiki that declares none and whose text does not show one."""

_PRIMARY = re.compile(r"[a-z]{2,3}(?![^-_])")

# Old codes, and languages that share one written form or one stemmer.
_ALIASES = {"iw": "he", "in": "id", "ji": "yi", "nb": "no", "nn": "no", "cmn": "zh", "yue": "zh"}


def primary_language(tag: str) -> str:
    """Primary language of a tag, without region and script; empty for a tag like `x-default`."""
    match = _PRIMARY.match(tag.strip().lower())
    return _ALIASES.get(match.group(), match.group()) if match else ""


_WITH_COMPOUNDS = frozenset({"af", "da", "de", "et", "fi", "is", "nl", "no", "sv"})
"""Languages with a line in `word_lists/compounds.txt`, known without reading it."""


def writes_compounds(language: str) -> bool:
    """Whether a language writes compounds as one word."""
    return language in _WITH_COMPOUNDS
