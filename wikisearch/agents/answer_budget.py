"""How long answers may be: limits of the operator, and what an answer costs."""

import json
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, is_dataclass
from typing import Any

from wikisearch.agents.tool_answers import Answer, is_marked, is_required, shown_fields
from wikisearch.agents.untrusted_text import cleaned, without_marks
from wikisearch.errors import OptionError
from wikisearch.model.request import MAX_RESULTS

_BYTES_PER_TOKEN = 3
MAX_DEFINITION_TOKENS = 300
"""Tokens of the answer of `define`."""

DEFAULT_TOKENS, DEFAULT_CHARACTERS, DEFAULT_RESULTS = 2_500, 12_000, 25
MIN_TOKENS, MIN_CHARACTERS = 500, 2_000
"""Below these, there is no room for one result or one paragraph."""


@dataclass(frozen=True, slots=True)
class AnswerLimits:
    """Limits that the operator of a server sets; no argument of a call exceeds them."""

    max_tokens: int = DEFAULT_TOKENS
    """Tokens of an answer with a list, as `estimated_tokens` counts them."""

    max_chars: int = DEFAULT_CHARACTERS
    """Characters of an answer with the text of a page."""

    max_results: int = DEFAULT_RESULTS
    """Results in an answer."""

    def __post_init__(self) -> None:
        if self.max_results > MAX_RESULTS:
            problem = f"must be at most {MAX_RESULTS:,}, not {self.max_results:,}"
            raise OptionError("max results", problem)
        least = {"max_tokens": MIN_TOKENS, "max_chars": MIN_CHARACTERS, "max_results": 1}
        for name, lowest in least.items():
            value = getattr(self, name)
            if value < lowest:
                raise OptionError(
                    name.replace("_", " "), f"must be {lowest:,} or more, not {value:,}"
                )


DEFAULT_LIMITS = AnswerLimits()


def estimated_tokens(text: str) -> int:
    """Return an upper estimate of the tokens of a text: a token for three bytes of UTF-8.

    Tokenizers of language models make fewer of prose and JSON in all scripts we measured; see
    `docs/mcp.md`.
    """
    return -(-len(text.encode("utf-8", "replace")) // _BYTES_PER_TOKEN)


def answer_value(answer: Answer) -> dict[str, Any]:
    """Encode an answer as values of JSON.

    Empty fields, hidden characters and imitated marks of untrusted text are left out.
    """
    value: dict[str, Any] = _encoded(answer)
    return value


def answer_text(answer: Answer) -> str:
    """Encode an answer as compact JSON: the text that the model reads."""
    return json_text(answer_value(answer))


def json_text(value: object) -> str:
    """Encode a value as compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def most_that_fit(make: Callable[[int], Answer], count: int, max_tokens: int) -> int:
    """Return how many of `count` rows an answer may have; `make` takes the number of rows."""

    def tokens(rows: int) -> int:
        return estimated_tokens(answer_text(make(rows)))

    return max(0, bisect_right(range(count + 1), max_tokens, key=tokens) - 1)


def _encoded(value: Any) -> Any:
    if isinstance(value, str):
        return without_marks(cleaned(value))
    if is_dataclass(value):
        items = ((each, getattr(value, each.name)) for each in shown_fields(value))
        return {
            each.name: cleaned(item) if is_marked(each) else _encoded(item)
            for each, item in items
            if is_required(each) or item not in (None, "", (), {})
        }
    if isinstance(value, dict):
        return {_encoded(name): _encoded(item) for name, item in value.items()}
    if isinstance(value, tuple):
        return list(map(_encoded, value))
    return value
