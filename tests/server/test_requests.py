"""What a server does with any request: hosts, limits, headers, problems."""

import json
import re

import jsonschema
import pytest

import wikisearch
from tests.server.servers import running
from wikisearch.errors import OptionError
from wikisearch.server.app import create_app
from wikisearch.server.rate_limit import MAX_CLIENTS, TokenBuckets, client_key
from wikisearch.server.security_headers import SECURITY_HEADERS
from wikisearch.server.server_settings import ServerSettings

API = "/api/v1"

INVALID = {
    "search?ofset=10": ("ofset", "unknown parameter; did you mean offset?"),
    "search?zzz=1": ("zzz", "unknown parameter; there are q, limit, offset, category, sort,"),
    "search?q=a&q=b": ("q", "takes one value only"),
    "search?limit=51": ("limit", "less than or equal to 50"),
    "search?limit=-1": ("limit", "greater than or equal to 0"),
    "search?limit=ten": ("limit", "valid integer"),
    "search?limit=%00": ("limit", "valid integer"),
    "search?sort=date": ("sort", "'relevance', 'title' or 'links'"),
    "search?offset=10000": ("offset + limit", "must be at most 10,000"),
    "search?sections=101": ("sections", "less than or equal to 100"),
    "search?facets=maybe": ("facets", "valid boolean"),
    f"search?q={'a' * 2001}": ("q", "at most 2000 characters"),
    "suggest?limit=99999999999999999999999": ("limit", "less than or equal to 50"),
    "terms/rag?format=md": ("format", "unknown parameter; there are none"),
    "terms?offset=-1": ("offset", "greater than or equal to 0"),
    "graph?id=rag&depth=3": ("depth", "less than or equal to 2"),
    "graph?id=rag&limit=81": ("limit", "less than or equal to 80"),
    "explain?q=cost": ("id", "required"),
    "explain?id=rag&id=rag": ("id", "two different terms"),
    "explain?id=rag&id=gpu&id=adam": ("id", "at most 2 items"),
    "stats?x=1": ("x", "unknown parameter"),
}


def problem(answer, status):
    """The problem of an answer, after checks of what all problems have."""
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    for name, value in SECURITY_HEADERS.items():
        assert answer.headers[name] == value
    value = answer.json()
    assert value["status"] == status
    assert "Traceback" not in answer.text
    return value


@pytest.mark.parametrize(("path", "named"), INVALID.items(), ids=lambda value: str(value)[:40])
def test_an_invalid_parameter_is_refused_by_name(client, path, named):
    found = problem(client.get(f"{API}/{path}"), 400)
    [error] = found["errors"]
    assert error["parameter"] == named[0]
    assert named[1] in error["detail"]
    assert named[0] in found["detail"]


MISSING = {
    "terms/fundation-modle": ("Term not found", "no term has this name", "Foundation Model"),
    "terms/elefantiasis": ("Term not found", "'elefantiasis': no term has this name", None),
    "terms/rag/sections/chunkin": ("Term not found", "the term has no such section", "chunking"),
    "terms/rag/sections/chunkin.md": ("Term not found", "the term has no such", "chunking"),
    "related/fundation-modle": ("Term not found", "no term has this name", "Foundation Model"),
    "explain?q=cost&id=fundation-modle": ("Term not found", "no term", "Foundation Model"),
    "schema/elefant": ("Not found", "there are results", None),
    "elefant": ("Not found", "", None),
}


@pytest.mark.parametrize(("path", "shown"), MISSING.items())
def test_what_does_not_exist_is_a_problem(client, path, shown):
    found = problem(client.get(f"{API}/{path}"), 404)
    assert found["title"] == shown[0]
    assert shown[1] in found["detail"]
    assert found.get("nearest", [None])[0] == shown[2]


def test_only_reading_is_possible(client):
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert problem(client.request(method, f"{API}/search"), 405)["title"]


