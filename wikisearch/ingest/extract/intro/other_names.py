"""The other names of a term on its page: in properties, labelled lists and prose."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from wikisearch.analysis.characters.folding import without_case
from wikisearch.analysis.characters.sentence_ends import SENTENCE_END
from wikisearch.analysis.languages.stop_words import stop_words
from wikisearch.ingest.extract.lines.labelled_lines import label_of, labelled_values
from wikisearch.ingest.extract.lines.line_kinds import is_sentence
from wikisearch.ingest.extract.metadata.properties import property_values
from wikisearch.ingest.extract.raw_sections import Content, Line
from wikisearch.ingest.extract.words.word_list import phrase_list, phrase_pattern, word_list
from wikisearch.ingest.html.element import BLOCKS, Element, elements_in
from wikisearch.ingest.html.plain_text import plain_text
from wikisearch.ingest.html.tree import Tree
from wikisearch.model.cache_sizes import CLASS_NAMES

MAX_NAME_WORDS = 8
MAX_NAMES_LENGTH = 200
"""Characters of a line of names."""
_MAX_WORDS_IN_PROSE = 5
_MAX_IN_PROSE = 3
_MAX_AT_END = 3
"""Lines at the end of a page, of which one can list other names."""
_MAX_LINES = 12
"""Lines of a section that lists names."""
_PARTS = re.compile(r"\s*[,;·•|、，]\s*")
_PREFIX = phrase_pattern("alias_phrases.txt")
NAME_LABELS = phrase_list("alias_phrases.txt")
_LABELS_AT_END = NAME_LABELS - {"alias"}
"""At the end of a page, "Alias:" names a type or a command, not the term of the page."""
_JOINER = re.compile(rf"\s+(?:{'|'.join(sorted(phrase_list('alias_joiners.txt')))})\s+")
_CONJUNCTION = re.compile(rf"\s+(?:{'|'.join(sorted(phrase_list('conjunctions.txt')))})\s+")
_CLASS_WORDS = word_list("alias_classes.txt")
_CLASS_PART = re.compile(r"[a-z]+|[A-Z][a-z]*")
_MAX_CLASSES = 300
_MAX_PARTS = 60
"""Nodes of an element with names that are looked at."""
_IN_PROSE = re.compile(
    rf"(?:(?P<open>[(（])|(?P<comma>,\s*)|(?P<verb>\s))(?:{'|'.join(sorted(NAME_LABELS))})\s"
    r"(?P<names>[^.;:()（）]+)(?P<end>[.;)）]|$)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\s*(?:[(（][^()（）]*[)）])?\s*[:：]\s+")


def names_of_line(line: str) -> tuple[str, ...]:
    """Return the names in a line such as "Also known as A, B or C"."""
    match = _PREFIX.match(line)
    if match is not None:
        line = line[match.end() :].lstrip(" :：").rstrip(".。")
        line = _JOINER.sub(", ", line)
    return tuple(part for part in _PARTS.split(line) if part)


def is_list_of_names(text: str) -> bool:
    """Return whether a text begins as "also known as" and lists names."""
    if _PREFIX.match(text) is None or len(text) > MAX_NAMES_LENGTH:
        return False
    names = names_of_line(text)
    return bool(names) and all(len(name.split()) <= MAX_NAME_WORDS for name in names)


def declared_names(tree: Tree, content: Content) -> Iterator[str]:
    """Yield the names in properties, below headings, and in elements with a class for them."""
    for values in property_values(tree, NAME_LABELS):
        yield from values
    for value in labelled_values(content, NAME_LABELS):
        yield from names_of_line(value)
    yield from _names_below_heading(content)
    yield from _names_at_end(content)
    for name in islice(tuple(tree.by_class), _MAX_CLASSES):
        if not _declares_names(name):
            continue
        element = tree.by_class[name][0]
        text = plain_text(element, MAX_NAMES_LENGTH + 1)
        if is_list_of_names(text):
            yield from _items(element) or names_of_line(text)


def _items(element: Element) -> tuple[str, ...]:
    """Return the names that follow a label, each in its own block; empty for another layout."""
    blocks = [part for part in elements_in(element, _MAX_PARTS) if part.name in BLOCKS]
    leaves = [
        block for block in blocks if not any(part.name in BLOCKS for part in elements_in(block))
    ]
    texts = [text for leaf in leaves if (text := plain_text(leaf, MAX_NAMES_LENGTH + 1))]
    if not texts or label_of(texts[0]) not in NAME_LABELS:
        return ()
    return tuple(name for text in texts[1:] for name in names_of_line(text))


def _names_below_heading(content: Content) -> Iterator[str]:
    """Yield the names in the short lines of a section such as "Synonyms"."""
    for raw in content.raw_sections:
        if label_of(raw.title) in NAME_LABELS and len(raw.lines) <= _MAX_LINES:
            if all(map(_lists_names, raw.lines)):
                for line in raw.lines:
                    yield from names_of_line(line.text)
            return


def _names_at_end(content: Content) -> Iterator[str]:
    """Yield the names in the last lines of a page: "Synonyms: A, B", or a label above them."""
    parts = (raw for raw in (*content.raw_sections[::-1], content.top) if not raw.is_related)
    lines = next((raw.lines[-_MAX_AT_END:] for raw in parts if raw.lines), [])
    for at, line in enumerate(lines):
        label, colon, _ = line.text.replace("：", ":").partition(":")
        if label_of(label) not in _LABELS_AT_END:
            continue
        if not colon and at + 1 < len(lines) and _lists_names(lines[at + 1]):
            yield from names_of_line(lines[at + 1].text)
        elif is_list_of_names(line.text):
            yield from names_of_line(line.text)


def _lists_names(line: Line) -> bool:
    names = names_of_line(line.text)
    is_prose = line.block == "pre" or is_sentence(line.text)
    return not is_prose and all(len(name.split()) <= _MAX_WORDS_IN_PROSE for name in names)


@lru_cache(CLASS_NAMES)
def _declares_names(class_name: str) -> bool:
    parts = _CLASS_PART.findall(class_name)
    return not _CLASS_WORDS.isdisjoint(part.lower() for part in parts)


def names_in_prose(text: str, title: str, language: str) -> Iterator[str]:
    """Yield the names in "Ant (also known as Emmet)", and in a sentence such as "It is also …".

    A sentence is skipped if its subject is neither the title nor a pronoun.
    """
    for match in islice(_IN_PROSE.finditer(text), _MAX_IN_PROSE):
        before = text[: match.start()]
        start = max((each.end() for each in SENTENCE_END.finditer(before)), default=0)
        if not _is_about(before[start:], title, language):
            continue
        names = match["names"]
        if match["open"] is None and match["comma"] is not None:
            names = names.partition(",")[0]
        elif match["open"] is None:
            names = _CONJUNCTION.sub(", ", names)
        for name in _PARTS.split(_JOINER.sub(", ", names)):
            words = name.split()
            is_name = 0 < len(words) <= _MAX_WORDS_IN_PROSE
            if is_name and words[0].casefold() not in stop_words(language):
                yield name.strip("\"'“”„«» ")


def without_label(definition: str, title: str) -> str:
    """Remove the title and a colon before a definition: "Ant: an insect that …"."""
    if not without_case(definition).startswith(without_case(title)):
        return definition
    label = _LABEL.match(definition, len(title))
    rest = definition[label.end() :] if label else ""
    return rest if is_sentence(rest) else definition


def _is_about(subject: str, title: str, language: str) -> bool:
    """Return whether the start of a sentence has no words but the title and stop words."""
    rest = without_case(subject).replace(without_case(title), " ")
    common = stop_words(language)
    return all(word.strip("\"'“”,(") in common or not word.isalpha() for word in rest.split())
