"""A cluster that asks who you are: passwords, certificates, and roles with the fewest rights."""

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
    """A node with two users, who have the roles that the documentation shows."""
    roles = re.findall(
        r"(?s)```json\n(\{\s*\"(?:cluster|index)_permissions.*?)```", PAGE.read_text()
    )
    for name, role in zip((BUILDER, READER), roles, strict=True):
        secured.add_user(name, PASSWORD, json.loads(role))
    return secured


@pytest.fixture
def wiki(node, tmp_path, monkeypatch):
    """Five pages to be indexed as `wiki`, by somebody who trusts the node and is yet nobody."""
    monkeypatch.setenv("SSL_CERT_FILE", str(node.authority))
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.delenv(URL, raising=False)
    wiki = Wiki(tmp_path, node.url("wiki"))
    wiki.write(0, 5)
    yield wiki
    for index in node.ask("GET", "/wiki-*"):
        node.ask("DELETE", f"/{index}")


def with_name(url, name, password=ENCODED):
    return url.replace("https://", f"https://{name}:{password}@")


@pytest.fixture
def known(wiki, monkeypatch):
    """The same, with the password of a user in the environment."""
    monkeypatch.setenv(URL, with_name(wiki.url, BUILDER))
    return wiki


def test_the_documented_role_builds_updates_and_collects(node, known):
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
def test_the_documented_roles_read_deep_pages_and_groups(name, known, monkeypatch):
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


def test_a_copy_is_made_and_given_up_with_the_documented_role(node, known):
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
    there = set(indexes(node, known))
    third = known.folder / "third"
    third.mkdir()
    engine.create(third).abort()
    assert set(indexes(node, known)) == there


def test_an_index_of_another_pattern_is_neither_written_nor_read(node, known, monkeypatch):
    other = Wiki.__new__(Wiki)
    other.folder, other.url = known.folder, node.url("other")
    monkeypatch.setenv(URL, with_name(other.url, BUILDER))
    code, _, err = other.build()
    assert code != 0
    assert_one_line(err, "no permissions for [indices:admin/create]")
    assert_one_line(err, "add this permission to the user's role")
    index = "other-20260101000000-0123abcd"
    node.ask("PUT", f"/{index}")
    place = {"hosts": node.urls, "name": "other", "shards": 1, "index": index}
    (known.folder / "opensearch.json").write_text(json.dumps(place))
    with pytest.raises(ClusterError, match=rf"no permissions for \[{SEARCH}\]"):
        engine_named("opensearch").open(known.folder)
    node.ask("DELETE", f"/{index}")


def test_who_may_only_read_cannot_build(node, known, monkeypatch):
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


def test_a_missing_right_that_only_a_shard_asks_for_is_named(node, known, monkeypatch):
    [role] = [node.ask("GET", f"/_plugins/_security/api/roles/{BUILDER}")[BUILDER]]
    [rights] = role["index_permissions"]
    kept = [each for each in rights["allowed_actions"] if each != "indices:admin/refresh[s]"]
    less = {
        "cluster_permissions": role["cluster_permissions"],
        "index_permissions": [
            {"index_patterns": rights["index_patterns"], "allowed_actions": kept}
        ],
    }
    node.add_user("less", PASSWORD, less)
    monkeypatch.setenv(URL, with_name(known.url, "less"))
    code, _, err = known.build()
    assert code != 0
    assert_one_line(err, "no permissions for [indices:admin/refresh[s]]")


@pytest.mark.parametrize("password", ["wrong", ""])
def test_a_wrong_password_is_an_error_that_says_where_to_give_one(password, wiki, monkeypatch):
    monkeypatch.setenv(URL, with_name(wiki.url, BUILDER, password))
    code, _, err = wiki.build()
    assert code != 0
    assert_one_line(err, f"the name or password is wrong or missing: set them in {URL} or ~/.netrc")


def test_a_certificate_nobody_vouches_for_is_an_error_that_says_what_to_do(known, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    code, _, err = known.build()
    assert code != 0
    assert_one_line(err, "set SSL_CERT_FILE to the certificate of its authority")
    assert PASSWORD not in err
    assert ENCODED not in err
