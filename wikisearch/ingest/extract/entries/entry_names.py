"""The first line of an entry, and its address -> its name."""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from urllib.parse import unquote

MAX_NAME_LENGTH = 100
_WORD = re.compile(r"(?<![\w$.~-])[\w$.~-]*\w[!?']*")
_CODE = re.compile(r"[(\[{<=:]|->")
"""Signs of a signature, as opposed to a term."""
_HEAD_END = re.compile(r"[(\[{<=:]")
_KEYWORD = re.compile(
    r"(?:(?:abstract|async|class|const|constructor|data|def|destructor|enum|extern|final|fn|fun|"
    r"func|function|implicit|instance|interface|lazy|macro|method|module|namespace|newtype|object|"
    r"override|package|private|proc|procedure|property|protected|public|record|sealed|static|struct|sub|template|trait|type|typedef|"
    r"union|val|var|virtual|void)\s+|template\s?<[^<>]{1,200}>\s*)+(?=\S|$)"
)
"""What a declaration begins with in most programming languages."""
_FIRST = re.compile(r"[^\s(]+")
_OPERATOR = re.compile(r"[^\w\s()\[\]{}]+")
_TYPED = re.compile(r"([^\W\d]\w*):\s")
"""A name before its type: "depth: Depth"."""
_FORM = re.compile(r"(?:[^\W\d_][\w -]{0,30}:\s*)?\(\s*([^\s()\[\]]+)")
"""A call in Lisp, and what it is: "procedure: (lag series)"."""
_LABELED = re.compile(r"[a-z][\w -]{0,30}:\s+(\S+)")
"""A name, and what it is: "thread parameter: lag-limit"."""
_TYPE_STARTS = ("(", "[", ":")
_NOT_IN_SLUGS = re.compile(r"[\W_]+")
_ESCAPES = (
    (re.compile(r"-([2-7][0-9A-F])"), 16),  # RDoc
    (re.compile(r"-(\d{2,3})-"), 10),  # Haddock
    (re.compile(r"_00([0-9a-f]{2})"), 16),  # Texinfo
    (re.compile(r"~([0-9a-f]{2})"), 16),  # Scribble
)
"""How generators write the signs of a name in its address: `empty-3F` is `empty?`."""


_LINE_ADDRESS = re.compile(r"\D{0,12}\d+(?:-\d+)?")


def is_line_address(address: str) -> bool:
    """Return whether an address is that of a line of code, or of a token: `L12`, `cb1-12`."""
    return _LINE_ADDRESS.fullmatch(address) is not None


def name_by_address(line: str, address: str) -> str:
    """Return the part of a line that its address names; empty if it names none.

    `def lag(a, b)` with the address `method-lag` is `lag`; a line without a signature is a name as
    a whole: `Neap tide` with the address `neap-tide`.
    """
    slug = _slug(line)
    if slug and slug == _slug(address):
        return line
    if " " in address and line.startswith(f"{address} "):
        return address
    keyword = _KEYWORD.match(line)
    if keyword is None and _CODE.search(line) is None:
        return line if any(_ends_with(each, line) for each in _spellings(address)) else ""
    spellings = list(_spellings(address))
    start = keyword.end() if keyword is not None else 0
    first = _FIRST.match(line, start)
    if keyword is not None:
        is_words = _CODE.search(line) is None
        if first is not None and is_words and _slug(line[start:]) == _slug(address):
            return first[0]  # the address is `LagextendsGap`, without what it is
        if name := _declared_by_type(line, start, spellings):
            return name
    for word in filter(None, (first and first[0], declared_name(line))):
        if any(_is_last_part(each, word) or _is_sign_of(each, word) for each in spellings):
            return word
    return _named_word(line, spellings)


def _declared_by_type(line: str, start: int, spellings: Sequence[str]) -> str:
    """Return an operator, or a name before its type, if the address goes on with the same type.

    `def +[B](b: B): Set` with the address `+[B](b:B):Set` is `+`, not `Set`.
    """
    operator, typed = _OPERATOR.match(line, start), _TYPED.match(line, start)
    words: list[str] = [typed[1]] if typed is not None else []
    if operator is not None:
        words += [operator[0], operator[0].rstrip(":") or operator[0]]
    for word in words:
        starts = tuple(f"{word}{sign}" for sign in _TYPE_STARTS)
        if any(each.startswith(starts) for each in spellings):
            return word
    return ""


