"""Query string -> tokens: words, phrases, operators and brackets. Accepts any string."""

import re
from collections.abc import Iterator
from enum import StrEnum, auto
from typing import TYPE_CHECKING, NamedTuple

from wikisearch._lazy import lazy_module
from wikisearch.query.fields import BY_NAME, FIELDS, PAGE_FIELDS, UNSPACED, canonical_name
from wikisearch.query.syntax import EXCLUDED

if TYPE_CHECKING:
    import difflib
else:
    difflib = lazy_module("difflib")  # for unknown fields only

MAX_SLOP = 20
"""Maximum slop of `"a phrase"~N`."""

MAX_EDITS = 2
"""Maximum edit distance of `word~N`."""


class QueryTokenKind(StrEnum):
    """Kind of a token. Most values are group names of `_PIECE`."""

    WORD = auto()
    PHRASE = auto()
    PREFIX = auto()
    FUZZY = auto()
    FIELD = auto()
    MINUS = auto()
    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()


class QueryToken(NamedTuple):
    """One token of the query."""

    kind: QueryTokenKind
    text: str
    number: int | None = None
    """Number after the `~` of a phrase or a word, if there is one."""


_FIELD = "|".join(BY_NAME)
_SPACED_FIELD = "|".join(BY_NAME.keys() - UNSPACED)
_PIECE = re.compile(
    rf"""
      (?P<space>\s+)
    | "(?P<phrase>[^"]*)"(?:~(?P<slop>[0-9]+)(?!\w))?
    | (?P<open>[(（])
    | (?P<close>[)）])
    | (?P<minus>-(?={EXCLUDED.pattern}))
    | (?P<field>(?i:{_FIELD})[:：](?=[^\s)）:：])|(?<!\S)(?i:{_SPACED_FIELD})[:：](?=\s+[\w"(（]))
    | (?P<word>[^\s"()（）]*\boperator\(\)|[^\s"()（）]+)
    | (?P<quote>")
    """,
    re.VERBOSE,
)
_NAME = r'(?:"[^"]*"|[^\s"()（）|]+)'
_NAMES = re.compile(rf"{_NAME}?(?:\|{_NAME}?)*")
"""Names separated by bars, each quoted or bare."""

_LISTED = {"word", "phrase"}
_KINDS = {kind.value: kind for kind in QueryTokenKind}
_OPERATORS = {"AND": QueryTokenKind.AND, "OR": QueryTokenKind.OR, "NOT": QueryTokenKind.NOT}
_UNKNOWN_FIELD = re.compile(r"([a-z]+):(?=[\w\"(])(?!:)")
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
# `operator*` and `operator~` are names, not a prefix and a fuzzy word.
_ENDING = re.compile(r"(\w[^*~]*)(?<!\boperator)(?:\*|~([0-9]*))")


def query_tokens(query: str, warnings: list[str]) -> Iterator[QueryToken]:
    """Yield the tokens of a query. Input without meaning becomes text, with a warning."""
    query = query.translate(_QUOTES)
    position, glued, about_pages = 0, False, False
    while position < len(query):
        match = _PIECE.match(query, position)
        # The last two alternatives match any character.
        assert match is not None  # noqa: S101
        name = str(match.lastgroup)
        if name == "slop":
            name = "phrase"
        names = _names(query, match) if about_pages and name in _LISTED else None
        position = (names or match).end()
        if glued and name == "minus":
            continue  # a dash right after a word, as in (gpt)-4, is punctuation
        glued = name in {"word", "phrase", "close"}
        about_pages = name == "field" and canonical_name(match[name][:-1]) in PAGE_FIELDS
        if names:
            yield QueryToken(
                QueryTokenKind.PHRASE, " ".join(names.group().replace('"', "").split())
            )
        elif name == "quote":
            warnings.append('a quote is not closed: write "the words" to search for a phrase')
        elif name != "space":
            yield _token(name, match, warnings)


def _names(query: str, first: re.Match[str]) -> re.Match[str] | None:
    """Match a list of several names, or None if the list ends after its first piece.

    Bare names form one piece already: `linksto:gan|vae` is a word.
    """
    names = _NAMES.match(query, first.start())
    return names if names and names.end() > first.end() else None


def _known_fields(unknown: str) -> str:
    """Name the field that is meant, or all fields."""
    near = difflib.get_close_matches(unknown.lower(), BY_NAME, 1)
    if near:
        return f"did you mean {near[0]}:?"
    return f"fields: {', '.join(field.names[0] for field in FIELDS)}"


def _token(name: str, match: re.Match[str], warnings: list[str]) -> QueryToken:
    text = match[name]
    if name == "phrase":
        slop = _at_most(MAX_SLOP, match["slop"], match.group(), warnings)
        return QueryToken(QueryTokenKind.PHRASE, " ".join(text.split()), slop)
    if name == "field":
        return QueryToken(QueryTokenKind.FIELD, canonical_name(text[:-1]))
    if name != "word":
        return QueryToken(_KINDS[name], text)
    if text.endswith((":", "：")) and text[:-1].lower() in BY_NAME:
        text = text[:-1]
        if text.lower() not in UNSPACED:
            warnings.append(f"{text}: has no value, so it was searched for as a word")
    if text in _OPERATORS:
        return QueryToken(_OPERATORS[text], text)
    unknown = _UNKNOWN_FIELD.match(text)
    if unknown:
        warnings.append(
            f"{unknown.group(1)}: is not a field, so it was searched for as text; "
            f"{_known_fields(unknown.group(1))}"
        )
    ending = _ENDING.fullmatch(text)
    if ending and text.endswith("*"):
        return QueryToken(QueryTokenKind.PREFIX, ending[1])
    if ending:
        return QueryToken(
            QueryTokenKind.FUZZY, ending[1], _at_most(MAX_EDITS, ending[2], text, warnings)
        )
    return QueryToken(QueryTokenKind.WORD, text)


def _at_most(most: int, typed: str | None, text: str, warnings: list[str]) -> int | None:
    """Return the typed number, at most `most`, or None if there is none."""
    if not typed:
        return None
    digits = typed.lstrip("0")
    # Python refuses to convert thousands of digits.
    number = int(digits or 0) if len(digits) <= len(str(most)) else most + 1
    if number > most:
        warnings.append(f"{text} was read as ~{most}, the maximum")
    return min(number, most)
