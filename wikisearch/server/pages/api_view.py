"""The OpenAPI description of the API -> the values of a page for people."""

from collections.abc import Mapping
from typing import Any, NamedTuple


class ShownParameter(NamedTuple):
    """A parameter of an operation."""

    name: str
    kind: str
    """Its type, with its values or its range: `integer, 0 to 50`."""

    default: str
    """Its default, or an empty string."""

    description: str
    is_required: bool


class ShownOperation(NamedTuple):
    """A path of the API; all take GET."""

    path: str
    id: str
    """Anchor on the page."""

    description: str
    parameters: tuple[ShownParameter, ...]
    answer: str
    """What a successful answer is."""


def api_values(openapi: Mapping[str, Any]) -> dict[str, Any]:
    """List the operations of an OpenAPI description, in its order."""
    schemas = openapi.get("components", {}).get("schemas", {})
    return {
        "operations": [
            _operation(path, methods["get"], schemas) for path, methods in openapi["paths"].items()
        ]
    }


def _operation(
    path: str, operation: Mapping[str, Any], schemas: Mapping[str, Any]
) -> ShownOperation:
    return ShownOperation(
        path=path,
        id=operation["operationId"],
        description=operation.get("description", ""),
        parameters=tuple(_parameter(each, schemas) for each in operation.get("parameters", ())),
        # Descriptions are Markdown; the only markup they have is code.
        answer=operation["responses"].get("200", {}).get("description", "").replace("`", ""),
    )


def _parameter(parameter: Mapping[str, Any], schemas: Mapping[str, Any]) -> ShownParameter:
    schema = parameter["schema"]
    default = schema.get("default")
    return ShownParameter(
        name=parameter["name"],
        kind=_kind(schema, schemas),
        default="" if default in (None, "", []) else str(default).lower(),
        description=parameter.get("description", ""),
        is_required=parameter.get("required", False),
    )


def _kind(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> str:
    """Describe the values of a schema in a few words."""
    if "$ref" in schema:
        return _kind(schemas[schema["$ref"].rpartition("/")[2]], schemas)
    if "anyOf" in schema:
        kinds = (_kind(each, schemas) for each in schema["anyOf"])
        return " or ".join(kind for kind in kinds if kind != "null")
    if "enum" in schema:
        return " or ".join(map(str, schema["enum"]))
    kind = str(schema.get("type", "string"))
    if kind == "array":
        return f"{_kind(schema['items'], schemas)}, may be repeated"
    if "minimum" in schema and "maximum" in schema:
        return f"{kind}, {schema['minimum']:,} to {schema['maximum']:,}"
    return f"{kind}, at most {schema['maxLength']:,} characters" if "maxLength" in schema else kind
