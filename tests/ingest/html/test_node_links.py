"""Nodes that move in a tree stay linked: to siblings, in document order, and to their parent."""

import pytest

from wikisearch.ingest.extract.entries.declaration_lines import split_declarations
from wikisearch.ingest.html.element import Element
from wikisearch.ingest.html.node_links import wrap_nodes
from wikisearch.ingest.html.tree_builder import build_tree


def in_order(element):
    """All nodes below an element in document order, after checks of the links of siblings."""
    before = None
    for node in element.contents:
        assert node.parent is element
        assert node.previous_sibling is before
        assert before is None or before.next_sibling is node
        before = node
        yield node
        if isinstance(node, Element):
            yield from in_order(node)
    assert before is None or before.next_sibling is None


def check(tree):
    before = tree.soup
    for node in in_order(tree.soup):
        assert node.previous_element is before
        assert before.next_element is node
        before = node
    assert before.next_element is None


HEADINGS = {
    "with words": "<h1><span>Class</span><div>Gauge</div></h1><p>Measures.</p>",
    "without words": "<h1><div>Gauge</div></h1><p>Measures.</p>",
    "two parts": "<section><h2>Class <div>Gauge</div><div>Depth</div></h2></section><p>End.",
}


@pytest.mark.parametrize("html", HEADINGS.values(), ids=HEADINGS)
def test_the_parts_of_a_heading_are_linked(html):
    check(build_tree(html.encode()))


@pytest.mark.parametrize("before", ["", "Declarations:\n", "(", "Declarations:\n("])
@pytest.mark.parametrize("around", ["<div>{}</div><p>End.</p>", "{}", "<p>Start.</p>{}"])
def test_the_parts_of_declarations_are_linked(before, around):
    lines = "\n".join(f"(<em id={name}>{name}</em> series)" for name in ("lag", "lead", "mean"))
    tree = build_tree(around.format(f"<pre>{before}{lines}</pre>").encode())
    split_declarations(tree)
    check(tree)
    nodes = tree.soup.descendants
    assert sum(isinstance(node, Element) and node.name == "pre" for node in nodes) >= 3


@pytest.mark.parametrize(("start", "end"), [(0, 1), (0, 3), (1, 2), (1, 3), (2, 3)])
def test_nodes_are_linked_in_a_new_element_around_them(start, end):
    tree = build_tree(b"<div><p>A<p>B<p>C</div><p>D")
    [block] = tree.by_name["div"]
    wrap_nodes(block.contents[start:end], "section")
    assert len(block.contents) == 3 - (end - start) + 1
    check(tree)
