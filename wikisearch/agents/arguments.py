"""Arguments of a call, as a model writes them -> values within their limits, and notes.

Models send numbers as texts, names that do not exist, and values out of range. What has one
meaning is taken; a note names what was changed or ignored; only what cannot be guessed is an
error, which names what is allowed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wikisearch.agents.short_text import quoted_value
from wikisearch.agents.untrusted_text import cleaned
from wikisearch.errors import OptionError
from wikisearch.search.suggest.nearest import nearest_names

MAX_TEXT = 2_000
"""Characters of a text argument."""

_MAX_UNKNOWN = 2
"""Unknown arguments that notes name."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a tool, as its JSON schema describes it."""

    name: str
    type: str
    """`string` or `integer`."""

    description: str = ""
    default: int | None = None
    """Default of a number; a text without one is required or empty."""

    minimum: int = 0
    maximum: int | None = None
    is_required: bool = False

    def schema(self) -> dict[str, Any]:
        """Return the JSON schema."""
        schema: dict[str, Any] = {"type": self.type}
        if self.description:
            schema["description"] = self.description
        if self.default is not None:
            schema["default"] = self.default
        if self.maximum is not None:
            schema |= {"minimum": self.minimum, "maximum": self.maximum}
        return schema


@dataclass(frozen=True, slots=True)
class Arguments:
    """Values of all parameters of a call, and notes about those that were changed."""

    values: Mapping[str, str | int]
    notes: tuple[str, ...] = ()

    def text(self, name: str) -> str:
        """Return a text; empty if the call has none."""
        return str(self.values[name])

    def number(self, name: str) -> int:
        """Return a number."""
        return int(self.values[name])


def read_arguments(
    tool: str, parameters: Sequence[Parameter], given: Mapping[str, Any]
) -> Arguments:
    """Read the arguments of a call; raises OptionError if a required one is missing or unusable."""
    names = [each.name for each in parameters]
    unknown = [name for name in given if name not in names]
    notes = [_unknown(name, names) for name in unknown[:_MAX_UNKNOWN]]
    if len(unknown) > _MAX_UNKNOWN:
        notes.append(f"{len(unknown) - _MAX_UNKNOWN:,} more unknown arguments were ignored")
    values: dict[str, str | int] = {}
    for each in parameters:
        value, note = _read(each, given.get(each.name))
        if each.is_required and not value:
            raise OptionError(
                f"{tool}: {each.name}",
                note or "is missing or empty",
                f"arguments of {tool} are {', '.join(names)}",
            )
        values[each.name] = value
        notes += [note] if note else []
    return Arguments(values, tuple(notes))


def did_you_mean(wanted: str, names: Sequence[str], kind: str) -> str:
    """Name the nearest of a few names, or else all of them: a remedy for a wrong one."""
    near = nearest_names(wanted, names, str.casefold)
    return f"did you mean {near[0]}?" if near else f"{kind} are {', '.join(names)}"


def _unknown(name: str, names: Sequence[str]) -> str:
    hint = did_you_mean(name, names, "arguments")
    return f"no argument {quoted_value(name)}, it was ignored; {hint}"


def _read(parameter: Parameter, value: Any) -> tuple[str | int, str]:
    """Return the value of a parameter, and a note if another one was given."""
    if parameter.type == "integer":
        return _number(parameter, value)
    return _text(parameter, value)


def _text(parameter: Parameter, value: Any) -> tuple[str, str]:
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if value is None:
        return "", ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        effect = "" if parameter.is_required else "; it was ignored"
        return "", f"{parameter.name} must be a string, not {quoted_value(value)}{effect}"
    text = cleaned(str(value)).strip()
    if len(text) > MAX_TEXT:
        return text[:MAX_TEXT], f"{parameter.name} was cut after {MAX_TEXT:,} characters"
    return text, ""


def _number(parameter: Parameter, value: Any) -> tuple[int, str]:
    default = parameter.default or 0
    if value is None:
        return default, ""
    try:
        number = default if isinstance(value, bool) else int(float(value))
        is_number = not isinstance(value, bool)
    except (TypeError, ValueError, OverflowError):
        number, is_number = default, False
    if not is_number:
        return default, (
            f"{parameter.name} must be an integer, not {quoted_value(value)}; {default} was used"
        )
    highest = number if parameter.maximum is None else parameter.maximum
    clamped = max(parameter.minimum, min(number, highest))
    if clamped != number:
        limit = "least" if clamped > number else "most"
        return clamped, f"{parameter.name} is at {limit} {clamped:,}; {clamped} was used"
    return number, ""
