"""What the OpenAPI document says about answers: the schemas that the package ships."""

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from wikisearch.render.line import Printed
from wikisearch.server.problems import PROBLEM_TYPE

API_PATH = "/api/v1"

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
    problem = {"content": {PROBLEM_TYPE: {"schema": _PROBLEM_SCHEMA}}}
    return {
        200: {"description": description, "content": {"application/json": {"schema": schema}}},
        304: {"description": "The client has this answer."},
        "4XX": {"description": "The request has an error.", **problem},
        "5XX": {"description": "The server cannot answer now.", **problem},
    }
