"""Titles and headings -> the names by which readers look up a page or a section.

Reference pages are titled "asyncio — Asynchronous I/O", "git-rebase(1)" or "Class ArrayUtils".
Their sections are headed "fs.readFile(path, callback)" or "sqlalchemy.orm.Session.commit". Nobody
types all of that.
"""

import re
from collections.abc import Container, Sequence
from functools import lru_cache
from typing import NamedTuple

from wikisearch.analysis.characters.folding import without_case
from wikisearch.analysis.names.acronyms import acronyms
from wikisearch.model.names import PageEntry
from wikisearch.model.page import PageHead, Section

MIN_NAME_LENGTH = 3
"""Letters of the last part of a path that is a name by itself: not the js of Node.js."""

_KINDS = "class|struct|union|interface|enum|exception|module|namespace|package|trait|macro|function"
_MANUAL = re.compile(r"(\S+?)\((?:[1-9][a-z]*|n)\)")
_REFERENCE = re.compile(rf"(.+?) (?:{_KINDS})(?: template)? reference", re.IGNORECASE)
_OF_KIND = re.compile(rf"(?:{_KINDS})(?: template)? (\S+)|(\S+) (?:{_KINDS})", re.IGNORECASE)
_QUALIFIED = re.compile(r"([^()]{2,}) \([^()]*[^\W\d_][^()]*\)")
"""A name, and words in brackets that distinguish it from others: `Mercury (planet)`."""
_WRITTEN_AS_CODE = re.compile(r"_|::|[a-z]\.?[A-Z]|[A-Z]{2}[a-z]")
_PARAMETERS = re.compile(r"<.*>$")
_PATH_CHARACTERS = re.compile(r"[\w$.:-]*")
_PATH_START = re.compile(r"[A-Za-z_$]")
_PLURAL_ENDING = ("s)", "es)")
"""After a bracket: "file(s)" is not a call."""
_PROSE_AFTER_CALL = re.compile(r"\)(?:\s+[^\W\d_]+[,;:]?){2,}[.]?$")
"""Two or more words of prose after a closing bracket: the heading is a sentence about the name."""
_PATH = re.compile(r"[A-Za-z_$][\w$]*(?:(?:\.|::)[\w$]+)*(?:(?<=operator)[^\w\s]+)?")
_SEPARATOR = re.compile(r"\.|::?")


_IDENTIFIER = re.compile(r"_++\w+|\w+_")


class SectionNames(NamedTuple):
    """Names of a section."""

    full: tuple[str, ...]
    """The heading, the names that it declares, and such a name after the name of its page."""

    suffixes: tuple[str, ...]
    """The last parts of the declared name."""


class _Call(NamedTuple):
    before: str
    path: str


def _call(title: str) -> _Call | None:
    """Return the path before the first bracket of a title, and the text before the path.

    A pattern for this would take quadratic time in a long title.
    """
    head, bracket, rest = title.partition("(")
    if (
        not bracket
        or rest.startswith(_PLURAL_ENDING)
        or ")" in head
        or "?" in title
        or "!" in title
    ):
        return None
    run = _PATH_CHARACTERS.match(head[::-1])
    start = _PATH_START.search(head, len(head) - len(run[0]) if run else 0)
    return _Call(head[: start.start()], head[start.start() :]) if start else None


def identifier_key(name: str) -> str:
    """Return the key of a name with underscores at an end, or an empty string for other names.

    Such a name is that very name: `__init__` is not `init`. It may be a call: `__init__()`.
    """
    called = name.removesuffix("()")
    return without_case(called) if "_" in name and _IDENTIFIER.fullmatch(called) else ""


def is_written_as_code(name: str) -> bool:
    """Whether a name has the punctuation or the capitals of a name in a program."""
    return _WRITTEN_AS_CODE.search(name) is not None or _call(name) is not None


def page_names(page: PageHead) -> tuple[str, ...]:
    """Names of a page: its title, the name in the title, its aliases."""
    return entry_names(PageEntry(page.id, page.path, page.title, page.aliases, page.category))


