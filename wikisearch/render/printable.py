"""Text of pages and arguments -> text that cannot control a terminal."""

import re

_BREAKS = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029]+")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_CONTROL_IN_JSON = "[\x7f-\x9f\u2028-\u202e\u2066-\u2069]"
"""Control characters that `json.dumps` does not escape; compiled on first use."""


def printable(text: str) -> str:
    """Put text on one line, without tabs, control characters and changes of direction."""
    return _CONTROL.sub("", _BREAKS.sub(" ", text))


def printable_json(text: str) -> str:
    """Escape the same characters in JSON text; the value stays the same."""
    return re.sub(_CONTROL_IN_JSON, lambda found: f"\\u{ord(found[0]):04x}", text)
