"""Sections that are equal parts of a page: the text of one does not say what the page is about.

The first of them may do so if its text has a word of the title. A section does if its heading is
"Introduction" or has the title.
"""

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from wikisearch.analysis.characters.sentence_ends import is_question
from wikisearch.analysis.characters.text_width import width
from wikisearch.ingest.extract.intro.shared_words import share_word
from wikisearch.ingest.extract.lines.line_kinds import MIN_LENGTH, is_list_of_links
from wikisearch.ingest.extract.raw_sections import Line, RawSection
from wikisearch.ingest.extract.words.word_list import phrase_pattern
from wikisearch.ingest.survey.line_keys import heading_key, line_key
from wikisearch.ingest.survey.survey import FolderSurvey

_INTRODUCTION = phrase_pattern("introduction_headings.txt")
_MAX_AFTER = 2
"""Words after a phrase of several words: "What is a sluice"."""
_MIN_NAME = 3
_MIN_WORD = 4
"""Characters of a title and of a word in a heading; shorter ones stand in many headings."""
_MAX_SECTIONS = 20
_MAX_FIRST = 2
"""Lines of the first part that can have a word of the title."""
_MIN_BESIDE = 2
_MIN_QUESTIONS = 4
_MOST = 0.8
"""Share of headings that are questions on a page of them."""
_CODE_NAME = re.compile(r"\w*(?:[a-z\d][A-Z]|[A-Z]{2}[a-z]|_)\w*")
_WORD = re.compile(r"[^\W\d_]+")
_BRACKETED = re.compile(r"\s*\([^()]*\)$")


def without_parts(
    sections: Sequence[RawSection], title: str, survey: FolderSurvey
) -> list[RawSection]:
    """Leave out the equal parts, but for the first one if it may be about the whole page.

    It may if the title has its heading. Else it may not if there is an introduction, which is
    better. If the headings of the parts have the same form, such as "Step 1" and "Step 2", the
    first one is left out as well.
    """
    parts = _parts(sections, title)
    others = (raw for raw in sections if id(raw) not in parts)
    has_better = any(_is_introduction(raw.title) and _has_text(raw) for raw in others)
    is_past_first = False
    found: list[RawSection] = []
    for at, raw in enumerate(sections):
        if id(raw) not in parts:
            found.append(raw)
            continue
        if not (is_past_first or _is_one_of_many(sections, at, title)):
            is_own = _is_in_title(raw.title, title)
            if is_own or (not has_better and _may_define(raw, title, survey)):
                found.append(raw)
        is_past_first = is_past_first or _has_own_text(raw, survey)
    return found


def _may_define(raw: RawSection, title: str, survey: FolderSurvey) -> bool:
    """Return whether the text of the first part may define a page: it has a word of the title.

    It may also do so if other pages have the same heading, as in a form that is filled in, or if
    the page itself is an introduction.
    """
    if _is_introduction(title) or survey.count_at_top(heading_key(raw.title)):
        return True
    first = islice(filter(_is_long, raw.lines), _MAX_FIRST)
    return any(share_word(line.text, title) for line in first)


def is_of_part(sections: Sequence[RawSection], definition: str, title: str) -> bool:
    """Return whether a definition is the text of an equal part."""
    sections = sections[:_MAX_SECTIONS]
    own = next((raw for raw in sections if _begins(raw, definition)), None)
    return own is not None and id(own) in _parts(sections, title)


def _begins(raw: RawSection, text: str) -> bool:
    """Return whether a section has the line that a text is, or begins with."""
    return any(len(line.text) >= MIN_LENGTH and text.startswith(line.text) for line in raw.lines)


def _has_text(raw: RawSection) -> bool:
    return any(map(_is_long, raw.lines))


def _has_own_text(raw: RawSection, survey: FolderSurvey) -> bool:
    """Return whether a section has a line that is not one of a menu on most pages."""
    lines = filter(_is_long, raw.lines)
    return any(not survey.count_at_top(line_key(line.text)) for line in lines)


