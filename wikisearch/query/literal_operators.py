"""Query tokens -> the same, with operators that are part of the text turned into words.

`IS NOT NULL` and `tar -xvf` are text that pages contain, but they look like operators.
"""

import re
from collections.abc import Iterator, Sequence

from wikisearch.query.lexer import QueryToken, QueryTokenKind
from wikisearch.query.wiki import Wiki

_CAPITALS = frozenset({QueryTokenKind.AND, QueryTokenKind.OR, QueryTokenKind.NOT})
_NUMBER = re.compile(r"\d[\d.,:]*")


def literal_operators(
    tokens: Sequence[QueryToken], wiki: Wiki, warnings: list[str]
) -> Iterator[QueryToken]:
    """Turn operators that the wiki contains as text into words, with a note.

    - AND, OR and NOT, if all words of the query are in capitals and pages have the operator beside
      one of its neighbours: `IF NOT EXISTS`.
    - The same among other words, if both neighbours are in capitals and pages have it between them:
      `price IS NOT NULL`.
    - A minus before a number (`returns -1`), before a word that pages have with that minus
      (`tar -xvf`), or before an option with a value (`-Dfile.encoding=UTF-8`).
    """
    has_words_only = {token.kind for token in tokens} <= _CAPITALS | {QueryTokenKind.WORD}
    is_written = _is_written if _is_in_capitals(tokens) else _is_between_capitals
    position = 0
    while position < len(tokens):
        token = tokens[position]
        following = tokens[position + 1] if position + 1 < len(tokens) else None
        if token.kind is QueryTokenKind.MINUS and _is_text(following, wiki, warnings):
            assert following is not None  # noqa: S101 - only then it is text
            yield following._replace(text=f"-{following.text}")
            position += 1
        elif has_words_only and token.kind in _CAPITALS and is_written(tokens, position, wiki):
            warnings.append(f"{token.text} was searched for as a word, because pages have it so")
            yield QueryToken(QueryTokenKind.WORD, token.text)
        else:
            yield token
        position += 1


def _is_in_capitals(tokens: Sequence[QueryToken]) -> bool:
    """Whether all words of a query are in capitals."""
    words = [token.text for token in tokens if token.kind is QueryTokenKind.WORD]
    return bool(words) and not any(word.upper() != word for word in words)


def _is_written(tokens: Sequence[QueryToken], position: int, wiki: Wiki) -> bool:
    """Whether pages have an operator of capitals beside the word before or after it."""
    words = [token.text for token in tokens[max(0, position - 1) : position + 2]]
    operator = tokens[position].text
    if operator == "NOT":
        return len(words) > 1 and wiki.has_phrase(" ".join(words[words.index(operator) :]))
    return wiki.has_phrase(" ".join(words))


def _is_between_capitals(tokens: Sequence[QueryToken], position: int, wiki: Wiki) -> bool:
    """Whether the words before and after an operator are in capitals, and pages have all three."""
    words = [token.text for token in tokens[max(0, position - 1) : position + 2]]
    is_between = 0 < position < len(tokens) - 1 and all(map(str.isupper, words))
    return is_between and wiki.has_phrase(" ".join(words))


def _is_text(operand: QueryToken | None, wiki: Wiki, warnings: list[str]) -> bool:
    """Whether a minus and the word after it are text."""
    if operand is None or operand.kind is not QueryTokenKind.WORD:
        return False
    if _NUMBER.fullmatch(operand.text):
        return True
    # The value of an option may be any: `-std=c++20`.
    name, equals, _ = operand.text.partition("=")
    if not equals and not wiki.has_word(f"-{name}"):
        return False
    warnings.append(
        f"-{operand.text} was searched for as text, because pages have it so;"
        f" to exclude the word, write NOT {operand.text}"
    )
    return True
