"""The languages of a wiki: what decides on them, and how the pages in each are found."""

import pytest

import wikisearch
from wikisearch.errors import SourceError
from wikisearch.indexer.build import run_build
from wikisearch.model.build import BuildRequest
from wikisearch.model.manifest import FORMAT


def page(title, text, tag="", more=""):
    tag = f' lang="{tag}"' if tag else ""
    return (
        f'<!DOCTYPE html><html{tag}><head><meta charset="utf-8"><title>{title}</title></head><body>'
        f"<main><h1>{title}</h1><p>{text}</p><h2 id=more>{more or 'X'}</h2><p>{more}</p></main>"
    )


GERMAN = {
    "haus": ("Haus", "Viele Häuser stehen an den Flüssen, und die Gärten sind im Frühling grün."),
    "schiff": (
        "Schiff",
        "Die Schiffe der Händler fahren mit dem Wind über das Meer zu den Inseln.",
    ),
    "krieg": ("Krieg", "Der Krieg war lang, und es waren viele Heere in dem Land der Könige."),
}
ENGLISH = {
    "house": ("House", "Most houses are built of bricks, and their gardens are green in spring."),
    "ship": (
        "Ship",
        "The ships of the traders are driven by the wind over the sea to the islands.",
    ),
    "war": ("War", "The civil war was long, and there were many armies in the land of the kings."),
    "bird": ("Bird", "Birds are singing in the trees, and they are building their nests there."),
}
FRENCH = {
    "oiseau": ("Oiseau", "Les oiseaux chantent dans les arbres et font leurs nids de brindilles.")
}


def write(folder, pages, tag=""):
    folder.mkdir(parents=True, exist_ok=True)
    for name, (title, text) in pages.items():
        (folder / f"{name}.html").write_text(page(title, text, tag, text), encoding="utf-8")
    return folder


def build(source, index, **options):
    return run_build(BuildRequest(source, index, **options))


def ids(index, query):
    return [hit.id for hit in index.search(query)]


# --- the main language --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pages", "language"), [(GERMAN, "de"), (ENGLISH, "en"), (FRENCH, "fr")], ids=["de", "en", "fr"]
)
def test_a_wiki_that_declares_nothing_is_in_the_language_of_its_text(tmp_path, pages, language):
    with wikisearch.build(write(tmp_path / "wiki", pages), tmp_path / "index") as index:
        assert index.manifest.languages == (language,)


def test_text_decides_only_where_fewer_than_half_of_the_pages_declare(tmp_path):
    write(tmp_path / "wiki", GERMAN)
    write(tmp_path / "wiki", dict(list(ENGLISH.items())[:2]), "en")
    with wikisearch.build(tmp_path / "wiki", tmp_path / "index") as index:
        assert index.manifest.language == "de"
    write(tmp_path / "wiki", dict(list(ENGLISH.items())[2:3]), "en")
    with wikisearch.build(tmp_path / "wiki", tmp_path / "another") as index:
        assert index.manifest.language == "en"


def test_the_language_setting_overrides_the_declared_language(tmp_path):
    source = write(tmp_path / "wiki", GERMAN, "en")
    with wikisearch.build(source, tmp_path / "index") as index:
        assert index.manifest.languages == ("en",)
        assert index.search("Händlern Fluss").suggestion is not None
    (source / "wikisearch.toml").write_text('language = "de-AT"\n', encoding="utf-8")
    outcome = build(source, tmp_path / "index")
    assert (outcome.report.read, outcome.report.unchanged) == (3, 0)
    with wikisearch.open(tmp_path / "index") as index:
        assert index.manifest.languages == ("de",)
        assert index.search("Händlern Fluss").suggestion is None
        assert ids(index, "Häusern Fluss") == ["haus"]
    assert not build(source, tmp_path / "index").published
    (source / "wikisearch.toml").unlink()
    assert build(source, tmp_path / "index").report.read == 3


@pytest.mark.parametrize("value", ['""', '"german"', '"x-default"', "1", '["de"]'])
def test_an_invalid_language_is_reported_with_its_key(tmp_path, value):
    source = write(tmp_path / "wiki", GERMAN)
    (source / "wikisearch.toml").write_text(f"language = {value}\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"wikisearch\.toml: language: ") as error:
        build(source, tmp_path / "index")
    assert "\n" not in str(error.value)


# --- pages in several languages -----------------------------------------------------------------


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """A wiki that is English in the main, with German and French pages, and its index."""
    folder = tmp_path_factory.mktemp("mixed")
    write(folder / "wiki", ENGLISH, "en-GB")
    write(folder / "wiki" / "de", GERMAN, "de")
    write(folder / "wiki" / "fr", FRENCH, "fr")
    with wikisearch.build(folder / "wiki", folder / "index") as index:
        yield index


def test_the_manifest_lists_the_languages_with_the_main_one_first(mixed):
    assert mixed.manifest.language == "en"
    assert mixed.manifest.languages == ("en", "de", "fr")
    assert mixed.manifest.analyzer.startswith("en+de+fr-")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Häusern", "de/haus"),
        ("fluss", "de/haus"),
        ("Fluß Garten", "de/haus"),
        ("Händlern insel", "de/schiff"),
        ("trader island", "ship"),
        ("brick", "house"),
        ("arbre", "fr/oiseau"),
        ("arbres nid", "fr/oiseau"),
        ("singing nest", "bird"),
        ('"viele Häuser"', "de/haus"),
        ('"many armies" kings', "war"),
        ("body:insel", "de/schiff"),
        ("body:island", "ship"),
        ("garten -grün haus OR insel", "de/schiff"),
        ("Schiffe AND Händlern", "de/schiff"),
        ("(inseln OR xyz) händler", "de/schiff"),
    ],
)
def test_words_are_found_in_the_forms_of_their_own_language(mixed, query, found):
    results = mixed.search(query)
    assert results[0].id == found
    assert results.suggestion is None, "a word that some page has was taken for a misspelling"


