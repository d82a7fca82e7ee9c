"""Related terms over a real index: by links, by shared links, by text."""

import json
from contextlib import contextmanager
from importlib.resources import files

import jsonschema
import pytest

import wikisearch
from wikisearch.analysis import Analyzer
from wikisearch.engines.registry import engine_named
from wikisearch.render.json import related_json
from wikisearch.search import IndexView, SiteMetadata
from wikisearch.search.config import DEFAULT_CONFIG, RelatedConfig
from wikisearch.storage.generations import open_generation


def link(*names):
    return " ".join(f"<a href={name}.html>{name}</a>" for name in names)


PAGES = {
    "hub": f"A start. {link('twin', 'far')}",
    "twin": f"The other. {link('hub', 'shared', 'noise')}",
    "far": "Only linked to.",
    "fan": f"Links here. {link('hub')}",
    "shared": f"Linked with what others are linked with. {link('fan')}",
    "noise": "Nothing at all.",
    "spin": "Quarks and gluons and hadrons spin in the lattice.",
    "charm": "Quarks and gluons and hadrons charm the lattice.",
    "alone": "Zebra.",
}


@pytest.fixture(scope="module", params=["whoosh", "tantivy"])
def index(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("related")
    (folder / "wiki").mkdir()
    for name, body in PAGES.items():
        text = f"<html lang=en><title>{name}</title><main><h1>{name.title()}</h1><p>{body}</main>"
        (folder / "wiki" / f"{name}.html").write_text(text, encoding="utf-8")
    with wikisearch.build(folder / "wiki", folder / "index", engine=request.param) as opened:
        yield opened


def relations(index, term, **options):
    return {each.id: [*map(str, each.relations)] for each in index.related(term, **options)}


def test_each_related_term_has_its_relations(index):
    found = relations(index, "hub")
    assert list(found)[:1] == ["twin"]
    assert found["twin"][0] == "linked_both_ways"
    assert found["far"][0] == "linked_to"
    assert found["fan"][0] == "linked_from"
    assert "shared_links" in found["shared"]
    assert "hub" not in found


def test_linked_pages_come_before_pages_that_share_links(index):
    order = list(relations(index, "hub"))
    assert max(map(order.index, ("twin", "far", "fan"))) < order.index("shared")


def test_shared_links_are_counted(index):
    shared = {each.id: each.shared for each in index.related("hub")}
    assert shared["shared"] == 2  # twin links to it, and it links to fan
    assert shared["far"] == 0


def test_text_alone_relates_terms_that_are_not_linked(index):
    assert relations(index, "spin") == {"charm": ["alike"]}


def test_a_term_with_nothing_in_common_has_no_related_terms(index):
    assert index.related("alone") == ()


def test_a_term_may_be_given_by_title_and_the_limit_counts_terms(index):
    assert [each.id for each in index.related("Hub", limit=1)] == ["twin"]
    assert index.related("hub", limit=0) == ()


def test_an_unknown_term_and_a_limit_out_of_range_are_errors(index):
    with pytest.raises(wikisearch.TermNotFoundError, match="nowhere"):
        index.related("nowhere")
    with pytest.raises(wikisearch.OptionError, match="limit"):
        index.related("hub", limit=-1)


def test_the_most_related_terms_come_first(index):
    scores = [each.score for each in index.related("hub")]
    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0


def test_a_directory_of_all_pages_relates_none_of_them(tmp_path):
    names = [f"page{number}" for number in range(60)]
    (tmp_path / "wiki").mkdir()
    texts = dict.fromkeys(names, f"Word. {link('page0')}") | {"all": link(*names)}
    for name, body in texts.items():
        text = f"<html lang=en><title>{name}</title><main><h1>{name}</h1><p>{body}</main>"
        (tmp_path / "wiki" / f"{name}.html").write_text(text, encoding="utf-8")
    with wikisearch.build(tmp_path / "wiki", tmp_path / "index") as index:
        found = relations(index, "page1", limit=100)
    assert found["page0"][0] == "linked_to"
    assert "all" not in found


@pytest.mark.parametrize("term", ["hub", "spin", "alone"])
def test_the_json_conforms_to_the_schema(index, term):
    text = files("wikisearch.render").joinpath("related.schema.json").read_text("utf-8")
    schema = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(schema)
    answer = json.loads(related_json(index.page(term), 10, index.related(term)))
    jsonschema.Draft202012Validator(schema).validate(answer)
    reasons = schema["$defs"]["related_term"]["properties"]["relations"]["items"]["enum"]
    assert reasons == [str(relation) for relation in wikisearch.Relation]


@contextmanager
def finder_of(index, config):
    generation = open_generation(index.directory)
    with engine_named(index.manifest.engine).open(generation.path) as reader:
        site = SiteMetadata(generation.path)
        ranking = DEFAULT_CONFIG._replace(related=config)
        yield IndexView(reader, Analyzer(), site, ranking).related_finder
    generation.close()


@pytest.mark.parametrize("most", [1, 2, 5_000])
def test_the_rarest_terms_of_a_text_are_compared_however_few_postings_may_be_read(index, most):
    with finder_of(index, RelatedConfig(max_postings=most)) as finder:
        assert [each.id for each in finder.related(index.page("spin"), 10)] == ["charm"]


def test_pages_that_are_linked_are_found_without_a_look_at_their_texts(index):
    with finder_of(index, RelatedConfig()) as finder:
        linked = finder.linked("hub", 10)
        assert finder.linked("spin", 10) == ()
    reasons = relations(index, "hub")
    assert linked[0].id == "twin"
    assert {each.id for each in linked} == {"twin", "far", "fan"}
    assert all([*map(str, each.relations)] == reasons[each.id][:1] for each in linked)