def test_a_head_request_has_the_headers_of_a_get(client):
    head, get = client.head(f"{API}/terms/rag"), client.get(f"{API}/terms/rag")
    assert (head.status_code, head.content) == (200, b"")
    for name in ("etag", "content-length", "content-type", "x-index-generation"):
        assert head.headers[name] == get.headers[name]


def test_headers_protect_caches_and_browsers(client):
    answer = client.get(f"{API}/search?q=cost")
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["cache-control"] == "public, max-age=0, must-revalidate"
    assert {each.strip() for each in answer.headers["vary"].split(",")} == {
        "Accept",
        "Accept-Encoding",
    }
    assert answer.headers["etag"].startswith('W/"generation-000001-')
    for name, value in SECURITY_HEADERS.items():
        assert answer.headers[name] == value


HOSTS = {
    "127.0.0.1": True,
    "127.0.0.1:8000": True,
    "localhost:1": True,
    "LOCALHOST": True,
    "[::1]:8000": True,
    "wiki.example:80": True,
    "evil.example": False,
    "127.0.0.1.evil.example": False,
    "192.168.1.7": False,
    "": False,
    "[": False,
}


def test_only_requests_for_this_host_are_answered(directory):
    with running(directory, allowed_hosts=("wiki.example",)) as client:
        for host, is_ours in HOSTS.items():
            answer = client.get(f"{API}/stats", headers={"Host": host})
            if is_ours:
                assert answer.status_code == 200, host
            else:
                assert "--allow-host" in problem(answer, 421)["detail"]


def test_a_public_server_answers_for_any_address_but_not_for_any_name(directory):
    with running(directory, host="0.0.0.0", rate=0) as client:
        for host, status in {"192.168.1.7:80": 200, "[fe80::1]": 200, "evil.example": 421}.items():
            assert client.get("/healthz", headers={"Host": host}).status_code == status
    with running(directory, host="0.0.0.0", rate=0, allowed_hosts=("*",)) as client:
        assert client.get("/healthz", headers={"Host": "any.example"}).status_code == 200


def test_pages_of_other_origins_read_the_api_only_if_allowed(client, directory):
    origin = {"Origin": "https://site.example"}
    assert "access-control-allow-origin" not in client.get("/healthz", headers=origin).headers
    with running(directory, origins=("https://site.example",)) as open_client:
        answer = open_client.get(f"{API}/stats", headers=origin)
        assert answer.headers["access-control-allow-origin"] == "https://site.example"
        assert "ETag" in answer.headers["access-control-expose-headers"]
        other = open_client.get("/healthz", headers={"Origin": "https://other.example"})
        assert "access-control-allow-origin" not in other.headers


def test_a_client_with_too_many_requests_waits(directory):
    with running(directory, rate=0.01) as client:
        assert client.get("/healthz").status_code == 200
        refused = client.get("/healthz")
        assert problem(refused, 429)["title"] == "Too many requests"
        assert 1 <= int(refused.headers["retry-after"]) <= 100


def test_a_page_of_another_site_can_read_why_it_was_refused(directory):
    origin = {"Origin": "https://site.example"}
    with running(directory, rate=0.01, origins=("https://site.example",)) as client:
        assert client.get("/healthz", headers=origin).status_code == 200
        refused = [
            client.get("/healthz", headers=origin),
            client.get("/healthz", headers={**origin, "Host": "other.example"}),
        ]
    assert [each.status_code for each in refused] == [429, 421]
    for each in refused:
        assert each.headers["access-control-allow-origin"] == "https://site.example"


def test_a_proxy_on_this_machine_names_the_client_and_the_scheme(directory):
    with running(directory, rate=0.01, allowed_hosts=("wiki.example",)) as client:
        for address in ("192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8:0:1::1"):
            headers = {"X-Forwarded-For": address, "X-Forwarded-Proto": "https"}
            found = client.get("/opensearch.xml", headers={**headers, "Host": "wiki.example"})
            assert '"https://wiki.example/search?q=' in found.text
            assert client.get("/healthz", headers=headers).status_code == 429
        same_network = {"X-Forwarded-For": "2001:db8::2"}
        assert client.get("/healthz", headers=same_network).status_code == 429