def _is_long(line: Line) -> bool:
    return width(line.text) >= MIN_LENGTH and not is_list_of_links(line)


def _parts(sections: Sequence[RawSection], title: str) -> frozenset[int]:
    """Return the identities of the sections beside others, and of those below them."""
    found: set[int] = set()
    above: list[tuple[int, bool]] = []
    """The rank of each heading above, and whether its section is a part."""
    for at, raw in enumerate(sections):
        while above and above[-1][0] >= raw.rank:
            above.pop()
        is_below = bool(above) and above[-1][1]
        is_part = is_below or (bool(_beside(sections, at)) and not _introduces(sections, at))
        is_part = is_part and not _is_named(raw.title, title)
        above.append((raw.rank, is_part))
        if is_part:
            found.add(id(raw))
    return frozenset(found)


def _introduces(sections: Sequence[RawSection], at: int) -> bool:
    """Return whether a heading is such a phrase, and not one of many questions."""
    return _is_introduction(sections[at].title) and not _is_one_of_questions(sections, at)


def _beside(sections: Sequence[RawSection], at: int) -> list[str]:
    """List the other headings of the same rank below the same heading."""
    rank = sections[at].rank
    around = (*takewhile(lambda raw: raw.rank >= rank, sections[at + 1 :]),)
    around += (*takewhile(lambda raw: raw.rank >= rank, reversed(sections[:at])),)
    return [raw.title for raw in around if raw.rank == rank]


def _is_one_of_many(sections: Sequence[RawSection], at: int, title: str) -> bool:
    """Return whether most headings beside one have its first or its last word, or are questions."""
    heading, beside = sections[at].title, _beside(sections, at)
    if is_question(heading):
        return _is_one_of_questions(sections, at)
    words, own = _words(heading), _words(title)
    if len(beside) < _MIN_BESIDE or not words:
        return False
    others = [found for each in beside if (found := _words(each))]
    return any(
        2 * sum(other[end] == words[end] for other in others) > len(beside)
        for end in (0, -1)
        if len(words[end]) >= _MIN_WORD and words[end] not in own
    )


def _is_one_of_questions(sections: Sequence[RawSection], at: int) -> bool:
    """Return whether a heading and most beside it are questions."""
    if not is_question(sections[at].title):
        return False
    beside = _beside(sections, at)
    questions = sum(map(is_question, beside))
    return len(beside) >= _MIN_QUESTIONS and questions >= _MOST * len(beside)


def _words(heading: str) -> list[str]:
    return _WORD.findall(_BRACKETED.sub("", heading.casefold()))


def _is_introduction(heading: str) -> bool:
    """Return whether a heading is such a phrase, or one word and then a phrase: "Class Summary"."""
    first, _, last = heading.partition(" ")
    match = _INTRODUCTION.match(heading)
    if match is None:
        return " " not in last and first.isalpha() and _is_phrase(last)
    is_question = " " in match[0].strip() and len(heading[match.end() :].split()) <= _MAX_AFTER
    return is_question or _is_phrase(heading)


def _is_phrase(heading: str) -> bool:
    match = _INTRODUCTION.match(heading)
    return match is not None and not heading[match.end() :].lstrip()[:1].isalnum()


def _is_named(heading: str, title: str) -> bool:
    """Return whether a heading has the title or its words."""
    return title.casefold() in heading.casefold() or _has_words(heading, title)


def _is_in_title(heading: str, title: str) -> bool:
    """Return whether the title has a heading or its words, or a heading has a name in code of it.

    "Gates" is in "Gates and locks".
    """
    text = heading.casefold()
    code = _CODE_NAME.search(title)
    if code is not None and len(code[0]) >= _MIN_WORD and code[0].casefold() in text:
        return True
    return (len(text) >= _MIN_NAME and text in title.casefold()) or _has_words(title, heading)


def _has_words(text: str, other: str) -> bool:
    words, own = set(_words(text)), set(_words(other))
    return min(len(words), len(own)) > 1 and own <= words
