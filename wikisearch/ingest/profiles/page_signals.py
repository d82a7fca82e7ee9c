"""What identifies the pages of one site generator."""

import re
from dataclasses import dataclass

from wikisearch.ingest.html.plain_text import heading_text
from wikisearch.ingest.html.selectors import Selector
from wikisearch.ingest.html.tree import Tree


@dataclass(frozen=True, slots=True)
class PageSignals:
    """What identifies a page of one kind: one of these is enough."""

    generator: str = ""
    """Regular expression for the content of `<meta name="generator">`."""
    selectors: tuple[Selector, ...] = ()
    headings: tuple[str, ...] = ()
    """Headings, in lower case, that only pages of this kind have."""

    def match(self, tree: Tree) -> str:
        """Return which signal a page has, in words for the reader; empty if it has none."""
        if not (self.generator or self.selectors or self.headings):
            return "it fits every page"
        generators = _generators(tree) if self.generator else []
        for name in generators:
            if re.search(self.generator, name, re.IGNORECASE):
                return f'generator "{name}" matches "{self.generator}"'
        for selector in self.selectors:
            if next(selector.select(tree), None) is not None:
                return f'selector "{selector.css}" finds something'
        return self._match_heading(tree)

    def _match_heading(self, tree: Tree) -> str:
        if self.headings:
            for rank in "23":
                for heading in tree.by_name.get(f"h{rank}", ()):
                    text = heading_text(heading)
                    if text.lower() in self.headings:
                        return f'heading "{text}"'
        return ""


def _generators(tree: Tree) -> list[str]:
    return [
        meta.attrs.get("content", "")
        for meta in tree.by_name.get("meta", ())
        if meta.attrs.get("name", "").lower() == "generator"
    ]
