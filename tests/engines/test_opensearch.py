"""What only the OpenSearch engine does: URLs, passwords, and indexes on a cluster."""

import json
import re
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engines.test_conformance import assert_facets_alike, assert_ranks_alike, built
from wikisearch.engines.opensearch import reader as reader_module
from wikisearch.engines.opensearch.cluster_errors import refusal
from wikisearch.engines.opensearch.connection import connected
from wikisearch.engines.opensearch.index_client import IndexClient
from wikisearch.engines.opensearch.index_location import (
    IndexLocation,
    generation_locations,
    location_of,
)
from wikisearch.engines.opensearch.lucene_regex import lucene_regexes
from wikisearch.engines.registry import engine_named
from wikisearch.engines.token_encoding import decoded, encoded, encoded_token
from wikisearch.errors import (
    ClusterError,
    ClusterUnavailableError,
    IndexDamagedError,
    OptionError,
    UnsupportedQueryError,
)
from wikisearch.model.document import Document
from wikisearch.model.query import And, Everything, Fuzzy, Keyword, Not, Or, Phrase, Prefix, Term
from wikisearch.scoring.distance import within_distance

ROOT = Path(__file__).parents[2]
URL = "WIKISEARCH_OPENSEARCH_URL"

texts = st.text(st.characters(exclude_categories=()), max_size=12) | st.text(
    st.sampled_from("a \t\0\u3000\ud7ff\ud800\udfff\ue000\ue01f\ue020\uffff\U0010f7de\U0010ffff"),
    max_size=6,
)


# --- encoding ---------------------------------------------------------------------


@given(texts)
def test_decoding_restores_any_text(text):
    for sent in (encoded(text), encoded_token(text)):
        sent.encode("utf-8")
        assert decoded(sent) == text


@given(texts, texts)
def test_encoded_keys_have_the_same_order(one, other):
    bytes_of = [encoded(each).encode() for each in (one, other)]
    assert (bytes_of[0] < bytes_of[1]) == (one < other)


@given(texts, texts)
def test_an_encoded_token_keeps_its_prefixes_and_has_no_white_space(one, other):
    assert encoded_token(one).split() == ([encoded_token(one)] if one else [])
    assert encoded_token(one).startswith(encoded_token(other)) == one.startswith(other)


@given(st.text(st.characters(max_codepoint=0x10F7DE, exclude_categories=()), max_size=12))
def test_an_encoded_token_keeps_its_length(text):
    assert len(encoded_token(text)) == len(text)


# --- URLs and logins ------------------------------------------------------------


def test_a_url_names_hosts_an_alias_and_shards():
    assert location_of("https://search.example") == IndexLocation(
        ("https://search.example:443",), "wikisearch"
    )
    assert location_of("http://a,https://u:p@[::1]:1/ai-wiki?shards=12") == IndexLocation(
        ("http://a:9200", "https://[::1]:1"), "ai-wiki", 12
    )


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("search.example:9200", "not the URL of a cluster"),
        ("ftp://search.example", "not the URL of a cluster"),
        ("https://search.example:port", "not the URL of a cluster"),
        ("https://[::1:9200/wiki", "not the URL of a cluster"),
        ("https://search.example/Wiki", "'Wiki': it cannot be the name of an index"),
        ("https://search.example/a*", r"'a\*': it cannot be the name of an index"),
        ("https://search.example/a/b", "cannot be the name of an index"),
        ("https://search.example/a?shards=0", "shards=0"),
        ("https://search.example/a?shards=many", "shards=many"),
        ("https://search.example/a?shards=1025", "shards=1025: .* from 1 to 1024"),
    ],
)
def test_an_invalid_url_is_reported(url, words):
    with pytest.raises(OptionError, match=words):
        location_of(url)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://me:12secret@search.example",
        "me:12secret@search.example:9200/wiki",
        "http:/me:12secret@search.example/wiki",
        "https://me:12secret@[::1/wiki",
        "https://me:12secret@search.example:99999/wiki",
        "https://me:12secret@search.example/Wiki",
        "https://me:12,secret@search.example/wiki",
        "https://me:12/secret@search.example/wiki",
        "https://me:12?secret@search.example/wiki",
        "https://me:12#secret@search.example/wiki",
        "https://you:12secret@other.example,me:12secret@search.example",
    ],
)
def test_an_error_shows_no_password(url):
    with pytest.raises(OptionError) as error:
        location_of(url)
    assert "12" not in str(error.value)
    assert "secret" not in str(error.value)


