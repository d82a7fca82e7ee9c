"""Titles and headings -> all that a page or a section is asked for by.

Reference pages are titled "asyncio — Asynchronous I/O", "git-rebase(1)" or "Class ArrayUtils", and
their sections "fs.readFile(path, callback)" or "sqlalchemy.orm.Session.commit": nobody types that.
"""

import re
from collections.abc import Container, Sequence
from typing import NamedTuple

from wikisearch.model.names import PageEntry
from wikisearch.model.page import PageHead, Section

SHORTEST_NAME = 3
"""Letters of the last part of a path that is a name by itself: not the js of Node.js."""

_KINDS = "class|struct|union|interface|enum|exception|module|namespace|package|trait|macro|function"
_MANUAL = re.compile(r"(\S+?)\((?:[1-9][a-z]*|n)\)")
_REFERENCE = re.compile(rf"(.+?) (?:{_KINDS})(?: template)? reference", re.IGNORECASE)
_OF_KIND = re.compile(rf"(?:{_KINDS})(?: template)? (\S+)|(\S+) (?:{_KINDS})", re.IGNORECASE)
_WRITTEN_AS_CODE = re.compile(r"_|::|[a-z]\.?[A-Z]|[A-Z]{2}[a-z]")
_PARAMETERS = re.compile(r"<.*>$")
_CALL = re.compile(r"(?P<before>[^()?!]*?)(?P<path>[A-Za-z_$][\w$.:-]*)\((?!e?s\))[^?!]*")
_PATH = re.compile(r"[A-Za-z_$][\w$]*(?:(?:\.|::)[\w$]+)*(?:(?<=operator)[^\w\s]+)?")
_STEPS = re.compile(r"\.|::?")


class SectionNames(NamedTuple):
    """What a section is called."""

    whole: tuple[str, ...]
    """Its heading; the name that declares; that with the page it belongs to."""

    ends: tuple[str, ...]
    """The last parts of the name."""


def names_of(page: PageHead) -> tuple[str, ...]:
    """Names a page answers to: its title, the name in it, its aliases."""
    return names_of_term(PageEntry(page.id, page.path, page.title, page.aliases, page.category))


def names_of_term(term: PageEntry) -> tuple[str, ...]:
    """Names that a listed page answers to."""
    name = _name_in(term.title)
    return (term.title, *term.aliases) if name is None else (term.title, name, *term.aliases)


def names_of_section(section: Section, page: PageHead, common: Container[str]) -> SectionNames:
    """Names a section answers to; `common` are words of sentences, which no signature has."""
    path = _path_in(section, common)
    if path is None:
        return SectionNames((section.title,), ())
    steps = _STEPS.split(path)
    holder = _holder(page)
    held = () if holder is None or holder == steps[0] else (f"{holder}.{path}",)
    return SectionNames((section.title, path, *held), _ends(steps))


def ends_of_page(page: PageHead) -> tuple[str, ...]:
    """Last parts of the path that a page is about: `map::insert` where that is `std::map::insert`.

    One with dots is no path unless it is long, and the address as well: "package.json" is a file.
    """
    path = _name_in(page.title) or page.title
    is_dotted = path.count(".") > 1 and path == _slug(page)
    if not _PATH.fullmatch(path) or not ("::" in path or is_dotted):
        return ()
    steps = _STEPS.split(path)
    ends = _ends(steps)
    # What builds a thing bears the name of it.
    return ends[:-1] if steps[-1] in steps[:-1] else ends


def _ends(steps: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(steps[start:]) for start in range(1, len(steps)))


def _name_in(title: str) -> str | None:
    """What stands before a dash, before the number of a manual, beside the word for its kind."""
    name, dash, _ = title.partition(" — ")
    if dash and name:
        return name
    told = _MANUAL.fullmatch(title) or _REFERENCE.fullmatch(title)
    if told is not None:
        return told[1]
    told = _OF_KIND.fullmatch(title)
    word = (told[1] or told[2]) if told else ""
    # "Class imbalance" is about imbalance, and no class.
    return word if _WRITTEN_AS_CODE.search(word) else None


def _holder(page: PageHead) -> str | None:
    """The one word that a page is about, as far as title and address say so."""
    words = [_PARAMETERS.sub("", word) for word in page.title.split()]
    name = _name_in(page.title) or (words[0] if len(words) == 1 else None)
    return name or (_slug(page) if _slug(page) in words else None)


def _slug(page: PageHead) -> str:
    return page.id.rpartition("/")[2]


def _path_in(section: Section, common: Container[str]) -> str | None:
    """The name of what a heading declares, with what it belongs to."""
    title = section.title
    call = _CALL.fullmatch(title)
    if call is not None and not any(word.lower() in common for word in call["before"].split()):
        return call["path"].strip(".:-")
    if not _PATH.fullmatch(title):
        return None
    # With its path for an anchor, it is an entry; "Node.js" may be anything.
    last = _STEPS.split(title)[-1]
    is_entry = last == title or (section.anchor == title and len(last) >= SHORTEST_NAME)
    return title if is_entry else None