def entry_names(entry: PageEntry) -> tuple[str, ...]:
    """Names of a page in the directory: its title, the name in the title, its aliases."""
    name = _name_in(entry.title)
    return (entry.title, *entry.aliases) if name is None else (entry.title, name, *entry.aliases)


def section_names(section: Section, page: PageHead, stop_words: Container[str]) -> SectionNames:
    """Names of a section; a heading with stop words is a sentence and declares nothing."""
    if explained := _explained_names(section.title):
        return SectionNames((section.title, *explained), ())
    path = _declared_path(section, stop_words)
    if path is None:
        return SectionNames((section.title,), ())
    parts = _SEPARATOR.split(path)
    subject = _subject(page.title, page.id)
    qualified = () if subject is None or subject == parts[0] else (f"{subject}.{path}",)
    return SectionNames((section.title, path, *qualified), _suffixes(parts))


def _explained_names(title: str) -> tuple[str, ...]:
    """Both names in a heading that explains an acronym: `Dead letter queue (DLQ)`."""
    name, bracket, inside = title.removesuffix(")").partition(" (")
    if not bracket or not title.endswith(")"):
        return ()
    found = [each for each in acronyms(title) if each.long in (name, inside)]
    names = (name, inside, *(each.short for each in found)) if found else ()
    return tuple(dict.fromkeys(names))


def path_suffixes(page: PageHead) -> tuple[str, ...]:
    """Last parts of a path that is the title of a page: `map::insert` of `std::map::insert`.

    A dotted title is a path only if it is long and equals the file name: "package.json" is a file.
    """
    path = _name_in(page.title) or page.title
    is_dotted = path.count(".") > 1 and path == _file_name(page.id)
    if not _PATH.fullmatch(path) or not ("::" in path or is_dotted):
        return ()
    parts = _SEPARATOR.split(path)
    suffixes = _suffixes(parts)
    # A constructor has the name of its class, which is already the name of another page.
    return suffixes[:-1] if parts[-1] in parts[:-1] else suffixes


def _suffixes(parts: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(parts[start:]) for start in range(1, len(parts)))


def _name_in(title: str) -> str | None:
    """Name before a dash, a bracket or the number of a manual section, or beside its kind."""
    name, dash, _ = title.partition(" — ")
    if dash and name:
        return name
    match = _MANUAL.fullmatch(title) or _REFERENCE.fullmatch(title)
    if match is not None:
        return match[1]
    match = _OF_KIND.fullmatch(title)
    word = (match[1] or match[2]) if match else ""
    # "Class imbalance" is about imbalance, and no class.
    if _WRITTEN_AS_CODE.search(word):
        return word
    qualified = _QUALIFIED.fullmatch(title)
    return qualified[1] if qualified else None


@lru_cache(1)
def _subject(title: str, page_id: str) -> str | None:
    """The one word that a page is about, if its title and file name show it."""
    words = [_PARAMETERS.sub("", word) for word in title.split()]
    name = _name_in(title) or (words[0] if len(words) == 1 else None)
    return name or (_file_name(page_id) if _file_name(page_id) in words else None)


def _file_name(page_id: str) -> str:
    return page_id.rpartition("/")[2]


def _declared_path(section: Section, stop_words: Container[str]) -> str | None:
    """Qualified name of what a heading declares."""
    title = section.title
    call = _call(title)
    if call is not None and _PROSE_AFTER_CALL.search(title):
        return None
    if call is not None and not any(word.lower() in stop_words for word in call.before.split()):
        return call.path.strip(".:-")
    if not _PATH.fullmatch(title):
        return None
    # A heading that equals its anchor is an entry; otherwise the dot of "Node.js" may be anything.
    last = _SEPARATOR.split(title)[-1]
    is_entry = last == title or "::" in title
    is_entry = is_entry or (section.anchor == title and len(last) >= MIN_NAME_LENGTH)
    return title if is_entry else None
