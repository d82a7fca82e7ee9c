"""Alternative names are listed with their sources; the user's settings override them."""

import json
from importlib.resources import files

import jsonschema
import pytest

import wikisearch
from wikisearch.render.json import names_json

PAGES = {
    "rag": "<h1>Lookup Generation</h1><p class=aliases>Grounded Generation</p>"
    "<p>Retrieval-augmented generation (RAG) looks things up.",
    "token": "<h1>Token</h1><p>A piece of text.",
    "one": "<h1>One</h1><p>Text is made of <a href=token.html>word bits</a>.",
    "two": "<h1>Two</h1><p>Text is cut into <a href=token.html>word bits</a>.",
    "three": "<h1>Three</h1><p>Count the <a href=token.html>word bits</a>.",
    "old": '<title>Wordpiece</title><meta http-equiv=refresh content="0; url=token.html">',
}


def built(folder, settings, engine="whoosh"):
    (folder / "wiki").mkdir()
    for name, body in PAGES.items():
        text = f"<html lang=en><title>{name}</title><main>{body}</main></html>"
        (folder / "wiki" / f"{name}.html").write_text(text, encoding="utf-8")
    (folder / "wiki" / "wikisearch.toml").write_text(settings, encoding="utf-8")
    return wikisearch.build(folder / "wiki", folder / "index", engine=engine)


def rows(names):
    return {(each.name, each.means, str(each.source), each.pages) for each in names}


@pytest.fixture(scope="module", params=["whoosh", "tantivy"])
def index(request, tmp_path_factory):
    settings = '[synonyms]\ntoken = ["group"]\n'
    with built(tmp_path_factory.mktemp("names"), settings, request.param) as opened:
        yield opened


def test_every_name_has_its_page_and_its_source(index):
    assert rows(index.names()) == {
        ("Grounded Generation", "Lookup Generation", "alias", 1),
        ("RAG", "Retrieval-augmented generation", "acronym", 1),
        ("rag", "Lookup Generation", "slug", 1),
        ("token", "group", "own", 0),
        ("word bits", "Token", "link", 3),
        ("old", "Token", "redirect", 1),
    }


def test_names_are_in_alphabetical_order(index):
    names = [each.name.lower() for each in index.names()]
    assert names == sorted(names)


OF_A_LINK = {("word bits", "Token", "link", 3)}
OF_THE_PAGE = OF_A_LINK | {("old", "Token", "redirect", 1)}
OF_THE_SYNONYM = {("token", "group", "own", 0)}


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("Token", OF_THE_PAGE | OF_THE_SYNONYM),
        ("token", OF_THE_PAGE | OF_THE_SYNONYM),
        ("word bits", OF_A_LINK),
        ("old", OF_THE_PAGE),
        ("group", OF_THE_SYNONYM),
    ],
)
def test_a_term_may_be_given_by_title_alias_or_id(index, term, expected):
    assert rows(index.names(term)) == expected


def test_a_term_without_other_names_has_none(index):
    assert index.names("Two") == index.names("nowhere") == index.names("") == ()


@pytest.mark.parametrize("term", [None, "Token", "nowhere"])
def test_the_json_conforms_to_the_schema(index, term):
    text = files("wikisearch.render").joinpath("names.schema.json").read_text("utf-8")
    schema = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(schema)
    answer = json.loads(names_json(term, index.names(term)))
    jsonschema.Draft202012Validator(schema).validate(answer)
    sources = schema["$defs"]["name"]["properties"]["source"]["enum"]
    assert sources == [str(source) for source in wikisearch.NameSource]


@pytest.mark.parametrize(
    ("settings", "gone"),
    [
        ("RAG = []", {("RAG", "acronym"), ("rag", "slug")}),
        ('"retrieval augmented generation" = []', {("RAG", "acronym")}),
        ('"word bits" = []', {("word bits", "link")}),
        ('"Word Bits" = ["syllable"]', {("word bits", "link")}),
    ],
)
def test_a_setting_removes_a_mined_name(tmp_path, settings, gone):
    with built(tmp_path, f"[synonyms]\n{settings}\n") as index:
        found = {(each.name, str(each.source)) for each in index.names()}
    everything = {("RAG", "acronym"), ("rag", "slug"), ("word bits", "link")}
    assert found & everything == everything - gone


def test_a_removed_name_finds_nothing(tmp_path):
    with built(tmp_path, "") as index:
        assert str(index.search("word bits")[0].match_type) == "called"
    (tmp_path / "wiki" / "wikisearch.toml").write_text('[synonyms]\n"word bits" = []\n', "utf-8")
    with wikisearch.build(tmp_path / "wiki", tmp_path / "index") as index:
        assert str(index.search("word bits")[0].match_type) == "words"


def test_a_misspelled_name_finds_the_page_of_the_name(tmp_path):
    (tmp_path / "wiki").mkdir()
    pages = {"token": "<h1>Token</h1><p>A piece."} | {
        name: f"<h1>{name}</h1><p>Made of <a href=token.html>lexical pieces</a>, lexical ones."
        for name in ("One", "Two", "Three")
    }
    for name, body in pages.items():
        text = f"<html lang=en><title>{name}</title><main>{body}</main></html>"
        (tmp_path / "wiki" / f"{name}.html").write_text(text, encoding="utf-8")
    with wikisearch.build(tmp_path / "wiki", tmp_path / "index") as opened:
        for typed in ("lexical pieces", "lexical peices"):
            hit = opened.search(typed).hits[0]
            assert (hit.id, hit.match_type) == ("token", "called")
            assert hit.matched_title == "lexical pieces"


def test_names_that_differ_only_in_punctuation_are_equal(tmp_path):
    wiki = tmp_path / "wiki"
    (wiki / "header").mkdir(parents=True)
    pages = {
        "array/~array": "<h1>Taking apart</h1>",
        "array": "<h1>std::array</h1>",
        "header/list": "<h1>Standard library header &lt;list&gt;</h1>",
        "list": "<h1>std::list</h1>",
        "tuple": "<h1>Standard library header &lt;tuple&gt;</h1>",
        **{
            f"note{number}": f"<h1>Note {number}</h1><a href=header/list.html>&lt;list></a>"
            "<a href=list.html>list</a><a href=tuple.html>&lt;tuple></a>"
            "<a href=tuple.html>Tuple-</a>"
            for number in range(3)
        },
    }
    for name, body in pages.items():
        (wiki / f"{name}.html").parent.mkdir(exist_ok=True)
        (wiki / f"{name}.html").write_text(f"<main>{body}<p>{name} has words.</main>")
    with wikisearch.build(wiki, tmp_path / "index") as index:
        found = {(each.name, each.means) for each in index.names()}
    header = "Standard library header <tuple>"
    assert found == {("<tuple>", header), ("tuple", header)}