def test_excluded_words_are_excluded_in_every_language(mixed):
    assert ids(mixed, "grün OR meer") == ["de/haus", "de/schiff"]
    assert ids(mixed, "(grün OR meer) -fluss") == ["de/schiff"]


def test_a_form_of_a_title_names_the_page_in_its_own_language(mixed):
    hit = mixed.search("Schiffen")[0]
    assert (hit.id, str(hit.match_type), hit.matched_title) == ("de/schiff", "variant", "Schiff")
    hit = mixed.search("Houses")[0]
    assert (hit.id, str(hit.match_type), hit.matched_title) == ("house", "variant", "House")


@pytest.mark.parametrize(
    ("query", "marked"),
    [("flüsse garten", {"Flüssen", "Gärten"}), ("oiseau nid", {"oiseaux", "nids"})],
)
def test_matches_are_highlighted_as_written(mixed, query, marked):
    snippet = mixed.search(query)[0].sections[0].snippet
    assert {snippet.text[start:end] for start, end in snippet.spans} == marked


def test_an_explanation_adds_up_in_every_language(mixed):
    for query in ("Häuser Flüsse", "ship trader", "oiseau nid", "war", "Schiff Meer Insel"):
        hits = list(mixed.search(query, explain=True))
        assert hits
        for hit in hits:
            parts = sum(part.value for part in hit.explanation.parts)
            assert parts == pytest.approx(hit.score)
            assert not any(
                "has none of the words" in part.description for part in hit.explanation.parts
            )


def test_words_near_each_other_count_in_every_language(mixed):
    [hit] = [hit for hit in mixed.search("Händler Schiff", explain=True) if hit.id == "de/schiff"]
    assert any("close together" in part.description for part in hit.explanation.parts)


def test_stop_words_are_those_of_the_language_of_the_query(mixed):
    # `war` is German for "was", but nothing else in the query is German.
    assert ids(mixed, "civil war")[0] == "war"
    assert mixed.search("war armies")[0].snippet.spans
    german = mixed.search("die Schiffe der Könige waren auf dem Meer", explain=True)
    assert german[0].id == "de/schiff"
    assert "die:" not in str(german[0].explanation)


def test_pages_like_a_german_page_are_found_by_german_words(mixed):
    assert "de/schiff" not in ids(mixed, 'morelike:"Schiff"')
    assert mixed.search('morelike:"Schiff"').warnings == ()


def test_a_page_in_a_language_without_a_stemmer_is_analyzed_in_the_main_one(tmp_path):
    source = write(tmp_path / "wiki", ENGLISH, "en")
    write(source, {"eo": ("Floroj", "La floroj estas ruĝaj. 京都")}, "zh")
    with wikisearch.build(source, tmp_path / "index") as index:
        assert index.manifest.languages == ("en",)
        assert ids(index, "京都") == ["eo"]


# --- updates ------------------------------------------------------------------------------------

QUERIES = ("Häusern", "haus", "ships", "island", "oiseau", "war", "Händler Schiff", "garden green")


def answers(directory):
    with wikisearch.open(directory) as index:
        found = [index.search(query, explain=True) for query in QUERIES]
        return index.manifest.languages, [(each.total, each.hits) for each in found]


def assert_equals_full_build(source, folder, languages):
    build(source, folder / "fresh", full=True)
    assert answers(folder / "index") == answers(folder / "fresh")
    assert answers(folder / "index")[0] == languages


def test_an_update_adds_and_removes_languages(tmp_path):
    source = write(tmp_path / "wiki", ENGLISH, "en")
    build(source, tmp_path / "index")
    assert_equals_full_build(source, tmp_path, ("en",))
    write(source, dict(list(GERMAN.items())[:1]), "de")
    outcome = build(source, tmp_path / "index")
    assert (outcome.report.read, outcome.report.unchanged) == (1, 4)
    assert_equals_full_build(source, tmp_path, ("en", "de"))
    write(source, FRENCH, "fr")
    build(source, tmp_path / "index")
    assert_equals_full_build(source, tmp_path, ("en", "de", "fr"))
    assert not build(source, tmp_path / "index").published
    (source / "haus.html").unlink()
    build(source, tmp_path / "index")
    assert_equals_full_build(source, tmp_path, ("en", "fr"))
    write(source, {"oiseau": ENGLISH["bird"]}, "en")
    build(source, tmp_path / "index")
    assert_equals_full_build(source, tmp_path, ("en",))


def test_an_index_without_page_languages_is_rebuilt(tmp_path):
    source = write(tmp_path / "wiki", ENGLISH, "en")
    build(source, tmp_path / "index")
    [manifest] = (tmp_path / "index").glob("generation-*/manifest.json")
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace(f'"format": {FORMAT}', '"format": 2'), encoding="utf-8")
    with pytest.raises(wikisearch.IndexFormatError, match="format 2"):
        wikisearch.open(tmp_path / "index")
    assert build(source, tmp_path / "index").report.read == 4
