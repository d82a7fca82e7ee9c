"""The answers in the OpenAPI document: their media types, and the schemas of the package."""

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from wikisearch.render.line import Printed
from wikisearch.server.answers import JSON_TYPE
from wikisearch.server.problems import PROBLEM_TYPE

API_PATH = "/api/v1"

MARKDOWN_TYPE = "text/markdown"
SCHEMA_TYPE = "application/schema+json"

_PROBLEM_SCHEMA = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "nearest": {"type": "array", "items": {"type": "string"}},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["parameter", "detail"],
                "properties": {"parameter": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
}

SCHEMAS = ("results", "suggestions", "related", "names")
"""Names of the schemas that the package ships."""


@cache
def schema_text(name: str) -> str:
    """Return the text of a schema that the package ships."""
    return files("wikisearch.render").joinpath(f"{name}.schema.json").read_text("utf-8")


def body(printed: Iterable[Printed]) -> str:
    """Return what a command prints."""
    return "".join(f"{each.text()}\n" for each in printed)


def responses(name: str = "", description: str = "The answer.") -> dict[int | str, dict[str, Any]]:
    """Describe the responses of a route: an answer with a schema, or a problem."""
    schema = json.loads(schema_text(name)) if name else {"type": "object"}
    schema.pop("$schema", None)
    return described_responses(description, JSON_TYPE, schema)


def markdown_responses(description: str) -> dict[int | str, dict[str, Any]]:
    """Describe the responses of a route that returns Markdown, or a problem."""
    return described_responses(description, MARKDOWN_TYPE, {"type": "string"})


def described_responses(
    description: str, media_type: str, schema: dict[str, Any]
) -> dict[int | str, dict[str, Any]]:
    """Describe the responses of a route: an answer of a media type, or a problem."""
    problem = {"content": {PROBLEM_TYPE: {"schema": _PROBLEM_SCHEMA}}}
    return {
        200: {"description": description, "content": {media_type: {"schema": schema}}},
        304: {"description": "The client has this answer."},
        "4XX": {"description": "The request has an error.", **problem},
        "5XX": {"description": "The server cannot answer now.", **problem},
    }
