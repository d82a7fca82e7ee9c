"""The text of a query -> queries for an engine.

    text --lexer--> query tokens --parser--> syntax tree --planner--> Query

The parser knows no analysis and the planner no punctuation, so each can be read alone.
"""

from wikisearch.query.compounds import find_compounds
from wikisearch.query.limits import truncated
from wikisearch.query.parser import parse
from wikisearch.query.planner import QueryPlan, plan_query
from wikisearch.query.syntax import (
    SyntaxTree,
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
    "QueryPlan",
    "SyntaxTree",
    "Wiki",
    "bare_words",
    "find_compounds",
    "is_plain",
    "parse",
    "plan_query",
    "quotes_among_words",
    "render",
    "replaced",
    "spelled_words",
    "truncated",
    "unquoted",
]
