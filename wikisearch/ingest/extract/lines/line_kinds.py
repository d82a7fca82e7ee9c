"""A line of a page -> what kind of line it is: prose, metadata, links, other names.

The rules use shapes, which work in any language. Phrases are only a second sign.
"""

import re
from itertools import islice

from wikisearch.analysis.characters.sentence_ends import (
    SENTENCE_END,
    SENTENCE_INSIDE,
    ends_sentence,
)
from wikisearch.analysis.characters.text_width import width
from wikisearch.ingest.extract.lines.licences import has_copyright, names_licence
from wikisearch.ingest.extract.raw_sections import Line
from wikisearch.ingest.extract.words.word_list import phrase_pattern

MIN_LENGTH = 20
MAX_LENGTH = 4000
"""Characters of a line that can be a definition; a longer one is a page without blocks."""
_METADATA_WORDS = 16
"""A line with a date and more words than these is prose."""
_VERSION_WORDS = 6
"""A line that begins with a version and has more words is about what is new in it."""
_MAX_SIGNS = 2
"""Signs after a title that is a line of its own."""
_CHOICE = 12
"""Characters of a version or the name of a language."""
_MIN_LABELS = 3

_DATE = re.compile(
    r"\b\d{4}\s*[-/.年년]\s*\d{1,2}\s*[-/.月월]\s*\d{1,2}|\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b"
    r"|\b\d{1,2}(?:st|nd|rd|th|\.)?[\s-]+(?:de\s+)?[^\W\d]{3,12}\.?,?[\s-]+(?:de\s+)?\d{4}\b"
    r"|\b[^\W\d]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}\b"
)
_METADATA = phrase_pattern("metadata_phrases.txt")
_BYLINE = phrase_pattern("byline_phrases.txt")
_VERSION = re.compile(r"(?:version|release):?\s+v?\d", re.IGNORECASE)
_REVISION = re.compile(r"\W*revision\s+\d[\d.]*\s+\d{4}[/-]\d\d[/-]\d\d\b", re.IGNORECASE)
"""The start of an entry in the log of a version control system."""
_GENERATED = re.compile(r"\bgenerated (?:by|with|using|on|from)\b", re.IGNORECASE)
_FILE_FACTS = re.compile(
    r"[^\n]{1,200}?\.\w{2,5}\W{1,4}\(\d[\d.,]*\s?[×x]\s?\d[\d.,]*\s[^()]{1,100}\)\W*"
)
"""The facts of a picture in a wiki: `Gate.png (600 × 400 pixels, file size: 9 KB)`."""
_AUTHOR = re.compile(r"^\W*+by\s++\S++\s++(?:\S++|[^@]{1,60}+@[^\s@]++)\W*+$", re.IGNORECASE)
_CITATION = re.compile(
    r"[^\W\d_][^()\d]{0,400}\.\s(?:1[5-9]|20)\d\d[a-z]?\.\s"
    r"|[^\W\d_][\w’'-]*,\s[^()\d]{1,400}\s\((?:1[5-9]|20)\d\d[a-z]?\)\.\s"
)
"""A work in a list of references: `Miller, Ada, and Bo Weir. 2014. Gates.`"""
_UNWRITTEN = re.compile(r"\W*(?:TODO|FIXME|TBD)\b")
"""How a note to the authors begins."""
_BYLINES = (_METADATA, _BYLINE, _REVISION, _AUTHOR, _CITATION, _UNWRITTEN)
_LABEL = re.compile(r"(?:^|[\s,;])[^\W\d_][\w/-]{0,14}(?::\s|：)")
_SIGN = re.compile(r"""[^\w\s"'`“”‘’«‹„(\[【「『¿¡$@.…~]""")
"""Signs that begin no sentence: those of a comment, a list, an option."""
_FENCE = "```"
"""What begins a block of code in Markdown that nobody has rendered."""
_COMMENT_END = ("*/", "-->", "-}")
_BUTTONS = re.compile(r"(?:\[[^\[\]]{0,40}\]\s*)+")
_CALL = re.compile(r"[\w.:]+\([^()]*\);?")
_PROTOTYPE = re.compile(
    r"(?:[\w*&:<>~]+\s+){0,4}[*&]*[\w:~]+\s?\((?=[^()]*(?:[*&\[]|\);))[^()]*\);?"
)
"""The declaration of a function in C: it has a pointer, an attribute or a semicolon."""
_ATTRIBUTE = re.compile(r"\[\s*[A-Z]\w*\s*\(")
_USAGE = re.compile(
    r"\S+\s+(?:\[[-<a-z]|<|--?\w).*(?:[\]>]|\s?\.\.\.)$|\S+(?:\s[\w-]+){1,9}\s\[\w+\s?\.\.\.\]$"
)
"""How a program is called: `lag [-v] file ...`."""
_BETWEEN_NAMES = re.compile(r"\w\s[·•|›»→]\s\w")
_PARTS = re.compile(r"[\s,;|·•/、，]+")
COLON = re.compile(r":\s|：|:$")


