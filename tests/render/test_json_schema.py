"""`wikisearch query --json` conforms to the published schema, and the schema is strict."""

import copy
import json
from importlib.resources import files

import jsonschema
import pytest

import wikisearch
from wikisearch.model.request import SearchRequest, Sort
from wikisearch.model.results import MatchType

PAGE = """<html lang="en"><title>{title}</title><main><p class="category">Insects</p>
<h1>{title}</h1><p class="aliases">{alias}</p><p class="definition">{title} is an insect with six
legs.</p><h2>Deep Dive</h2><h3>Its <em>Nest</em> & More {title}</h3><p>A nest of {title} is a work
of art &lt;i&gt;.</p></main></html>"""

PAGES = {
    "ant": ("Ant", "Formica"),
    "bee": ("Bee", "Apis"),
    "été": ("Café Fly", ""),
}

EXAMPLES = {
    "found": ("nest", {}),
    "no sections": ("nest", {"sections": 0}),
    "no snippets": ("nest", {"snippets": False}),
    "title": ("ant", {}),
    "alias": ("apis", {}),
    "folded": ("cafe-fly", {}),
    "heading": ("its nest more ant", {}),
    "not found": ("elephant", {}),
    "empty": ("", {}),
    "relaxed": ("nest elephant", {}),
    "explained": ('nest OR "six legs" -bee for* leegs~', {"explain": True}),
    "warned": ("nest ( foo:bar", {}),
    "none shown": ("nest", {"limit": 0}),
    "next page": ("nest", {"limit": 1, "offset": 1}),
    "markup": ("<i>", {}),
    "counted": ("nest", {"facets": ("category",), "filters": {"category": ("Insects",)}}),
    "sorted": ("nest", {"sort": Sort.TITLE}),
}


@pytest.fixture(scope="module")
def validator():
    text = files("wikisearch.render").joinpath("results.schema.json").read_text("utf-8")
    schema = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("schema")
    (folder / "source").mkdir()
    for name, (title, alias) in PAGES.items():
        html = PAGE.format(title=title, alias=alias)
        (folder / "source" / f"{name}.html").write_text(html, encoding="utf-8")
    with wikisearch.build(folder / "source", folder / "index") as opened:
        yield opened


def answer(index, name, *, flat=False):
    query, options = EXAMPLES[name]
    return json.loads(index.answer(SearchRequest(query, **options)).to_json(flat=flat))


@pytest.mark.parametrize("flat", [False, True], ids=["terms", "flat"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_kind_of_answer_is_valid(index, validator, name, flat):
    validator.validate(answer(index, name, flat=flat))


def test_each_example_is_of_its_kind(index):
    for name in ("title", "alias", "folded", "heading"):
        assert answer(index, name)["results"][0]["match_type"] == name
    assert answer(index, "not found")["results"] == []
    assert answer(index, "relaxed")["relaxed"]
    assert answer(index, "relaxed")["results"][0]["match_type"] == "some_words"
    assert answer(index, "explained")["results"][0]["explain"]["parts"]
    assert answer(index, "warned")["warnings"]
    assert answer(index, "found", flat=True)["results"][0]["page"]
    assert answer(index, "next page")["offset"] == 1
    assert answer(index, "counted")["facets"] == {"category": [{"value": "Insects", "count": 3}]}
    assert "facets" not in answer(index, "found")


def test_every_match_type_is_in_the_schema(validator):
    assert validator.schema["$defs"]["match_type"]["enum"] == [str(kind) for kind in MatchType]


def test_everything_in_the_schema_has_a_description(validator):
    def undescribed(schema, path):
        for name, part in schema.get("properties", {}).items():
            if "$ref" in part:
                part = validator.schema["$defs"][part["$ref"].rpartition("/")[2]] | part  # noqa: PLW2901
            if "description" not in part:
                yield f"{path}.{name}"
            if "parts" not in part.get("properties", {}):  # it holds itself
                yield from undescribed(part, f"{path}.{name}")

    definitions = validator.schema["$defs"]
    assert all("description" in part for part in definitions.values())
    assert not list(undescribed(validator.schema, ""))
    assert not [
        missing for name, part in definitions.items() for missing in undescribed(part, name)
    ]


def objects(value, path=()):
    """Yield every object in a JSON value, with its path."""
    if isinstance(value, dict):
        yield path
    if isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, inner in pairs:
            yield from objects(inner, (*path, key))


def at(value, path):
    for key in path:
        value = value[key]
    return value


@pytest.mark.parametrize("flat", [False, True], ids=["terms", "flat"])
def test_an_extra_or_missing_field_or_another_type_is_not_valid(index, validator, flat):
    valid = answer(index, "explained", flat=flat)
    for path in objects(valid):
        changed = copy.deepcopy(valid)
        at(changed, path)["unheard_of"] = 1
        assert not validator.is_valid(changed), path
        for name in at(valid, path):
            changed = copy.deepcopy(valid)
            at(changed, path)[name] = {"another": "type"}
            assert not validator.is_valid(changed), (path, name)
            if name not in {"explain", "timings_ms"}:
                changed = copy.deepcopy(valid)
                del at(changed, path)[name]
                assert not validator.is_valid(changed), (path, name)


def test_terms_and_sections_are_not_mixed(index, validator):
    mixed = answer(index, "found")
    mixed["results"] += answer(index, "found", flat=True)["results"]
    assert not validator.is_valid(mixed)


def test_the_json_has_readable_text_urls_and_marked_excerpts(index):
    text = index.search("cafe").to_json()
    assert "Café Fly" in text
    [hit] = json.loads(text)["results"]
    assert hit["url"] == "%C3%A9t%C3%A9.html"
    assert hit["excerpt"].startswith("<mark>Café</mark>")
    [section] = answer(index, "markup", flat=True)["results"][:1]
    assert "&lt;<mark>i</mark>&gt;" in section["excerpt"]
    assert "<i>" in section["plain_excerpt"]
