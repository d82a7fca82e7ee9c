"""Names that users, file names and headings give, in the forms in which readers type them."""

import pytest

import wikisearch

OWN = '[synonyms]\nllm = ["large language model"]\nlabour = ["worker"]\nprices = ["cost"]\n'
FLEET = {
    "fleet": "<html lang=en><h1>Fleet</h1><p>Many workers, and a large language models page.",
    "desk": "<html lang=en><h1>Desk</h1><p>Support costs 49 a month.",
    "apart": "<html lang=en><h1>Apart</h1><p>The language of a large boat has a model.",
}
TRANSLATED = {
    "en/guide": "<html lang=en><h1>Processes</h1><h2 id=w>Worker</h2><p>A worker runs jobs.",
    "en/faq": "<html lang=en><h1>Frequently asked questions</h1><p>All of them.",
    "en/locks": "<html lang=en><h1>Keeping others out</h1><p>One process at a time.",
    "ja/worker": "<html lang=ja><h1>ワーカー</h1><p>ワーカーはジョブを実行するプロセスです。",
    "ja/lease": "<html lang=ja><h1>リース</h1><p>Lease はロックです。",
    "de/locks": "<html lang=de><h1>Andere fernhalten</h1><p>Nur ein Prozess zur Zeit.",
}
QUEUES = "<html lang=en><h1>Queues</h1><p>DLQ DLQ dead letter queue dead letter queue."
HEADINGS = "<h2 id=d>Dead letter queue (DLQ)</h2><p>Where failed jobs go."
TERMS = "<dl><dt id=d>Dead letter queue (DLQ)<dd>Where failed jobs go.<dt>Lease<dd>A lock.</dl>"
REVERSED = "<h2 id=d>DLQ (dead letter queue)</h2><p>Where failed jobs go."


def built(folder, pages, settings="", engine="whoosh"):
    for name, text in pages.items():
        path = folder / "wiki" / f"{name}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "wiki" / "wikisearch.toml").write_text(settings, encoding="utf-8")
    return wikisearch.build(folder / "wiki", folder / "index", engine=engine)


def found(index, query):
    return [(hit.id, str(hit.match_type)) for hit in index.search(query)]


@pytest.fixture(scope="module", params=["whoosh", "tantivy"])
def fleet(request, tmp_path_factory):
    with built(tmp_path_factory.mktemp("fleet"), FLEET, OWN, request.param) as index:
        yield index


@pytest.mark.parametrize(
    ("query", "page"),
    [
        *((query, "fleet") for query in ("llm", "LLM", "LLMs", "labour", "labours")),
        *((query, "desk") for query in ("price", "prices", "Prices")),
    ],
)
def test_synonyms_match_in_any_form(fleet, query, page):
    assert found(fleet, query) == [(page, "synonyms")]


def test_a_synonym_of_several_words_is_marked_in_the_form_of_the_page(fleet):
    snippet = fleet.search("llm")[0].snippet
    marked = [snippet.text[start:end] for start, end in snippet.spans]
    assert " ".join(marked) == "large language models"


def test_synonyms_match_in_the_forms_of_every_language(tmp_path):
    pages = FLEET | {
        "de/auto": "<html lang=de><h1>Autos</h1><p>Viele Kraftfahrzeuge fahren auf den Straßen."
    }
    with built(tmp_path, pages, '[synonyms]\nblechkiste = ["Kraftfahrzeug"]\n') as index:
        assert found(index, "Blechkisten") == [("de/auto", "synonyms")]


@pytest.fixture(scope="module")
def translated(tmp_path_factory):
    with built(tmp_path_factory.mktemp("translated"), TRANSLATED) as index:
        yield index


@pytest.mark.parametrize(
    ("query", "page", "match_type"),
    [
        ("worker", "en/guide", "heading"),
        ("faq", "en/faq", "called"),
        ("lease", "ja/lease", "called"),
        ("locks", "en/locks", "called"),
    ],
)
def test_a_translated_page_is_named_by_its_file_if_it_has_the_words(
    translated, query, page, match_type
):
    assert found(translated, query)[0] == (page, match_type)
    assert ("ja/worker", "called") not in found(translated, query)


@pytest.mark.parametrize("body", [HEADINGS, TERMS, REVERSED])
def test_a_heading_that_explains_an_acronym_has_both_names(tmp_path, body):
    glossary = f"<html lang=en><h1>Glossary</h1>{body}"
    with built(tmp_path, {"glossary": glossary, "queues": QUEUES}) as index:
        for query in ("dead letter queue", "Dead-letter queue", "DLQ", "dlq"):
            assert found(index, query)[0] == ("glossary", "heading"), query
