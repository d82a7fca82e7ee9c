"""A query string -> its lexemes: words, phrases, operators and brackets. Takes any string."""

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

FIELDS = {
    "title": "title",
    "intitle": "title",
    "alias": "alias",
    "category": "category",
    "incategory": "category",
    "section": "heading",
    "heading": "heading",
    "inheading": "heading",
    "body": "body",
}
"""What may stand before a colon, and the field it means."""


class Kind(Enum):
    """What a lexeme is."""

    WORD = auto()
    PHRASE = auto()
    PREFIX = auto()
    SIMILAR = auto()
    FIELD = auto()
    MINUS = auto()
    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()


class Lexeme(NamedTuple):
    """A piece of the query."""

    kind: Kind
    text: str


_FIELD = "|".join(FIELDS)
_PIECE = re.compile(
    rf"""
      (?P<space>\s+)
    | "(?P<phrase>[^"]*)"
    | (?P<open>\()
    | (?P<close>\))
    | (?P<minus>-(?=[^\s)-]))
    | (?P<field>(?:{_FIELD}):(?=[^\s):]))
    | (?P<word>[^\s"()]+)
    | (?P<quote>")
    """,
    re.VERBOSE,
)
_OPERATORS = {"AND": Kind.AND, "OR": Kind.OR, "NOT": Kind.NOT}
_UNKNOWN_FIELD = re.compile(r"([a-z]+):(?=[\w\"(])(?!:)")
_QUOTES = str.maketrans("“”„«»", '"""""')
_ENDING = re.compile(r"(\w[^*~]*)([*~])")


def lexemes(query: str, warnings: list[str]) -> Iterator[Lexeme]:
    """Yield the pieces of a query; what cannot be meant is text, and a warning says so."""
    query = query.translate(_QUOTES)
    position, glued = 0, False
    while position < len(query):
        match = _PIECE.match(query, position)
        # The last alternative takes a lone quote, the one before it anything else.
        assert match is not None  # noqa: S101
        name, text = str(match.lastgroup), match.group(match.lastgroup or 0)
        position = match.end()
        if glued and name == "minus":
            continue  # a dash right after a word, as in (gpt)-4, is punctuation
        glued = name in {"word", "phrase", "close"}
        if name == "quote":
            warnings.append('a quote is not closed: write "the words" to search for a phrase')
        elif name != "space":
            yield _lexeme(name, text, warnings)


def _lexeme(name: str, text: str, warnings: list[str]) -> Lexeme:
    if name == "phrase":
        return Lexeme(Kind.PHRASE, " ".join(text.split()))
    if name == "field":
        return Lexeme(Kind.FIELD, text[:-1])
    if name != "word":
        return Lexeme(Kind[name.upper()], text)
    if text in _OPERATORS:
        return Lexeme(_OPERATORS[text], text)
    unknown = _UNKNOWN_FIELD.match(text)
    if unknown:
        fields = ", ".join(FIELDS)
        warnings.append(
            f"{unknown.group(1)}: is no field, so it was searched for as text; there are: {fields}"
        )
    ending = _ENDING.fullmatch(text)
    if ending:
        kind = Kind.PREFIX if ending.group(2) == "*" else Kind.SIMILAR
        return Lexeme(kind, ending.group(1))
    return Lexeme(Kind.WORD, text)
