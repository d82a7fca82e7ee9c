"""Page fields, and names mined from texts, over a real index."""

import pytest

import wikisearch

PAGES = {
    "rag": "<h1>RAG</h1><p>Retrieval-augmented generation, or RAG, looks things up for an LLM.</p>"
    "<h2 id=why>Why it matters</h2><p>Fewer inventions. See <a href=llm.html>models</a>.</p>",
    "llm": "<h1>Large Language Model</h1><p>A large language model (LLM) writes text.</p>"
    "<h2 id=cost>Cost</h2><p>It takes much text to train.</p>",
    "gpt": "<h1>GPT</h1><p>A large language model that writes text at some cost.</p>"
    "<p>Built on <a href=llm.html>models</a> and <a href=rag.html>lookup</a>.</p>",
    "vision": "<h1>Vision</h1><p>An LLM sees with <a href=llm.html>models</a> of pictures.</p>",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wiki") / "pages"
    folder.mkdir()
    for name, body in PAGES.items():
        text = f"<html lang=en><title>{name}</title><body><main>{body}</main></body></html>"
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    (folder / "wikisearch.toml").write_text(
        '[synonyms]\ndrawing = ["pictures"]\n', encoding="utf-8"
    )
    with wikisearch.build(folder, folder.parent / "index") as opened:
        yield opened


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("linksto:llm", {"rag", "gpt", "vision"}),
        ('linksto:"Large Language Model" cost', {"gpt"}),
        ("linkedfrom:gpt", {"llm", "rag"}),
        ('linksto:"Large Language Model"|rag', {"rag", "gpt", "vision"}),
        ('linkedfrom:vision|"GPT"', {"llm", "rag"}),
        ("linkedfrom:gpt|gpt", {"llm", "rag"}),
        ("prefix:large", {"llm"}),
        ('prefix:vis|"large l"', {"llm", "vision"}),
        ("in:why inventions", {"rag"}),
        ("in:definition cost", {"gpt"}),
        ('"language writes"~2', {"gpt", "llm"}),
        ("modls~1 pictures", {"vision"}),
    ],
)
def test_page_fields_find_pages(index, query, found):
    results = index.search(query)
    assert {hit.id for hit in results} == found
    assert results.warnings == ()


def test_pages_like_another_are_found_without_it(index):
    assert [hit.id for hit in index.search("morelike:gpt")][:1] == ["llm"]
    assert "gpt" not in {hit.id for hit in index.search("morelike:gpt")}


def test_an_unknown_page_name_gives_a_note(index):
    results = index.search("linksto:nowhere")
    note = "linksto: no page is called nowhere; put a name of several words in quotes"
    assert (results.total, results.warnings) == (0, (note,))


def test_words_that_are_not_side_by_side_are_not_a_phrase(index):
    results = index.search('"language writes"')
    assert results.total == 0
    assert len(results.warnings) == 1


def test_an_unknown_section_name_gives_a_note(index):
    assert index.search("in:nowhere").warnings == ("in: no section is called nowhere",)
    assert index.search("in:cost|nowhere").warnings == ("in: no section is called nowhere",)


def test_a_prefix_without_letters_matches_no_title(index):
    assert {hit.id for hit in index.search("prefix:vision|-")} == {"vision"}


def test_an_acronym_that_a_text_explains_names_the_page(index):
    for query, page in {"llm": "llm", "retrieval augmented generation": "rag"}.items():
        best = index.search(query)[0]
        assert (best.id, str(best.match_type)) == (page, "acronym")


def test_pages_with_the_word_come_before_pages_with_a_synonym(index):
    results = index.search("llm pictures writes", limit=10)
    assert results.total
    kinds = [str(hit.match_type) for hit in index.search("llm text")]
    assert "synonyms" in kinds
    assert kinds == sorted(kinds, key=["words", "synonyms", "some_words"].index)


def test_own_synonyms_are_searched(index):
    assert [(hit.id, str(hit.match_type)) for hit in index.search("drawing")] == [
        ("vision", "synonyms")
    ]


@pytest.mark.parametrize(
    "query",
    [
        "in:related models",
        "in:related AND models",
        "in:related models pictures",
        "in:related (models OR llm)",
        "in:related drawing vision text",
        "llm OR drawing",
        "rag text cost inventions",
    ],
)
def test_the_total_is_at_least_the_number_of_hits(index, query):
    assert len(index.search(query, limit=100)) == index.search(query, limit=1).total


@pytest.mark.parametrize(
    ("query", "suggestion", "is_rewritten"),
    [
        ("pictuers", "pictures", True),
        ("pictuers OR inventions", "pictures OR inventions", False),
        ("(pictuers OR inventoins) linksto:llm", "(pictures OR inventions) linksto:llm", True),
        ("body:pictuers", "body:pictures", True),
        ('"pictuers"', None, False),
        ("-pictuers text", None, False),
        ("prefix:languge", None, False),
        ("pictures", None, False),
    ],
)
def test_a_suggestion_has_the_operators_and_replaces_a_query_without_hits(
    index, query, suggestion, is_rewritten
):
    results = index.search(query)
    assert results.suggestion == suggestion
    assert results.rewritten_query == (suggestion if is_rewritten else None)
    assert results.suggestion is None or results.total


RUNS = {
    "a": "<html lang=ja><h1>ワーカー</h1><p>ジョブを実行する。ジョブのキュー。",
    "b": "<html lang=ja><h1>キュー</h1><p>ジョブキューの説明です。",
}


@pytest.mark.parametrize("query", ["ジョブキュー", "ジョブキューの説明です"])
def test_a_run_of_a_script_without_spaces_counts_as_one_word(query, tmp_path):
    with wikisearch.build(RUNS, tmp_path) as index:
        found = [(hit.id, str(hit.match_type)) for hit in index.search(query)]
    assert found == [("b", "words"), ("a", "some_words")]


FAQ = (
    "<h1>FAQ</h1><p>{}<h2 id=a>How do I delete all jobs?</h2><p>Run purge."
    "<h2 id=b>Is it free?</h2><p>Yes, a free job."
)


@pytest.mark.parametrize("lead", ["Intro.", ""])
def test_the_snippet_of_a_page_is_that_of_the_section_whose_heading_matches(lead, tmp_path):
    with wikisearch.build({"f": FAQ.format(lead)}, tmp_path) as index:
        snippets = [index.search(q)[0].snippet.text for q in ("delete all jobs", "free")]
    assert snippets == ["Run purge.", "Yes, a free job."]
