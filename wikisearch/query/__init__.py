"""What a reader types -> what an engine is asked.

    text --lexer--> lexemes of the language --parser--> a tree of what was typed --planner--> Query

The parser knows no analysis and the planner no punctuation, so each can be read alone.
"""

from wikisearch.query.parser import parse
from wikisearch.query.planner import Plan, plan
from wikisearch.query.syntax import (
    Tree,
    bare_words,
    is_plain,
    quotes_among_words,
    render,
    replaced,
    spelled_words,
    unquoted,
)
from wikisearch.query.wiki import Wiki

__all__ = [
    "Plan",
    "Tree",
    "Wiki",
    "bare_words",
    "is_plain",
    "parse",
    "plan",
    "quotes_among_words",
    "render",
    "replaced",
    "spelled_words",
    "unquoted",
]
