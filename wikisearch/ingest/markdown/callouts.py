"""Callouts in Markdown: a quotation that starts with `[!note] Title`."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

_MARK = re.compile(r"\[!([\w-]{1,40})(?:\|[^\]\n]{0,80})?\][+-]?[ \t]*([^\n]*)\n?")


def callouts(parser: MarkdownIt) -> None:
    """Add the rule to a parser."""
    parser.core.ruler.before("inline", "callouts", _callouts)


def _callouts(state: StateCore) -> None:
    """Replace the mark with the title of the callout; a mark without a title is removed."""
    tokens = state.tokens
    for quotation, paragraph, inline in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if quotation.type != "blockquote_open" or paragraph.type != "paragraph_open":
            continue
        match = _MARK.match(inline.content)
        if match:
            title = f"**{match[2].strip()}**\n" if match[2].strip() else ""
            inline.content = title + inline.content[match.end() :]
