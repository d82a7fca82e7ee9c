"""Ids of headings in Markdown: `## Title {#id}`, or else made from the text as GitHub does."""

import re
from collections import Counter
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*([^{}\n]{1,200})\}[ \t]*$")
_ID = re.compile(r"(?:^|\s)#([^\s.#{}]+)")


def heading_ids(parser: MarkdownIt) -> None:
    """Add the rule to a parser."""
    parser.core.ruler.before("inline", "heading_attributes", _attributes)
    parser.core.ruler.push("heading_ids", _ids)


def slug(text: str) -> str:
    """Return the id that a heading with this text has: lower case, and hyphens for spaces."""
    return re.sub(r"[^\w\- ]", "", text.strip().lower()).replace(" ", "-")


def _attributes(state: StateCore) -> None:
    """Remove `{#id .class}` from the ends of headings."""
    for heading, inline in _headings(state.tokens):
        match = _ATTRIBUTES.search(inline.content)
        found = _ID.search(match[1]) if match else None
        if match and (found or match[1].startswith((".", "-"))):
            inline.content = inline.content[: match.start()]
            if found:
                heading.attrs["id"] = found[1]


def _ids(state: StateCore) -> None:
    used: Counter[str] = Counter()
    for heading, inline in _headings(state.tokens):
        if "id" not in heading.attrs:
            parts = inline.children or ()
            name = slug(
                "".join(part.content for part in parts if part.type in ("text", "code_inline"))
            )
            if name:
                heading.attrs["id"] = f"{name}-{used[name]}" if used[name] else name
                used[name] += 1


def _headings(tokens: list[Token]) -> list[tuple[Token, Token]]:
    return [(token, inline) for token, inline in pairwise(tokens) if token.type == "heading_open"]
