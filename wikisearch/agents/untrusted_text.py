"""Text of pages -> text that cannot deceive a model by what it does not show, or leave its marks.

A page may come from a stranger. What a reader does not see, a model must not read: control
characters, changes of direction, and the invisible characters that can spell a hidden text.
"""

import re
from urllib.parse import quote

_INVISIBLE = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters, but tabs and line ends
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    "\ud800-\udfff"
)
"""Characters that Unicode calls default-ignorable, lone surrogates, and control characters.

The joiners U+200C and U+200D and the variation selectors U+FE00 to U+FE0F are not among them:
Persian, Indic scripts and emoji need them.
"""
_NEEDED_IN_PAIRS = "([\u200c\u200d\ufe00-\ufe0f]{2})[\u200c\u200d\ufe00-\ufe0f]+"
"""More than two of the invisible characters that stay; no script needs them in a row."""

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_removed = re.compile(f"[{_INVISIBLE}]").sub
_reduced = re.compile(_NEEDED_IN_PAIRS).sub
_HIDDEN = re.compile(f"[\n\t{_INVISIBLE}]|{_NEEDED_IN_PAIRS}")

_MARK = "untrusted_wiki_text"
_BEGINNING, _END = f"<{_MARK}>\n", f"\n</{_MARK}>"
_BRACKETS = "<＜﹤‹〈⟨"
_LIKE_A_MARK = re.compile(
    rf"[{_BRACKETS}](?=(?:[^\w{_BRACKETS}]|_)*untrusted[\W_]*wiki[\W_]*text|\|[^\s|<>]+\|>)",
    re.IGNORECASE,
)
"""Also the form of most control tokens of models: `<|name|>`. Of many brackets, the last counts."""


def cleaned(text: str) -> str:
    """Remove characters that a reader does not see; line ends become newlines."""
    if text.isascii() and text.isprintable():
        return text
    return _reduced(r"\1", _removed("", _LINE_ENDS.sub("\n", text)))


def on_one_line(text: str) -> str:
    """Remove the same characters and marks, and put the text on one line."""
    return " ".join(without_marks(cleaned(text)).split())


def visible_id(page_id: str) -> str:
    """Percent-encode what other texts lose: `fetch` takes the result."""
    return _LIKE_A_MARK.sub(_quoted, _HIDDEN.sub(_quoted, page_id))


def without_marks(text: str) -> str:
    """Encode the bracket of whatever looks like a mark of untrusted text, or a control token."""
    return _LIKE_A_MARK.sub("&lt;", text)


def marked(text: str) -> str:
    """Put a text between the marks; `without_marks` has encoded those that it contains."""
    return f"{_BEGINNING}{text}{_END}"


def _quoted(found: re.Match[str]) -> str:
    return quote(found[0], errors="replace")
