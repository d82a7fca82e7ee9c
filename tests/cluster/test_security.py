"""A cluster with logins: passwords, certificates, and roles with minimal permissions."""

import json
import re
from pathlib import Path

import pytest

from tests.cluster.test_faults import Wiki, assert_one_line, index_of, indexes
from tests.engines.test_conformance import built
from tests.engines.test_opensearch import URL, document
from wikisearch.engines.opensearch.index_client import IndexClient
from wikisearch.engines.registry import engine_named
from wikisearch.errors import ClusterError
from wikisearch.model.query import Everything, Prefix, Term

PAGE = Path(__file__).parents[2] / "docs" / "opensearch.md"
PASSWORD = "Long-enough:4-a/test"
ENCODED = "Long-enough%3A4-a%2Ftest"
BUILDER, READER, SEARCH = "builder", "reader", "indices:data/read/search"


@pytest.fixture(scope="module")
def node(secured):
    """Start a node with two users that have the documented roles."""
    roles = re.findall(
        r"(?s)```json\n(\{\s*\"(?:cluster|index)_permissions.*?)```", PAGE.read_text()
    )
    for name, role in zip((BUILDER, READER), roles, strict=True):
        secured.add_user(name, PASSWORD, json.loads(role))
    return secured


@pytest.fixture
def wiki(node, tmp_path, monkeypatch):
    """Create five pages; the certificate is trusted, and no login is set."""
    monkeypatch.setenv("SSL_CERT_FILE", str(node.authority))
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.delenv(URL, raising=False)
    wiki = Wiki(tmp_path, node.url("wiki"))
    wiki.write(0, 5)
    yield wiki
    for index in node.request("GET", "/wiki-*"):
        node.request("DELETE", f"/{index}")


def with_name(url, name, password=ENCODED):
    return url.replace("https://", f"https://{name}:{password}@")


@pytest.fixture
def known(wiki, monkeypatch):
    """Set the login of the builder in the environment."""
    monkeypatch.setenv(URL, with_name(wiki.url, BUILDER))
    return wiki


def test_the_documented_role_can_build_update_and_clean_up(node, known):
    assert known.build()[0] == 0
    first = index_of(known)
    assert known.pages_with("barrier") == 5
    (known.folder / "pages" / "page0.html").unlink()
    known.write(5, 7)
    for _ in range(2):
        code, _, err = known.build()
        assert code == 0, err
        assert known.pages_with("barrier") == 6
        known.write(1, 2, "other barrier")
    assert indexes(node, known)[index_of(known)]
    assert list(indexes(node, known).values()).count(True) == 1
    assert first not in indexes(node, known)


def test_a_password_is_read_from_netrc(wiki):
    text = f"machine 127.0.0.1 login {BUILDER} password {PASSWORD}\n"
    (wiki.folder / "netrc").write_text(text)
    (wiki.folder / "netrc").chmod(0o600)
    code, _, err = wiki.build()
    assert code == 0, err
    assert wiki.pages_with("barrier") == 5


@pytest.mark.parametrize("name", [BUILDER, READER])
def test_the_documented_roles_can_read_all_hits_and_buckets(name, known, monkeypatch):
    monkeypatch.setattr(IndexClient, "max_hits", 2)
    monkeypatch.setattr(IndexClient, "max_buckets", 2)
    documents = [document(number, "word", category="ab") for number in range(7)]
    with built(engine_named("opensearch", known.url), known.folder, documents):
        pass
    monkeypatch.setenv(URL, with_name(known.url, name))
    with engine_named("opensearch").open(known.folder) as reader:
        assert len(reader.search(Term("word"), 7).best) == 7
        assert reader.search(Prefix("wo", ("body",)), 1).total == 7
        assert reader.facet(Everything(), "category") == {"a": 7, "b": 7}
        assert set(reader.tokens("body")) == {"word"}


def test_the_documented_role_can_clone_and_abort(node, known):
    old, new = known.folder / "old", known.folder / "new"
    old.mkdir()
    new.mkdir()
    engine = engine_named("opensearch")
    built(engine, old, [document(number, "word") for number in range(1_500)]).close()
    writer = engine.update(old, new, [f"{number:06}" for number in range(1_200)])
    writer.add([document(1, "other")])
    writer.delete(["000001"])
    writer.finish()
    with engine.open(new) as reader:
        assert reader.count() == 300
    before = set(indexes(node, known))
    third = known.folder / "third"
    third.mkdir()
    engine.create(third).abort()
    assert set(indexes(node, known)) == before


def test_an_index_of_another_pattern_is_denied(node, known, monkeypatch):
    other = Wiki.__new__(Wiki)
    other.folder, other.url = known.folder, node.url("other")
    monkeypatch.setenv(URL, with_name(other.url, BUILDER))
    code, _, err = other.build()
    assert code != 0
    assert_one_line(err, "no permissions for [indices:admin/create]")
    assert_one_line(err, "add this permission to the user's role")
    index = "other-20260101000000-0123abcd"
    node.request("PUT", f"/{index}")
    place = {"hosts": node.urls, "name": "other", "shards": 1, "index": index}
    (known.folder / "opensearch.json").write_text(json.dumps(place))
    with pytest.raises(ClusterError, match=rf"no permissions for \[{SEARCH}\]"):
        engine_named("opensearch").open(known.folder)
    node.request("DELETE", f"/{index}")


def test_the_reader_role_cannot_build(node, known, monkeypatch):
    assert known.build()[0] == 0
    before = indexes(node, known)
    monkeypatch.setenv(URL, with_name(known.url, READER))
    assert known.pages_with("barrier") == 5
    known.write(5, 7)
    code, _, err = known.build()
    assert code != 0
    assert_one_line(err, "no permissions for [indices:")
    assert indexes(node, known) == before
    assert known.pages_with("barrier") == 5


def test_a_missing_shard_permission_is_named(node, known, monkeypatch):
    [role] = [node.request("GET", f"/_plugins/_security/api/roles/{BUILDER}")[BUILDER]]
    [rights] = role["index_permissions"]
    refresh = "indices:admin/refresh[s]"
    fewer = [action for action in rights["allowed_actions"] if action != refresh]
    less = {
        "cluster_permissions": role["cluster_permissions"],
        "index_permissions": [
            {"index_patterns": rights["index_patterns"], "allowed_actions": fewer}
        ],
    }
    node.add_user("less", PASSWORD, less)
    monkeypatch.setenv(URL, with_name(known.url, "less"))
    code, _, err = known.build()
    assert code != 0
    assert_one_line(err, "no permissions for [indices:admin/refresh[s]]")


@pytest.mark.parametrize("password", ["wrong", ""])
def test_a_wrong_password_is_reported_with_the_remedy(password, wiki, monkeypatch):
    monkeypatch.setenv(URL, with_name(wiki.url, BUILDER, password))
    code, _, err = wiki.build()
    assert code != 0
    assert_one_line(err, f"the name or password is wrong or missing; set them in {URL} or ~/.netrc")


def test_an_untrusted_certificate_is_reported_with_the_remedy(known, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    code, _, err = known.build()
    assert code != 0
    assert_one_line(err, "set SSL_CERT_FILE to the certificate of its authority")
    assert PASSWORD not in err
    assert ENCODED not in err