def test_a_bucket_fills_again_and_each_client_has_its_own():
    buckets = TokenBuckets(rate=2)
    assert [buckets.seconds_to_wait("a", 0) for _ in range(7)] == [0] * 6 + [0.5]
    assert buckets.seconds_to_wait("b", 0) == 0
    assert buckets.seconds_to_wait("a", 0.5) == 0
    assert buckets.seconds_to_wait("a", 0.5) == 0.5
    for client in range(2 * MAX_CLIENTS):
        buckets.seconds_to_wait(str(client), 1)
    assert len(buckets._buckets) == MAX_CLIENTS  # noqa: SLF001


def test_a_client_of_the_rate_limit_is_an_ipv4_address_or_an_ipv6_network():
    assert client_key("192.0.2.1") == client_key("::ffff:192.0.2.1") == "192.0.2.1"
    assert client_key("::ffff:192.0.2.1") != client_key("::ffff:192.0.2.2")
    assert client_key("2001:db8::1") == client_key("2001:db8::2:3")
    assert client_key("2001:db8::1") != client_key("2001:db8:0:1::1")
    assert client_key("testclient") == "testclient"


def test_an_answer_names_only_the_first_unknown_parameters(client):
    answer = client.get(f"{API}/stats?" + "&".join(f"x{number}" for number in range(5_000)))
    assert [each["parameter"] for each in problem(answer, 400)["errors"]] == [
        f"x{number}" for number in range(10)
    ]


@pytest.mark.parametrize("name", ["https://wiki.example", "wiki.example:80", "wiki.example/x", ""])
def test_an_allowed_host_is_a_name_only(name):
    with pytest.raises(OptionError, match="is not a host; name the host only"):
        ServerSettings(allowed_hosts=(name,))


def test_loopback_has_no_limit_of_requests_and_a_public_address_has():
    assert ServerSettings().requests_per_second == 0
    assert ServerSettings(host="::1").requests_per_second == 0
    assert ServerSettings(host="0.0.0.0").requests_per_second == 20
    assert ServerSettings(host="wiki.example", rate=0).requests_per_second == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"port": 70_000},
        {"workers": 0},
        {"rate": -1.0},
        {"rate": float("nan")},
        {"rate": float("inf")},
        {"deadline": 0.0},
        {"deadline": float("nan")},
        {"max_connections": 0},
        {"root_path": "wiki"},
        {"root_path": "/wiki/"},
        {"root_path": "/api"},
        {"root_path": "/healthz/x"},
        {"root_path": "/metrics"},
    ],
    ids=str,
)
def test_a_wrong_setting_is_an_error(wrong):
    with pytest.raises(OptionError):
        create_app(ServerSettings(**wrong))


def test_a_restart_with_another_title_or_index_gives_another_etag(directory, tmp_path):
    other = tmp_path / "index"
    wikisearch.build({"cost": "<h1>Cost</h1><p>A price."}, other).close()
    answers = []
    for folder, settings in (
        (directory, {}),
        (directory, {"title": "Other"}),
        (directory, {"log": str(tmp_path / "log")}),
        (other, {}),
    ):
        with running(folder, **settings) as client:
            answers.append(client.get("/search?q=cost"))
    assert {answer.headers["x-index-generation"] for answer in answers} == {"generation-000001"}
    assert len({answer.headers["etag"] for answer in answers}) == len(answers)


