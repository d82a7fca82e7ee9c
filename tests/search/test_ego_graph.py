"""The graph around a term: its nodes, its edges, and their limits."""

import itertools

import pytest

import wikisearch
from wikisearch import OptionError, Relation, TermNotFoundError

LINKS = {"ant": ["bee"], "bee": ["cat", "ant"], "cat": ["dog"], "dog": [], "elk": []}
WORDS = {"ant": "soil", "bee": "honey", "cat": "milk", "dog": "bone", "elk": "antler"}


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("graph")
    source = folder / "source"
    source.mkdir()
    for name, targets in LINKS.items():
        links = " ".join(f'<a href="{target}.html">{target}</a>' for target in targets)
        text = f"<main><h1>{name}</h1><p>{WORDS[name]} {links}</p></main>"
        (source / f"{name}.html").write_text(text, "utf-8")
    with wikisearch.build(source, folder / "index", workers=1) as index:
        yield index


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    with wikisearch.build("corpus", tmp_path_factory.mktemp("corpus") / "index") as index:
        yield index


def test_the_term_is_in_the_center_and_direct_neighbours_are_around_it(index):
    graph = index.graph("ant")
    depths = {node.id: node.depth for node in graph.nodes}
    assert graph.nodes[0].id == "ant"
    assert depths["ant"] == 0
    assert depths["bee"] == 1
    assert "elk" not in depths
    [edge] = [each for each in graph.edges if {each.source, each.target} == {"ant", "bee"}]
    assert edge.relations == index.related("ant")[0].relations


def test_a_deeper_graph_has_the_neighbours_of_neighbours(index):
    shallow, deep = index.graph("ant", depth=1), index.graph("ant", depth=2)
    assert {node.id for node in shallow.nodes} < {node.id for node in deep.nodes}
    assert {node.id: node.depth for node in deep.nodes}["dog"] == 2
    pairs = {(each.source, each.target): each.relations for each in deep.edges}
    assert Relation.LINKED_TO in pairs["cat", "dog"] or Relation.LINKED_FROM in pairs["dog", "cat"]


@pytest.mark.parametrize(("depth", "limit"), list(itertools.product((1, 2), (1, 2, 30, 80))))
def test_edges_join_the_nodes_and_each_pair_once(corpus, depth, limit):
    graph = corpus.graph("rag", depth=depth, limit=limit)
    assert len(graph.nodes) == limit
    ids = [node.id for node in graph.nodes]
    pairs = [frozenset((edge.source, edge.target)) for edge in graph.edges]
    assert len(set(ids)) == len(ids)
    assert len(set(pairs)) == len(pairs)
    assert set().union(*pairs) <= set(ids)
    assert all(len(pair) == 2 for pair in pairs)
    assert all(edge.relations for edge in graph.edges)
    closeness = [node.closeness for node in graph.nodes[1:]]
    assert closeness == sorted(closeness, reverse=True)
    assert all(0 < each <= 1 for each in closeness)
    assert graph == corpus.graph("rag", depth=depth, limit=limit)


def test_every_node_is_reached_within_the_depth(corpus):
    for node in corpus.graph("rag", depth=2, limit=80).nodes:
        assert node.depth <= 2
    graph = corpus.graph("rag", depth=1, limit=80)
    joined = {edge.target for edge in graph.edges if edge.source == "rag"}
    assert joined == {node.id for node in graph.nodes[1:]}


def test_a_wrong_term_depth_or_limit_is_an_error(index):
    with pytest.raises(TermNotFoundError):
        index.graph("elephant")
    for wrong in ({"depth": 0}, {"depth": 3}, {"limit": 0}, {"limit": 81}):
        with pytest.raises(OptionError, match=next(iter(wrong))):
            index.graph("ant", **wrong)


def test_terms_around_a_neighbour_are_linked_with_it(index):
    graph = index.graph("ant", depth=2)
    relations = {(each.source, each.target): each.relations for each in graph.edges}
    assert relations["cat", "dog"] == (Relation.LINKED_TO,)
