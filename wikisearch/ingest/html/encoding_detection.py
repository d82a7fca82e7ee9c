"""Bytes of a page without a charset -> their encoding: by the language, and by the text."""

import codecs
import re
from collections.abc import Iterable
from functools import cache

from charset_normalizer import CharsetMatch, from_bytes

from wikisearch.ingest.html.charset_labels import DECLARATION_BYTES, charset_labels, codec_lines

_USUAL = "windows-1252"
"""The encoding that browsers assume."""
_LANGUAGE = re.compile(
    rb"""[\s"'](?:xml:)?lang\s*+=\s*+["']?+\s*+([A-Za-z]{2,3})(-[A-Za-z]{2,4})?+""", re.IGNORECASE
)
_ROOT = re.compile(rb"<html\b([^>]*)", re.IGNORECASE)
_NON_ASCII = re.compile(rb"[\x80-\xff]")
_SAMPLE_BYTES = 16_384
_BEFORE = 1024
"""Bytes of the sample before the first one that is not ASCII."""
_MIN_MESS = 0.02
"""How much less mess another encoding must make than the usual one; less is chance."""
_DECLARED_COHERENCE = 0.1
"""How much more coherent a rarer encoding of the declared language must be."""
_FOREIGN_RUN = re.compile(rb"[\x80-\xff]{3,}")
"""Letters of another script; few words in Latin letters have three accents in a row."""
_TAG = re.compile(rb"<[^<>]*>")
_FEW = 8
_MIN_SHARE = 100
"""Fewer bytes beyond ASCII than `_FEW`, or than one in so many, are a few names and quotes."""
_BROKEN = re.compile(r"[^\W\d_][^\x00-\x7f\w\s\xad’–—…][^\W\d_]|[\ufffdƒ¹³ª]\w|[^\x00-\x7f]{3}")
"""A sign between letters, and more: what words in another encoding become in windows-1252."""


def detected_encoding(data: bytes) -> str:
    """Return the Python codec for a page that is not UTF-8 and declares no encoding.

    A declared language limits the candidates. The usual encoding is taken if the text has few
    accents, or if no other one fits better.
    """
    match = _NON_ASCII.search(data)
    start = max(0, match.start() - _BEFORE) if match else 0
    sample = data[start : start + _SAMPLE_BYTES]
    usual = _encodings_of(_declared_language(data))
    if usual and (found := _best(sample, usual[0], usual, _DECLARED_COHERENCE)):
        return found
    if _has_few_accents(sample):
        return _USUAL
    return _best(sample, _USUAL, _all_encodings()) or _USUAL


def _has_few_accents(sample: bytes) -> bool:
    """Return whether a text is too plain for a detector, and can be in the usual encoding."""
    text = _TAG.sub(b" ", sample)
    beyond = len(_NON_ASCII.findall(text))
    is_plain = beyond < _FEW or beyond * _MIN_SHARE < len(text)
    return is_plain and _BROKEN.search(text.decode(_USUAL, "replace")) is None


def _best(sample: bytes, usual: str, candidates: Iterable[str], coherence: float = 0) -> str:
    """Return the candidate that fits, the usual one if several do; empty if none does."""
    matches = from_bytes(sample, cp_isolation=list(candidates))
    best = matches.best()
    if best is None:
        return ""
    name = codecs.lookup(usual).name.replace("-", "_")
    same = next((each for each in matches if name in each.could_be_from_charset), None)
    if same is not None and _is_as_good(same, best, coherence) and not _is_foreign(sample, usual):
        return usual
    return best.encoding


def _is_as_good(usual: CharsetMatch, best: CharsetMatch, coherence: float) -> bool:
    mess = usual.chaos - best.chaos
    return mess < _MIN_MESS and best.coherence - usual.coherence <= coherence


def _is_foreign(sample: bytes, usual: str) -> bool:
    """Return whether most bytes beyond ASCII are in words of another script than Latin."""
    if usual != _USUAL:
        return False
    in_runs = sum(map(len, _FOREIGN_RUN.findall(sample)))
    return 2 * in_runs > len(_NON_ASCII.findall(sample))


def _declared_language(data: bytes) -> tuple[str, str]:
    """Return the language of the root element, with its country or script and without."""
    root = _ROOT.search(data, 0, DECLARATION_BYTES)
    match = _LANGUAGE.search(root[1]) if root else None
    if match is None:
        return "", ""
    name, more = (part.decode("ascii").lower() for part in match.groups(b""))
    return name + more, name


def _encodings_of(tags: tuple[str, str]) -> tuple[str, ...]:
    known = encodings_by_language()
    return next((known[tag] for tag in tags if tag in known), ())


@cache
def encodings_by_language() -> dict[str, tuple[str, ...]]:
    """Read language_encodings.txt: each language, and its Python codecs, the usual one first."""
    pairs = codec_lines("language_encodings.txt")
    return {tag: tuple(names.split()) for names, tags in pairs for tag in tags}


@cache
def _all_encodings() -> tuple[str, ...]:
    """List the encodings that a page can declare, without Unicode and those of hardly any page."""
    known = dict.fromkeys(charset_labels().values())
    return tuple(codec for codec in known if not codec.startswith(("utf", "mac", "iso8859-1")))