def _named_word(line: str, spellings: Sequence[str]) -> str:
    """Return the word of a line that an address begins or ends with."""
    # What stands before the first sign is the name more often than its type or a parameter.
    before = _words(_HEAD_END.split(line, maxsplit=1)[0])[-1:]
    words = [word for word in _words(line) if not _is_keyword(word)]
    words += [word.rpartition(".")[2] for word in words if "." in word]
    for word in before:
        # An address that begins with a keyword is not that of something with its name.
        fits = _ends_with if _is_keyword(word) else _is_named
        if any(fits(each, word) for each in spellings):
            return word
    for fits in (_ends_with, _begins_with):
        for word in words:
            if any(fits(each, word) for each in spellings):
                return word
    return ""


def _is_keyword(word: str) -> bool:
    return _KEYWORD.match(f"{word} x") is not None


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def is_name_of(text: str, address: str) -> bool:
    """Return whether a link target with this text is what its address names: `t:Lag` is `Lag`."""
    name = text.strip("()` ")
    if not name:
        return False
    if _slug(name) == _slug(address) != "" and not is_declaration(name):
        return True
    return any(
        each == name or _ends_with(each, name) or (each.endswith(name) and not name[0].isalnum())
        for each in _spellings(address)
    )


def declared_name(line: str) -> str:
    """Return the name in a call as Lisp writes it, or after what it is; empty for other lines."""
    match = _FORM.match(line) or _LABELED.fullmatch(line)
    return match[1] if match is not None else ""


def is_declaration(line: str) -> bool:
    """Return whether a line begins with a keyword of a programming language."""
    return _KEYWORD.match(line) is not None


def without_keyword(line: str) -> str:
    """Return what a declaration declares, without the keywords: `class Lag` is `Lag`."""
    keyword = _KEYWORD.match(line)
    return line[keyword.end() :] if keyword is not None else line


def is_signature(line: str) -> bool:
    """Return whether a declaration has parameters, a type or a value as well."""
    return is_declaration(line) and _CODE.search(line) is not None


def short_name(line: str, address: str) -> str:
    """Name a signature that is too long: by its address, else by the last word before its signs."""
    words = _words(_HEAD_END.split(line, maxsplit=1)[0])
    name = name_by_address(line, address) or (words[-1] if words else "")
    return name if name and len(name) <= MAX_NAME_LENGTH else address


def _spellings(address: str) -> Iterator[str]:
    """Yield an address, and what it is without the escapes of each generator."""
    yield address
    if address.endswith("))"):
        address = address.rstrip(")")
        yield address
    if "%" in address and (plain := unquote(address)) != address:
        yield plain
    for pattern, base in _ESCAPES:
        plain = pattern.sub(partial(_character, base=base), address)
        if plain != address:
            yield plain


def _character(escape: re.Match[str], base: int) -> str:
    return chr(int(escape[1], base))


def _is_named(address: str, word: str) -> bool:
    return _begins_with(address, word) or _ends_with(address, word)


def _begins_with(address: str, word: str) -> bool:
    if len(word) < 2 or not address.startswith(word):  # noqa: PLR2004 - a letter names nothing
        return False
    return not address[len(word) :][:1].isalnum()


def _ends_with(address: str, word: str) -> bool:
    """Return whether an address ends with a word, after a sign or capitals: `VALlag`."""
    if len(word) < 2 or not address.endswith(word):  # noqa: PLR2004 - a letter names nothing
        return False
    prefix = address[: -len(word)]
    return not prefix or not prefix[-1].isalnum() or prefix.isupper()


def _is_last_part(address: str, word: str) -> bool:
    """Return whether a word, even a letter or a sign, is the end of an address, after a sign."""
    is_option = word.startswith("-") and any(map(str.isalnum, word))
    return address.endswith(word) and (is_option or not address[: -len(word)][-1:].isalnum())


def _is_sign_of(address: str, word: str) -> bool:
    """Return whether an address is a call of an operator: `[]=(index)`, `-:Depth`."""
    is_sign = not any(map(str.isalnum, word)) and address.startswith(word)
    return is_sign and address[len(word) :][:1] in ("(", ":", "-")


def _slug(text: str) -> str:
    return _NOT_IN_SLUGS.sub("", text.casefold())
