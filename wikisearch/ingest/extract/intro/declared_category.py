"""A tree -> the category that a page of any site declares: breadcrumb, metadata, tags."""

import re
from collections.abc import Iterator
from itertools import chain

from wikisearch.ingest.extract.intro.breadcrumbs import is_collection, levels_above
from wikisearch.ingest.extract.lines.labelled_lines import label_of, labelled_values
from wikisearch.ingest.extract.metadata.linked_data import LinkedData
from wikisearch.ingest.extract.metadata.properties import property_values, separated
from wikisearch.ingest.extract.parsed_page import ParsedPage
from wikisearch.ingest.extract.raw_sections import Content
from wikisearch.ingest.extract.words.word_list import word_list
from wikisearch.ingest.html.plain_text import one_line, plain_text
from wikisearch.ingest.html.tree import Tree

_MAX_LENGTH = 60
"""Characters; a longer text is not a category."""
_MAX_TAGS = 200
"""Links with a `rel` that are looked at."""
_MAX_LINKS = 1000
_CATEGORY_PATH = re.compile(r"/categor(?:y|ies)[/:][^/?#]", re.IGNORECASE)
_MAX_AT_END = 3
"""Lines at the end of a page, of which one can have the category."""
CATEGORY_LABELS = word_list("category_fields.txt")
"""Names of a property with the category, at the top of exported notes."""


def declared_category(page: ParsedPage, content: Content, data: LinkedData, title: str) -> str:
    """Return the category from the closest source to the reader; empty if none is declared."""
    tree = page.tree
    candidates = chain(
        levels_above(page, data, title),
        _properties(tree, "article:section"),
        [data.section(title)],
        (values[0] for values in property_values(tree, CATEGORY_LABELS) if values),
        (separated(value)[0] for value in labelled_values(content, CATEGORY_LABELS)),
        _tags(tree),
        _labelled_at_end(content),
        _properties(tree, "article:tag"),
        _category_links(tree),
    )
    first = ""
    for name in candidates:
        if name and len(name) <= _MAX_LENGTH:
            if not is_collection(name):
                return name
            first = first or name
    return first


def _properties(tree: Tree, name: str) -> Iterator[str]:
    """Yield the values of a property in the head of the page."""
    for meta in tree.by_name.get("meta", ()):
        if meta.attrs.get("property", "").lower() == name:
            yield one_line(meta.attrs.get("content", ""))


def _labelled_at_end(content: Content) -> Iterator[str]:
    """Yield the first value in one of the last lines that begins as "Categories:" does."""
    for line in content.last.lines[-_MAX_AT_END:]:
        label, colon, values = line.text.partition(":")
        if colon and line.linked and label_of(label) in CATEGORY_LABELS:
            yield separated(values.strip())[0]


def _category_links(tree: Tree) -> Iterator[str]:
    """Yield the text of the link to the page of a category, if the page has only one of them."""
    links = tree.by_name.get("a", ())[:_MAX_LINKS]
    found = {
        plain_text(link, _MAX_LENGTH + 1)
        for link in links
        if (href := link.attrs.get("href", ""))
        and ("/categor" in href or "/Categor" in href)
        and _CATEGORY_PATH.search(href)
        and not link.dropped
    } - {""}
    if len(found) == 1:
        yield from found


def _tags(tree: Tree) -> Iterator[str]:
    """Yield the links to categories, then those to tags: a post has few of the former."""
    links = [
        (link, set(link.attrs["rel"].lower().split())) for link in tree.with_rel if link.name == "a"
    ]
    tagged = [(link, rel) for link, rel in links[:_MAX_TAGS] if "tag" in rel]
    for link, _ in sorted(tagged, key=lambda pair: "category" not in pair[1]):
        yield plain_text(link, _MAX_LENGTH + 1)
