"""The type of an answer -> its JSON schema, which programs check structured content against."""

from collections.abc import Mapping
from dataclasses import is_dataclass
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from wikisearch.agents.tool_answers import is_required, shown_fields

_NAMES: Mapping[type, str] = {str: "string", int: "integer"}


def answer_schema(kind: type) -> dict[str, Any]:
    """Return the JSON schema of a dataclass, as `answer_value` encodes it."""
    hints = get_type_hints(kind)
    shown = shown_fields(kind)
    return {
        "type": "object",
        "properties": {each.name: _schema(hints[each.name]) for each in shown},
        "required": [each.name for each in shown if is_required(each)],
    }


def _schema(kind: Any) -> dict[str, Any]:
    if is_dataclass(kind):
        return answer_schema(kind)  # type: ignore[arg-type]
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is UnionType:  # a value or None, which is left out
        return _schema(arguments[0])
    if origin is tuple:
        return {"type": "array", "items": _schema(arguments[0])}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _schema(arguments[1])}
    return {"type": _NAMES[kind]}