def is_byline(text: str, title: str = "") -> bool:
    """Return whether a text is a date, a version, a licence, an author or a note to authors."""
    if _VERSION.match(text) and len(text.split()) <= _VERSION_WORDS:
        return True
    if "(" in text and _FILE_FACTS.fullmatch(text):
        return True
    if any(sign.match(text) for sign in _BYLINES):
        return True
    if has_copyright(text) or names_licence(text, title):
        return True
    if len(text.split()) > _METADATA_WORDS or _has_many_signs(text):
        return False
    if not ends_sentence(text) and _GENERATED.search(text):
        return True
    if not _DATE.search(text):
        return False
    # A sentence about the term may have a date.
    return not title or title.casefold() not in text.casefold()


def _has_many_signs(text: str) -> bool:
    """Return whether a text has more ideographs than metadata: about two are a word."""
    return width(text) - len(text) > 2 * _METADATA_WORDS


def is_path(text: str) -> bool:
    """Return whether a text is names with signs between them: "Tools · Gates · Chapter 2"."""
    return _BETWEEN_NAMES.search(text) is not None and not ends_sentence(text)


def has_date(text: str) -> bool:
    """Return whether a text has a date."""
    return _DATE.search(text) is not None


def is_aside(text: str) -> bool:
    """Return whether a text is in brackets as a whole."""
    return text.startswith("(") and text.rstrip(" .").endswith(")") and text.count("(") == 1


def is_same(text: str, title: str) -> bool:
    """Return whether a text is only the title: "Error Handling."."""
    is_long = len(text) > len(title) + _MAX_SIGNS
    return not is_long and text.rstrip(" .:").casefold() == title.rstrip(" .:").casefold()


def is_publication(text: str, title: str = "") -> bool:
    """Return whether a text is only about when and by whom a page was written."""
    if len(text.split()) > _METADATA_WORDS or (title and title.casefold() in text.casefold()):
        return False
    has_date = _DATE.search(text) is not None and not _has_many_signs(text)
    return bool(_BYLINE.match(text) or (has_date and _BYLINE.search(text)))


def is_code(text: str) -> bool:
    """Return whether a text begins or ends as a comment does, or is labels, buttons or a call."""
    if text.endswith(_COMMENT_END) or text.startswith(_FENCE) or _USAGE.match(text):
        return True
    if (_SIGN.match(text) or _BUTTONS.fullmatch(text) or _CALL.fullmatch(text)) is not None:
        return True
    if "(" in text and (_PROTOTYPE.fullmatch(text) or _ATTRIBUTE.match(text)):
        return True
    has_colon = ":" in text or "：" in text
    labels = list(islice(_LABEL.finditer(text), _MIN_LABELS)) if has_colon else []
    if len(labels) < _MIN_LABELS:
        return False
    # Labels after a sentence are the parameters of what it is about.
    return SENTENCE_END.search(text, MIN_LENGTH, labels[0].start()) is None


def is_list_of_links(line: Line) -> bool:
    """Return whether more than half of a line is links, or all of it after a label."""
    if not line.linked:
        return False
    if 2 * line.linked > _size(line.text):
        return True
    after = _after_label(line.text)
    return after is not None and line.linked >= sum(map(str.isalnum, after)) > 0


def is_chooser(line: Line) -> bool:
    """Return whether a line only links to the versions or languages of the page."""
    if not is_list_of_links(line):
        return False
    after = _after_label(line.text)
    choices = _PARTS.split((line.text if after is None else after).strip())
    return len(choices) > 1 and all(
        len(choice) <= _CHOICE and _is_version(choice) for choice in choices
    )


def is_sentence(text: str) -> bool:
    """Return whether a text is long enough for a definition and ends as a sentence does."""
    return _has_length(text) and ends_sentence(text)


def has_sentence(text: str) -> bool:
    """Return whether a text contains a sentence, whatever it ends with."""
    return _has_length(text) and (ends_sentence(text) or SENTENCE_INSIDE.search(text) is not None)


def _has_length(text: str) -> bool:
    return width(text) >= MIN_LENGTH and len(text) <= MAX_LENGTH


def _after_label(text: str) -> str | None:
    """Return what follows the first colon, unless it is in brackets or after a sentence."""
    match = COLON.search(text)
    if match is None or text.count("(", 0, match.start()) > text.count(")", 0, match.start()):
        return None
    if SENTENCE_INSIDE.search(text, 0, match.end()):
        return None
    return text[match.end() :]


def _is_version(choice: str) -> bool:
    return bool(re.fullmatch(r"v?\d+(?:\.\w+)*|[a-zA-Z]{2,3}(?:-\w+)?|latest|stable|main", choice))


def _size(text: str) -> int:
    return len(text.replace(" ", ""))
