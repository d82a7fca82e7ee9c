"""The properties at the top of a Markdown file, as Obsidian, MkDocs, Jekyll and Hugo write them."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import yaml

_BLOCK = re.compile(
    r"\A\ufeff?(---|\+\+\+)[ \t]*\r?\n(.*?)^\1[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE
)
_MAX_LENGTH = 1 << 14
"""Characters; longer properties are ignored."""
_MAX_VALUES = 100
"""Values of one property."""


class FrontMatter(NamedTuple):
    """What the properties of a page declare."""

    title: str = ""
    aliases: tuple[str, ...] = ()
    category: str = ""
    language: str = ""


def split_front_matter(text: str) -> tuple[FrontMatter, str]:
    """Return the properties of a page, and the text below them; damaged properties are ignored."""
    block = _BLOCK.match(text)
    if block is None:
        return FrontMatter(), text
    values = _parsed(block[2], is_toml=block[1] == "+++") if len(block[2]) <= _MAX_LENGTH else {}
    # In Hugo, aliases are old addresses.
    aliases = (name for name in _texts(values, "aliases", "alias") if not name.startswith("/"))
    categories = _texts(values, "category", "categories", "tags", "tag", "keywords")
    return FrontMatter(
        next(_texts(values, "title"), ""),
        tuple(dict.fromkeys(aliases)),
        next((name for each in categories if (name := each.lstrip("#"))), ""),
        next(_texts(values, "lang", "language"), ""),
    ), text[block.end() :]


def _parsed(block: str, *, is_toml: bool) -> Mapping[str, Any]:
    try:
        # All values are text for this loader: it runs no code, and reads `2024` and `yes` as such.
        found = tomllib.loads(block) if is_toml else yaml.load(block, yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(name).lower(): value for name, value in found.items()}


def _texts(values: Mapping[str, Any], *names: str) -> Iterator[str]:
    """Yield the values of some properties; each is a list, or a text with commas in it."""
    for name in names:
        value = values.get(name)
        several = value if isinstance(value, list) else [value]
        if isinstance(value, str) and name not in ("title", "category", "lang", "language"):
            several = value.split(",")
        for each in several[:_MAX_VALUES]:
            if isinstance(each, str) and (text := " ".join(each.split())):
                yield text