def test_a_missing_url_is_reported_with_the_option(tmp_path, monkeypatch):
    monkeypatch.delenv(URL, raising=False)
    with pytest.raises(OptionError, match=f"needs the URL of a cluster; set --url, or {URL}="):
        engine_named("opensearch").create(tmp_path / "generation-000001")


def test_a_local_engine_refuses_a_url():
    with pytest.raises(OptionError, match="remove --url"):
        engine_named("whoosh", "https://search.example")


def credentials(place, url=""):
    client = connected(place, url)
    try:
        return [host.get("http_auth") for host in client.transport.hosts]
    finally:
        client.close()


def test_a_password_is_sent_to_its_own_host_only(tmp_path, monkeypatch):
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.setenv(URL, "https://me:s%3Acret@search.example/wiki")
    ours = IndexLocation(("https://search.example:443",), "wiki")
    assert credentials(ours) == [("me", "s:cret")]
    for other in ("https://stranger.example:443", "http://search.example:443"):
        assert credentials(IndexLocation((other,), "wiki")) == [None]
    assert credentials(ours, "https://you:other@search.example") == [("me", "s:cret")]
    monkeypatch.delenv(URL)
    assert credentials(ours) == [None]
    assert credentials(ours, "https://you:other@search.example") == [("you", "other")]


def test_netrc_logins_are_used_except_the_default_login(tmp_path, monkeypatch):
    monkeypatch.delenv(URL, raising=False)
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    (tmp_path / "netrc").write_text(
        "machine search.example login me password secret\ndefault login all password open\n"
    )
    place = IndexLocation(("https://search.example:443", "https://stranger.example:443"), "wiki")
    assert credentials(place) == [("me", "secret"), None]
    (tmp_path / "netrc").write_text("machine\n")
    with pytest.raises(OptionError, match="netrc: it cannot be read"):
        credentials(place)