def test_a_proxy_may_remove_the_root_path_or_pass_it_on(directory):
    with running(directory, root_path="/wiki") as client:
        removed = client.get(f"{API}/terms?limit=2")
        passed = client.get(f"/wiki{API}/terms?limit=2")
        assert removed.text == passed.text
        assert removed.headers["etag"] == passed.headers["etag"]
        assert removed.headers["link"] == '<?limit=2&offset=2>; rel="next"'
        for path in ("/opensearch.xml", "/wiki/opensearch.xml"):
            assert f'"{client.base_url}/wiki/search?q=' in client.get(path).text
        assert client.get(f"{API}/openapi.json").json()["servers"] == [{"url": "/wiki"}]
        assert problem(client.get(f"/wiki{API}/terms/elefant"), 404)
        assert client.get("/wiki").text == client.get("/wiki/").text == client.get("/").text


def test_the_list_of_terms_is_read_in_parts(client):
    path, seen = f"{API}/terms?limit=60", []
    while path:
        answer = client.get(path)
        seen += [term["id"] for term in answer.json()["terms"]]
        following = answer.links.get("next")
        path = f"{API}/terms{following['url']}" if following else None
    assert len(seen) == len(set(seen)) == int(answer.headers["x-total-count"]) == 175


def test_a_section_is_a_part_of_its_term(client):
    page = client.get(f"{API}/terms/foundation-model").json()
    for section in page["sections"]:
        path = f"{API}/terms/foundation-model/sections/{section['anchor']}"
        found = client.get(path).json()
        assert {key: found[key] for key in section} == section
        assert all(below["level"] > section["level"] for below in found["sections"])
        assert found["page"] == "foundation-model"
        assert found["id"] == f"foundation-model#{section['anchor']}".rstrip("#")


def test_the_schemas_are_those_of_the_package_and_answers_conform(client):
    for name, path in {
        "results": "search?q=cost&facets=true",
        "suggestions": "suggest?q=a",
        "related": "related/rag",
        "names": "names",
    }.items():
        schema = client.get(f"{API}/schema/{name}").json()
        jsonschema.Draft202012Validator(schema).validate(client.get(f"{API}/{path}").json())


def test_browsers_and_language_models_find_the_search(client):
    described = client.get("/opensearch.xml")
    assert described.headers["content-type"] == "application/opensearchdescription+xml"
    template = re.search(r'suggestions\+json" template="([^"]+)"', described.text)[1]
    text, names, titles, urls = json.loads(
        client.get(template.replace("{searchTerms}", "retrieval")).text
    )
    assert text == "retrieval"
    assert "RAG" in titles
    assert len(names) == len(titles) == len(urls)
    listed = client.get("/llms.txt").text
    assert listed.startswith("# wikisearch\n\n> A wiki of 175 terms")
    [url] = re.findall(r"\[RAG\]\((\S+)\)", listed)
    assert client.get(url).text.startswith("# RAG\n")
    assert client.get(url.removesuffix(".md")).json()["id"] == "rag"


def test_metrics_count_requests_and_searches_without_results(directory):
    with running(directory, has_metrics=True) as client:
        client.get(f"{API}/search?q=cost")
        client.get(f"{API}/search?q=elefantiasis")
        client.get(f"{API}/terms/elefant")
        lines = client.get("/metrics").text.splitlines()
    for line in (
        'wikisearch_requests_total{route="/api/v1/search",status="200"} 2.0',
        'wikisearch_requests_total{route="/api/v1/terms/{term:path}",status="404"} 1.0',
        "wikisearch_searches_without_results_total 1.0",
        "wikisearch_generation 1.0",
        "wikisearch_stale 0.0",
    ):
        assert line in lines


def test_metrics_name_the_route_behind_a_proxy_and_of_a_head_request(directory):
    with running(directory, has_metrics=True, root_path="/wiki") as client:
        client.get(f"/wiki{API}/terms/rag")
        client.head(f"{API}/terms/rag")
        client.get("/elefant")
        lines = client.get("/metrics").text.splitlines()
    name = "wikisearch_requests_total"
    assert f'{name}{{route="/api/v1/terms/{{term:path}}",status="200"}} 2.0' in lines
    assert f'{name}{{route="other",status="404"}} 1.0' in lines


def test_metrics_are_off_by_default(client):
    assert client.get("/metrics").status_code == 404
