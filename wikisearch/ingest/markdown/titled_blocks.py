"""Blocks with a title that several generators add to Markdown: `:::tip Title` and `=== "Tab"`."""

import re
from collections.abc import Sequence
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

_INFO = re.compile(r"\s*(?:\{[^{}]*\}|[\w-]+)?\s*(.*?)\s*:*\s*$", re.DOTALL)
"""The kind of a container, and its title."""
_TAB = re.compile(r'^([ \t]*)===[+!]*[ \t]+"([^"\n]*)"[ \t]*$')
_FENCE = re.compile(r"^[ \t]*(`{3,}|~{3,})")


def titled_blocks(parser: MarkdownIt) -> None:
    """Add the containers of Docusaurus and VitePress, and the tabs of MkDocs, to a parser."""
    parser.use(container_plugin, "note", validate=lambda *_: True, render=_render)
    parser.core.ruler.after("normalize", "tabs", _tabs)


def _render(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any
) -> str:
    """Render the start of a container with its title as a paragraph, or its end."""
    token = tokens[at]
    if token.nesting != 1:
        return renderer.renderToken(tokens, at, options, env)
    match = _INFO.match(token.info)
    title = match[1].removeprefix("[").removesuffix("]") if match is not None else ""
    start = renderer.renderToken(tokens, at, options, env)
    if not title:
        return start
    return f"{start}<p><strong>{escape(title)}</strong></p>\n"


def _tabs(state: StateCore) -> None:
    """Make an admonition of each tab, which has the same form: a title, and an indented block."""
    if "===" not in state.src:
        return
    lines = state.src.split("\n")
    fence = ""
    for at, line in enumerate(lines):
        mark = _FENCE.match(line)
        if mark is not None:
            if not fence:
                fence = mark[1][0]
            elif mark[1][0] == fence:
                fence = ""
        elif not fence:
            lines[at] = _TAB.sub(r'\1!!! tab "\2"', line)
    state.src = "\n".join(lines)