def test_a_missing_library_error_names_the_extra():
    script = (
        "import sys; sys.modules['opensearchpy'] = None\n"
        "from wikisearch.engines.registry import engine_named\n"
        "from wikisearch.errors import MissingLibraryError\n"
        "try: engine_named('opensearch')\n"
        "except MissingLibraryError as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    command = 'run: pip install "opensearch-py'
    assert done.stdout.startswith(f"the engine opensearch needs opensearchpy; {command}")


# --- errors ------------------------------------------------------

REFUSALS = [
    (429, "circuit_breaking_exception", ClusterUnavailableError),
    (429, "rejected_execution_exception", ClusterUnavailableError),
    (503, "no_shard_available_action_exception", ClusterUnavailableError),
    (403, "cluster_block_exception", ClusterUnavailableError),
    (403, "index_create_block_exception", ClusterUnavailableError),
    (403, "security_exception", ClusterError),
    (401, "security_exception", ClusterError),
    (409, "version_conflict_engine_exception", ClusterError),
    (404, "index_not_found_exception", IndexDamagedError),
    (400, "too_many_clauses", UnsupportedQueryError),
    (400, "mapper_parsing_exception", ClusterError),
]


@pytest.mark.parametrize(("status", "kind", "error"), REFUSALS)
def test_a_refusal_becomes_an_error_with_subject_and_reason(status, kind, error):
    cause = {"type": kind, "reason": "because of it"}
    shards, documents = {"failures": [{"reason": cause}]}, {"failures": [{"cause": cause}]}
    requests = ({"error": {"root_cause": [cause]}}, {"error": cause}, cause)
    for info in (*requests, {"_shards": shards}, documents):
        found = refusal("here", status, info)
        assert type(found) is error
        assert str(found).startswith("here: ")
        assert "because of it" in str(found) or status == 409
    odd_shards = ({"_shards": 3}, {"failures": [1]}, {"error": {"root_cause": [1]}}, [1])
    for odd in ("", None, {}, {"error": "text"}, {"error": {"root_cause": []}}, *odd_shards):
        assert str(refusal("here", status, odd)).startswith("here: the cluster") or status == 409


@contextmanager
def server(status, kind, body):
    """Run a server that sends one fixed response; yields its URL."""

    class Handler(BaseHTTPRequestHandler):
        def answer(self):
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_PUT = do_POST = do_DELETE = answer  # noqa: N815

        def log_message(self, *_):
            """Do not log."""

    with HTTPServer(("127.0.0.1", 0), Handler) as serving:
        thread = threading.Thread(target=serving.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{serving.server_port}"
        finally:
            serving.shutdown()
            thread.join()


@pytest.mark.parametrize(
    ("status", "kind", "body"),
    [
        (200, "text/html", b"<html>Welcome</html>"),
        (200, "text/plain", b"hits"),
        (200, "application/json", b"nonsense"),
        (200, "application/json", b"{}"),
        (200, "application/json", b"[]"),
        (200, "application/json", b'{"hits": {}}'),
        (400, "application/json", b"[1]"),
    ],
)
def test_a_server_that_is_not_a_cluster_is_reported(status, kind, body, tmp_path):
    with server(status, kind, body) as url:
        engine = engine_named("opensearch", f"{url}/wiki")
        with pytest.raises(ClusterError, match="the server is not an OpenSearch cluster"):
            engine.create(tmp_path)
        place = {"hosts": [url], "name": "wiki", "index": "wiki-20260101000000-00000000"}
        (tmp_path / "opensearch.json").write_text(json.dumps(place))
        with pytest.raises(ClusterError, match="the server is not an OpenSearch cluster"):
            engine.open(tmp_path)


def test_the_documentation_lists_every_error_message():
    refusals = [str(refusal("", status, {"error": {"type": kind}})) for status, kind, _ in REFUSALS]
    folder = ROOT / "wikisearch" / "engines" / "opensearch"
    code = "".join(file.read_text(encoding="utf-8") for file in folder.glob("*.py"))
    page = (ROOT / "docs" / "opensearch.md").read_text(encoding="utf-8")
    listed = re.findall(r"(?m)^\| `([^`]+)` \|", page)
    assert len(listed) == 13
    for message in listed:
        assert message in code or any(message in line for line in refusals), message
    for line in refusals:
        assert any(message in line for message in listed), line


# --- an index on a cluster -----------------------------------------------------------------------


def document(number, *tokens, **keywords):
    name = f"{number:06}"
    values = {field: frozenset(each) for field, each in keywords.items()}
    return Document(name, name, tokens, {"body": tokens}, values, name.encode())


PREFIXES = ("", "c", "d", "ab", "abc", "never", ".*", "x" * 5_000)
FUZZY_TOKENS = ("a", "ab", "aaa", "abc", "abcd", "x" * 40, "x" * 300, '(|[.*]\\"&~@#<1>')
CUT_QUERIES = [
    *(Prefix(prefix, ("body",)) for prefix in PREFIXES),
    *(Fuzzy(token, edits, ("body",)) for token in FUZZY_TOKENS for edits in (1, 2)),
    And((Term("aac"), Not(Prefix("b", ("title", "body"))), Fuzzy("aab", 2, ("title", "body")))),
]
LETTERS = "abcdefghijklmnopqrst"
WORD_STEPS = ((0, 8000), (4000, 8000), (0, 1500), (5, 400), (0, 90), (0, 20), (0, 7))
"""A document has the words numbered (document + first) % second for each pair."""


@contextmanager
def both(url, documents, tmp_path_factory):
    """Open the same documents in whoosh and on the cluster."""
    directories = [tmp_path_factory.mktemp(name) for name in ("one", "many")]
    with (
        built(engine_named("whoosh"), directories[0], documents) as oracle,
        built(engine_named("opensearch", url), directories[1], documents) as reader,
    ):
        yield oracle, reader


@pytest.fixture(scope="module")
def many_words(cluster, tmp_path_factory):
    """Build 8,000 tokens, some of them in many documents, in whoosh and on three shards."""
    listed = ["".join(letters) for letters in product(LETTERS, repeat=3)]
    documents = [
        document(number, *sorted({listed[(number + more) % most] for more, most in WORD_STEPS}))
        for number in range(4_000)
    ]
    with both(cluster.url("wordy", 3), documents, tmp_path_factory) as readers:
        yield readers


def test_the_same_thousand_expansions_count_on_shards(many_words):
    oracle, reader = many_words
    cut = 0
    for query in CUT_QUERIES:
        assert_ranks_alike(oracle, reader, query, 4_000)
        cut += reader.search(query, 0).cut
    assert cut == 6


@given(texts, st.integers(0, 2), texts)
def test_a_fuzzy_expression_matches_the_tokens_within_its_distance(token, edits, other):
    """Python and Lucene read these expressions alike."""
    expression = lucene_regexes(Fuzzy(token, edits, ("body",)))[-1]
    one, two = encoded_token(token), encoded_token(other)
    fits = re.fullmatch(expression, two, re.DOTALL)
    assert bool(fits) == within_distance(one, two, edits)


@pytest.fixture(scope="module")
def many(cluster, tmp_path_factory):
    """Build the same 10,500 documents on three shards and in whoosh."""
    documents = [
        document(number, *["word"] * (number % 5 + 1), *["other"] * (number % 3), category="ab")
        for number in range(10_500)
    ]
    with both(cluster.url("many", 3), documents, tmp_path_factory) as readers:
        yield readers


@pytest.mark.parametrize("limit", [3, 100, 9_999, 10_000, 10_001, 10_499, 20_000])
@pytest.mark.parametrize("query", [Term("word"), Everything(), Prefix("wo", ("body",))])
def test_hits_beyond_one_response_are_returned(query, limit, many):
    assert_ranks_alike(*many, query, limit)


def test_pages_beyond_one_response_are_counted_exactly(many, monkeypatch):
    monkeypatch.setattr(IndexClient, "max_buckets", 3_000)
    assert_facets_alike(*many, Term("word"))
    assert_ranks_alike(*many, Term("word"), 3)


@pytest.mark.parametrize("most", [IndexClient.max_hits, 3_000])
@pytest.mark.parametrize("others", [(), (Term("other"), Phrase(("other", "other"), ("body",)))])
@pytest.mark.parametrize("query", [Term("word"), Everything(), Prefix("wo", ("body",))])
def test_pages_are_counted_by_one_document_of_each(query, others, most, many, monkeypatch):
    monkeypatch.setattr(reader_module, "MIN_COUNTED", 0)
    monkeypatch.setattr(IndexClient, "max_hits", most)
    assert_ranks_alike(*many, Or((query, *others)), 3)


@pytest.mark.parametrize("limit", [1, 2, 10, 500, 5_000])
def test_ties_of_rounded_scores_are_ordered_by_key(limit, many):
    # A term in every document scores almost nothing, so rounding removes the differences.
    assert_ranks_alike(*many, Or((Term("other"), Term("word"))), limit)


def test_thousands_of_values_are_one_clause(many):
    oracle, reader = many
    values = tuple(Keyword("category", f"value {number}") for number in range(3000))
    assert_ranks_alike(
        oracle, reader, And((Term("word"), Or((*values, Keyword("category", "a"))))), 3
    )


def test_a_query_with_too_many_clauses_is_reported(many):
    _, reader = many
    with pytest.raises(UnsupportedQueryError, match="cannot answer this query"):
        reader.search(Or(tuple(Term(f"word{number}") for number in range(2000))), 3)


def test_the_folder_has_the_location_and_no_password(cluster, tmp_path):
    url = cluster.url("noted").replace("http://", "http://me:secret@")
    with built(engine_named("opensearch", url), tmp_path, [document(1, "word")]) as reader:
        assert reader.search(Term("word"), 1).total == 1
    assert [file.name for file in tmp_path.iterdir()] == ["opensearch.json"]
    text = (tmp_path / "opensearch.json").read_text()
    assert json.loads(text)["hosts"] == cluster.urls
    assert "secret" not in text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"hosts": [], "name": "a"}',
        '{"hosts": ["http://a"], "name": "a", "index": "b"}',
        '{"hosts": ["http://a"], "name": "a", "index": ["a"]}',
        '{"hosts": ["http://a"], "name": "*", "index": "*-20260101000000-00000000"}',
        '{"hosts": ["http://a"], "name": "a", "index": "a-20260101000000-00000000,b"}',
        '{"hosts": ["file:///etc"], "name": "a", "index": "a-20260101000000-00000000"}',
    ],
)
def test_an_invalid_location_is_reported_as_damage(text, tmp_path):
    (tmp_path / "opensearch.json").write_text(text)
    with pytest.raises(IndexDamagedError, match=r"opensearch\.json"):
        engine_named("opensearch").open(tmp_path)


