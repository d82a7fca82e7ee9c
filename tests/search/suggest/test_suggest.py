"""Completion over a real index, from Python and from the command line."""

import json
from importlib.resources import files

import jsonschema
import pytest

import wikisearch
from wikisearch.render.json import suggestions_json

PAGES = {
    "ant": "<h1>Ant</h1><p class=aliases>Formica</p><p>See the <a href=antenna.html>feeler</a>.",
    "antenna": "<h1>Antenna</h1><p>What an insect feels with.",
    "bee/honey": "<h1>Honey Bee</h1><p>It has an <a href=../antenna.html>antenna</a>.",
    "emmet": '<title>Emmet</title><meta http-equiv=refresh content="0; url=ant.html">',
}


@pytest.fixture(scope="module", params=["whoosh", "tantivy"])
def index(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("suggest")
    for name, body in PAGES.items():
        (folder / "wiki" / name).parent.mkdir(parents=True, exist_ok=True)
        text = f"<html lang=en><title>{name}</title><main>{body}</main></html>"
        (folder / "wiki" / f"{name}.html").write_text(text, encoding="utf-8")
    with wikisearch.build(folder / "wiki", folder / "index", engine=request.param) as opened:
        yield opened


def test_names_are_completed_with_every_engine(index):
    found = index.suggest("ant")
    assert [each.title for each in found] == ["Ant", "Antenna"]
    assert [each.url for each in index.suggest("bee")] == ["bee/honey.html"]
    assert [(each.id, each.alias) for each in index.suggest("form")] == [("ant", "Formica")]


def test_the_title_of_a_redirect_is_a_name(index):
    assert [(each.id, each.alias) for each in index.suggest("emm")] == [("ant", "emmet")]


def test_more_linked_pages_come_first(index):
    assert [each.title for each in index.suggest("a")] == ["Antenna", "Ant"]


def test_a_limit_out_of_range_is_an_error(index):
    assert len(index.suggest("a", limit=1)) == 1
    for limit in (-1, 99_999_999):
        with pytest.raises(wikisearch.OptionError, match="limit"):
            index.suggest("a", limit=limit)


@pytest.mark.parametrize("typed", ["ant", "form", "hony", "zzz", ""])
def test_the_json_conforms_to_the_schema(index, typed):
    text = files("wikisearch.render").joinpath("suggestions.schema.json").read_text("utf-8")
    schema = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(schema)
    answer = suggestions_json(typed, 10, index.suggest(typed))
    jsonschema.Draft202012Validator(schema).validate(json.loads(answer))
