"""The JSON-LD of a page -> its names, its breadcrumb, its questions and its description."""

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

_MAX_NODES = 2000
"""Values of the data of a page that are looked at."""
_MAX_NAMES = 50
_MAX_NAME_LENGTH = 200


class LinkedData:
    """The nodes of all JSON-LD scripts of a page; scripts that are not valid JSON are ignored."""

    def __init__(self, scripts: list[str]) -> None:
        self._nodes = list(islice(_objects([_parse(script) for script in scripts]), _MAX_NODES))

    def alternate_names(self, title: str) -> tuple[str, ...]:
        """Return the other names of the term that the page is about."""
        return tuple(
            name for node in self._about(title) for name in _texts(node.get("alternateName"))
        )

    def questions(self) -> tuple[str, ...]:
        """Return the questions that the page answers, as on a page of frequent ones."""
        nodes = (node for node in self._nodes if "Question" in _types(node))
        names = (name for node in nodes for name in islice(_texts(node.get("name")), 1))
        return tuple(islice(names, _MAX_NAMES))

    def description(self, title: str) -> str:
        """Return the description of the term that the page is about."""
        found = (text for node in self._about(title) for text in _texts(node.get("description"), 0))
        return next(found, "")

    def breadcrumb(self) -> list[tuple[str, str]]:
        """Return the names and addresses of the first BreadcrumbList, in order."""
        for node in self._nodes:
            items = node.get("itemListElement")
            if "BreadcrumbList" in _types(node) and isinstance(items, list):
                places = [item for item in items[:_MAX_NAMES] if isinstance(item, dict)]
                return [
                    crumb for item in sorted(places, key=_position) if (crumb := _crumb(item))[0]
                ]
        return []

    def section(self, title: str) -> str:
        """Return the first section of the site that the page declares for itself."""
        found = (text for node in self._about(title) for text in _texts(node.get("articleSection")))
        return next(found, "")

    def _about(self, title: str) -> Iterator[dict[str, Any]]:
        """Yield the nodes about the term; others are about the site or its authors."""
        for node in self._nodes:
            names = [*_texts(node.get("name")), *_texts(node.get("headline"))]
            if title.casefold() in map(str.casefold, names):
                yield node


def _parse(script: str) -> Any:
    try:
        return json.loads(script)
    except (ValueError, RecursionError):
        return None


def _objects(values: list[Any]) -> Iterator[dict[str, Any]]:
    """Yield all objects, those of a list or of another object too, without recursion."""
    stack = values[::-1]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            yield value
            stack.extend(reversed(list(value.values())))
        elif isinstance(value, list):
            stack.extend(reversed(value))


def _types(node: dict[str, Any]) -> list[str]:
    return list(_texts(node.get("@type")))


def _texts(value: Any, longest: int = _MAX_NAME_LENGTH) -> Iterator[str]:
    """Yield a text, or the texts of a list, on one line each; `longest` 0 sets no limit."""
    for text in (value if isinstance(value, list) else [value])[:_MAX_NAMES]:
        line = " ".join(text.split()) if isinstance(text, str) else ""
        if line and (not longest or len(line) <= longest):
            yield line


def _position(item: dict[str, Any]) -> float:
    try:
        return float(item.get("position", 0))
    except (TypeError, ValueError, OverflowError):
        return 0


def _crumb(item: dict[str, Any]) -> tuple[str, str]:
    target = item.get("item")
    inner = target if isinstance(target, dict) else {}
    name = next(_texts(item.get("name")), "") or next(_texts(inner.get("name")), "")
    return name, target if isinstance(target, str) else next(_texts(inner.get("@id")), "")
