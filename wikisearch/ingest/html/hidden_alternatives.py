"""A place whose words a script chooses -> the words that it shows if nothing is chosen.

A manual for several systems hides all alternatives: `<span><span hidden class=mac>Command</span>
<span hidden id=default>Ctrl</span></span>`.
"""

import re
from dataclasses import dataclass, field

_SPAN = re.compile(rb"<(/?)span(?=[\s>/])([^<>]*)>", re.IGNORECASE)
_HIDDEN = re.compile(
    rb"\shidden(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?(?=[\s/]|$)", re.IGNORECASE
)
_DEFAULT = re.compile(rb"\s(?:id|class)\s*=\s*[\"']?default", re.IGNORECASE)
_CANDIDATE = re.compile(rb"<span[^<>]*>\s*<span[^<>]*\shidden", re.IGNORECASE)


@dataclass(slots=True)
class _Span:
    """An open `<span>`."""

    start: int
    attributes: tuple[int, int]
    """Where its attributes begin and end."""
    is_hidden: bool
    is_default: bool
    has_text: bool = False
    """Whether it has anything but hidden spans."""
    hidden: list["_Span"] = field(default_factory=list)
    """The hidden spans directly in it."""


def with_alternatives(markup: bytes) -> bytes:
    """Show the default of each span that contains only hidden spans; all of them if none is."""
    if _CANDIDATE.search(markup) is None:
        return markup
    parts: list[bytes] = []
    end = 0
    for start, stop, replacement in sorted(_replacements(markup)):
        parts += markup[end:start], replacement
        end = stop
    return b"".join((*parts, markup[end:]))


def _replacements(markup: bytes) -> list[tuple[int, int, bytes]]:
    """List the start tags of the spans that are to be shown, and what replaces them."""
    found: list[tuple[int, int, bytes]] = []
    stack: list[_Span] = []
    end = 0
    for tag in _SPAN.finditer(markup):
        if stack and not stack[-1].has_text and not markup[end : tag.start()].isspace():
            stack[-1].has_text = tag.start() > end
        end = tag.end()
        if not tag[1]:
            attributes = tag[2]
            is_hidden = _HIDDEN.search(attributes) is not None
            is_default = is_hidden and _DEFAULT.search(attributes) is not None
            stack.append(_Span(tag.start(), tag.span(2), is_hidden, is_default))
        elif stack:
            span = stack.pop()
            if span.hidden and not span.has_text:
                shown = [each for each in span.hidden if each.is_default][:1] or span.hidden
                found += [_shown(markup, each, is_first=each is shown[0]) for each in shown]
            if stack and span.is_hidden:
                stack[-1].hidden.append(span)
            elif stack:
                stack[-1].has_text = True
    return found


def _shown(markup: bytes, span: _Span, *, is_first: bool) -> tuple[int, int, bytes]:
    start, stop = span.attributes
    attributes = _HIDDEN.sub(b"", markup[start:stop])
    return span.start, stop, (b"<span" if is_first else b" <span") + attributes
