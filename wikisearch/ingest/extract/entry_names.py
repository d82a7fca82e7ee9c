"""The first line of an entry, and its address -> its name."""

import re

LONGEST_NAME = 100
_WORD = re.compile(r"[\w$.~-]*\w[!?']*")
_CODE = re.compile(r"[(\[{<=:]|->")
"""Signs of a signature, as opposed to a term."""
_HEAD_END = re.compile(r"[(\[{<=:]")
_NOT_IN_SLUGS = re.compile(r"[\W_]+")


def name_by_address(line: str, address: str) -> str:
    """Return the part of a line that its address names; empty if it names none.

    `def lag(a, b)` with the address `method-lag` is `lag`; a line without a signature is a name as
    a whole: `Neap tide` with the address `neap-tide`.
    """
    slug = _slug(line)
    if slug and slug == _slug(address):
        return line
    if _CODE.search(line) is None:
        return line if _ends_with(address, line) else ""
    words = _WORD.findall(line)
    return next((word for word in words if _is_named(word, address)), "")


def short_name(line: str, address: str) -> str:
    """Name a signature that is too long: by its address, else by the last word before its signs."""
    words = _WORD.findall(_HEAD_END.split(line, maxsplit=1)[0])
    name = name_by_address(line, address) or (words[-1] if words else "")
    return name if name and len(name) <= LONGEST_NAME else address


def _is_named(word: str, address: str) -> bool:
    if len(word) > 1 and address.startswith(word) and not address[len(word) :][:1].isalnum():
        return True
    return _ends_with(address, word)


def _ends_with(address: str, word: str) -> bool:
    """Return whether an address ends with a word, after a sign or capitals: `VALlag`."""
    if len(word) < 2 or not address.endswith(word):  # noqa: PLR2004 - a letter names nothing
        return False
    prefix = address[: -len(word)]
    return not prefix or not prefix[-1].isalnum() or prefix.isupper()


def _slug(text: str) -> str:
    return _NOT_IN_SLUGS.sub("", text.casefold())