def test_an_index_without_a_builder_id_is_rebuilt(tmp_path):
    """The index has no id of this folder, and a clone would have none either."""
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    new.mkdir()
    facts = {"hosts": ["http://a"], "name": "a", "index": "a-20260101000000-00000000"}
    (old / "opensearch.json").write_text(json.dumps(facts))
    assert engine_named("opensearch").update(old, new, ()) is None


def test_the_mapping_rejects_unknown_fields(cluster, tmp_path):
    with built(engine_named("opensearch", cluster.url("strict")), tmp_path, [document(1, "word")]):
        index = json.loads((tmp_path / "opensearch.json").read_text())["index"]
        cluster.request("PUT", f"/{index}/_settings", {"index.blocks.write": False})
        with pytest.raises(RuntimeError, match="strict_dynamic_mapping_exception"):
            cluster.request("POST", f"/{index}/_doc", {"anything": 1})


def test_requests_name_only_indexes_of_this_wiki(cluster, tmp_path, caplog, monkeypatch):
    """Bulk, alias and point-in-time requests name the index in their body, not in their path."""
    monkeypatch.setattr(IndexClient, "max_hits", 2)
    monkeypatch.setattr(IndexClient, "max_buckets", 2)
    engine = engine_named("opensearch", cluster.url("ours"))
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    new.mkdir()
    with caplog.at_level("DEBUG", logger="opensearch"):
        built(engine, old, [document(number, "word") for number in range(3)]).close()
        engine.publish(old)
        writer = engine.update(old, new, ["000001"])
        writer.add([document(1, "other"), document(7, "word")])
        writer.finish()
        with engine.open(new) as reader:
            assert reader.search(Term("word"), 3).total == 3
            assert reader.search(Prefix("wo", ("body",)), 1).total == 3
            assert reader.facet(Everything(), "category") == {}
            assert set(reader.tokens("body")) == {"word", "other"}
        engine.publish(new)
    log_text = "\n".join(caplog.messages)
    paths = re.findall(r"(?m)^[A-Z]+ http://[^/]+(/[^? ]*)", log_text)
    others = {path for path in paths if not re.match("/ours-", path)}
    assert len(paths) > 20
    assert others == {"/_bulk", "/_aliases", "/_search", "/_search/point_in_time"}
    sent = "\n".join(re.findall(r"(?m)^> (.*(?:\n\{.*)*)", log_text))
    named = re.findall('"(?:_index|index|alias)":"([^"]*)"', sent)
    assert len(named) > 5
    assert all(re.fullmatch("ours(-.*)?", name) for name in named), named
    assert cluster.request("GET", "/_search/point_in_time/_all")["pits"] == []
    cluster.request("DELETE", "/ours-*")


def test_the_newest_location_is_that_of_the_highest_number(tmp_path):
    for number in (999_999, 1_000_000):
        generation = tmp_path / f"generation-{number}"
        generation.mkdir()
        location_of(f"https://search.example/wiki-{number}").renewed().write(generation)
    (tmp_path / "lock").touch()
    assert [each.name for each in generation_locations(tmp_path)] == ["wiki-999999", "wiki-1000000"]
